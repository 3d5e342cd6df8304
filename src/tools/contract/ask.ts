import { CancelSignal } from '../../domain/cancel-signal.ts';
import type { ContactKey } from '../../domain/contact.ts';
import { Failure } from '../../domain/failure.ts';
import { isBadResponse } from '../../vitec/connection-fault.ts';
import type { Connections } from '../../vitec/connections.ts';
import { type Credential, toBasic } from '../../vitec/credentials.ts';
import { partyRoles } from '../../vitec/endpoints/party-roles.ts';
import { get, type VitecResponse } from '../../vitec/get.ts';
import { readJson } from '../../vitec/read-body.ts';
import { type Comparison, compareAnswer } from './compare.ts';
import type { Difference, Effect } from './difference.ts';
import { mediaTypeForm } from './forms.ts';
import { RECORDED } from './recorded.ts';

/** NOT_ASKED: Vitec said nothing to compare. `endsRun`: it would say the same of the next contact. */
export type Asked =
  | { readonly kind: 'ANSWERED'; readonly comparison: Comparison }
  | { readonly kind: 'NOT_ASKED'; readonly reason: string; readonly endsRun: boolean };

/** Statuses that tell of the password, the load or the way to Vitec, and nothing of the contract. */
const NO_ANSWER: Readonly<Record<number, string>> = {
  401: 'Vitec refuses the user name or the password (401)',
  403: 'the password may not read this customer (403)',
  408: 'Vitec gave up waiting (408)',
  425: 'Vitec wants the question again later (425)',
  429: 'Vitec asks to slow down (429)',
  502: 'there is no way to Vitec behind its front (502)',
  503: 'Vitec is closed for a while (503)',
  504: 'Vitec is too slow for its front (504)',
};
const NOTHING_MET = { rowsOfList: new Map<string, number>(), relations: new Set<string>() };

export type Question = { readonly contact: ContactKey; readonly credential: Credential; readonly timeoutMs: number };

/** Asks Vitec for one contact, as the gateway does, and compares what comes with what is recorded. Never throws for what Vitec does. */
export async function askAndCompare(connections: Connections, { contact, credential, timeoutMs }: Question): Promise<Asked> {
  const until = { signal: new CancelSignal(), timeoutMs };
  try {
    return await compareResponse(await get(connections, partyRoles.path(contact, encodeURIComponent), toBasic(credential), until));
  } catch (error) {
    return explainFault(error, timeoutMs);
  }
}

async function compareResponse({ status, headers, body }: VitecResponse): Promise<Asked> {
  const reason = NO_ANSWER[status];
  if (reason !== undefined) return { kind: 'NOT_ASKED', reason, endsRun: true };
  const mediaType = mediaTypeForm(headers['content-type']);
  const around: Difference[] = [];
  if (status !== RECORDED.status.value) around.push(whole('STATUS', String(RECORDED.status.value), String(status), 'REFUSES'));
  if (mediaType !== RECORDED.mediaType.value) around.push(whole('CONTENT_TYPE', RECORDED.mediaType.value, mediaType, 'READS')); // the gateway goes by the body
  if (status !== RECORDED.status.value) return answered(around);
  try {
    const { differences, met } = compareAnswer(await readJson(body, headers['content-encoding']));
    return { kind: 'ANSWERED', comparison: { differences: [...around, ...differences], met } };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return answered([...around, whole('NOT_JSON', 'JSON', 'a body that is none', 'REFUSES')]);
  }
}

/** Our own deadline, an answer that HTTP or the gateway's cap on size does not allow, or a fault of the network. */
function explainFault(error: unknown, timeoutMs: number): Asked {
  if (error instanceof Failure && error.code === 'UPSTREAM_TIMEOUT')
    return { kind: 'NOT_ASKED', reason: `no whole answer came within ${timeoutMs} ms (VITEC_ATTEMPT_TIMEOUT_MS)`, endsRun: false };
  const isUnavailable = error instanceof Failure && error.code === 'UPSTREAM_UNAVAILABLE';
  if ((error instanceof Failure && !isUnavailable) || isBadResponse(error))
    return answered([whole('NOT_HTTP', 'an answer in HTTP, at most 16 MB', 'another', 'REFUSES')]);
  const code = error instanceof Error && 'code' in error && !isUnavailable ? String(error.code) : '';
  const shown = /^[A-Z][A-Z_0-9]{1,60}$/.test(code) ? code : 'no code';
  return { kind: 'NOT_ASKED', reason: `the connection to Vitec failed (${shown})`, endsRun: false };
}

const answered = (differences: readonly Difference[]): Asked => ({
  kind: 'ANSWERED',
  comparison: { differences, met: NOTHING_MET },
});

const whole = (kind: Difference['kind'], recorded: string, found: string, gateway: Effect): Difference => ({
  kind,
  place: '',
  recorded,
  found,
  gateway,
});

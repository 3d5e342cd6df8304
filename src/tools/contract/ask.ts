import type { ContactKey } from '../../domain/contact.ts';
import { Failure } from '../../domain/failure.ts';
import type { AskOnce, NoAnswer } from '../../vitec/ask-once.ts';
import type { Credential } from '../../vitec/credentials.ts';
import { partyRoles } from '../../vitec/endpoints/party-roles.ts';
import type { VitecResponse } from '../../vitec/get.ts';
import { readJson } from '../../vitec/read-body.ts';
import { type Comparison, compareAnswer } from './compare.ts';
import type { Difference, Effect } from './difference.ts';
import { mediaTypeForm } from './forms.ts';
import { RECORDED } from './recorded.ts';

/** NOT_COMPARED: there was no answer to compare. `endsRun`: the next contact would get the same. */
export type ContactResult =
  | { readonly kind: 'COMPARED'; readonly comparison: Comparison }
  | { readonly kind: 'NOT_COMPARED'; readonly reason: string; readonly endsRun: boolean };

/** Statuses that are about the password, the load or the network in front of Vitec, and not about the contract. */
const UNRELATED_STATUSES: Readonly<Record<number, string>> = {
  401: 'Vitec refuses the user name or the password (401)',
  403: 'the password may not read this customer (403)',
  408: 'Vitec gave up waiting (408)',
  425: 'Vitec wants the request again later (425)',
  429: 'Vitec asks to slow down (429)',
  502: 'the proxy in front of Vitec has no connection to it (502)',
  503: 'Vitec is closed for a while (503)',
  504: 'Vitec is too slow for the proxy in front of it (504)',
};
const REASONS: Readonly<Record<Exclude<NoAnswer, 'NOT_HTTP'>, string>> = {
  NAME_UNKNOWN: 'the name in VITEC_URL is not known to DNS',
  CONNECTION_REFUSED: 'nothing listens at VITEC_URL, or the way there is closed',
  TLS_FAULT: 'the certificate at VITEC_URL is not trusted, or that is no TLS',
  NO_ANSWER_IN_TIME: 'no whole answer came in time (VITEC_ATTEMPT_TIMEOUT_MS)',
  CONNECTION_BROKEN: 'the connection to Vitec was closed before the answer ended',
};
const NOTHING_MET = { rowsOfList: new Map<string, number>(), relations: new Set<string>() };

/** Asks Vitec for one contact and compares the answer with the recorded contract. Throws for nothing that Vitec does. */
export async function askAndCompare({ ask }: AskOnce, contact: ContactKey, credential: Credential): Promise<ContactResult> {
  const answer = await ask({ path: partyRoles.path(contact, encodeURIComponent), credential });
  if (answer === 'NOT_HTTP') return compared([whole('NOT_HTTP', 'an answer in HTTP, at most 16 MB', 'another', 'REFUSES')]);
  if (typeof answer === 'string') return { kind: 'NOT_COMPARED', reason: REASONS[answer], endsRun: false };
  return await compareResponse(answer);
}

async function compareResponse({ status, headers, body }: VitecResponse): Promise<ContactResult> {
  const reason = UNRELATED_STATUSES[status];
  if (reason !== undefined) return { kind: 'NOT_COMPARED', reason, endsRun: true };
  const mediaType = mediaTypeForm(headers['content-type']);
  const around: Difference[] = [];
  if (status !== RECORDED.status.value) around.push(whole('STATUS', String(RECORDED.status.value), String(status), 'REFUSES'));
  if (mediaType !== RECORDED.mediaType.value) around.push(whole('CONTENT_TYPE', RECORDED.mediaType.value, mediaType, 'READS')); // the gateway goes by the body
  if (status !== RECORDED.status.value) return compared(around);
  try {
    const { differences, met } = compareAnswer(await readJson(body, headers['content-encoding']));
    return { kind: 'COMPARED', comparison: { differences: [...around, ...differences], met } };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return compared([...around, whole('NOT_JSON', 'JSON', 'a body that is none', 'REFUSES')]);
  }
}

const compared = (differences: readonly Difference[]): ContactResult => ({
  kind: 'COMPARED',
  comparison: { differences, met: NOTHING_MET },
});

const whole = (kind: Difference['kind'], recorded: string, found: string, gateway: Effect): Difference => ({
  kind,
  place: '',
  recorded,
  found,
  gateway,
});

import type { ContactKey } from '../../domain/contact.ts';
import { Failure } from '../../domain/failure.ts';
import type { AskOnce, NoAnswer } from '../../vitec/ask-once.ts';
import type { Credential } from '../../vitec/credentials.ts';
import type { VitecResponse } from '../../vitec/get.ts';
import { readJson } from '../../vitec/read-body.ts';
import type { AskedEndpoint } from '../endpoints.ts';
import { pathOf } from '../endpoints.ts';
import { type Comparison, compareAnswer } from './compare.ts';
import type { Difference, Effect } from './difference.ts';
import { mediaTypeForm } from './forms.ts';
import { RECORDED } from './recorded.ts';

/** How far the same would happen again: to no other call, to all calls of the endpoint or of its function group, or to all calls. */
type Reach = 'CALL' | 'ENDPOINT' | 'FUNCTION_GROUP' | 'RUN';

/** NOT_COMPARED: there was no answer to compare. */
export type ContactResult =
  | { readonly kind: 'COMPARED'; readonly comparison: Comparison }
  | { readonly kind: 'NOT_COMPARED'; readonly reason: string; readonly reach: Reach };

/** Statuses that are about the password, the load or the network in front of Vitec, and not about the contract. */
const UNRELATED_STATUSES: Readonly<Record<number, { readonly reason: string; readonly reach: Reach }>> = {
  401: { reason: 'Vitec refuses the user name or the password (401)', reach: 'FUNCTION_GROUP' },
  403: { reason: 'the password does not open this function of this customer (403)', reach: 'ENDPOINT' },
  408: { reason: 'Vitec gave up waiting (408)', reach: 'RUN' },
  425: { reason: 'Vitec wants the request again later (425)', reach: 'RUN' },
  429: { reason: 'Vitec asks to slow down (429)', reach: 'RUN' },
  502: { reason: 'the proxy in front of Vitec has no connection to it (502)', reach: 'RUN' },
  503: { reason: 'Vitec is closed for a while (503)', reach: 'RUN' },
  504: { reason: 'Vitec is too slow for the proxy in front of it (504)', reach: 'RUN' },
};
const REASONS: Readonly<Record<Exclude<NoAnswer, 'NOT_HTTP'>, string>> = {
  NAME_UNKNOWN: 'the name in VITEC_URL is not known to DNS',
  CONNECTION_REFUSED: 'nothing listens at VITEC_URL, or the way there is closed',
  TLS_FAULT: 'the certificate at VITEC_URL is not trusted, or that is no TLS',
  NO_ANSWER_IN_TIME: 'no whole answer came in time (VITEC_ATTEMPT_TIMEOUT_MS)',
  CONNECTION_BROKEN: 'the connection to Vitec was closed before the answer ended',
};
const NOTHING_MET = { rowsOfList: new Map<string, number>(), relations: new Set<string>() };

/** Asks an endpoint about one contact and compares the answer with the recorded contract. Throws for nothing that Vitec does. */
export async function askAndCompare(
  { ask }: AskOnce,
  endpoint: AskedEndpoint,
  contact: ContactKey,
  credential: Credential,
): Promise<ContactResult> {
  const answer = await ask({ path: pathOf(endpoint, contact), credential });
  if (answer === 'NOT_HTTP') return compared([whole('NOT_HTTP', 'an answer in HTTP, at most 16 MB', 'another', 'REFUSES')]);
  if (typeof answer === 'string') return { kind: 'NOT_COMPARED', reason: REASONS[answer], reach: 'CALL' };
  return await compareResponse(endpoint, answer);
}

async function compareResponse(endpoint: AskedEndpoint, { status, headers, body }: VitecResponse): Promise<ContactResult> {
  const unrelated = UNRELATED_STATUSES[status];
  if (unrelated) return { kind: 'NOT_COMPARED', ...unrelated };
  const recorded = { status: RECORDED[endpoint].status.value, mediaType: RECORDED[endpoint].mediaType.value };
  const mediaType = mediaTypeForm(headers['content-type']);
  const around: Difference[] = [];
  if (status !== recorded.status) around.push(whole('STATUS', String(recorded.status), String(status), 'REFUSES'));
  if (mediaType !== recorded.mediaType) around.push(whole('CONTENT_TYPE', recorded.mediaType, mediaType, 'READS')); // the gateway goes by the body
  if (status !== recorded.status) return compared(around);
  try {
    const { differences, met } = compareAnswer(endpoint, await readJson(body, headers['content-encoding']));
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

import { Failure } from '../../domain/failure.ts';
import type { AskOnce, NoAnswer } from '../../vitec/ask-once.ts';
import type { Credential } from '../../vitec/credentials.ts';
import type { VitecResponse } from '../../vitec/get.ts';
import { readJson } from '../../vitec/read-body.ts';
import { type FormName, pathOf } from '../endpoints.ts';
import type { Difference, Effect } from './difference.ts';
import { mediaTypeForm } from './forms.ts';
import { RECORDED_MEDIA_TYPE } from './recorded.ts';

/** How far the same would happen again: to no other call, to all calls of the endpoint or of its function group, or to all calls. */
export type Reach = 'CALL' | 'ENDPOINT' | 'FUNCTION_GROUP' | 'RUN';

/**
 * BODY: the JSON of a 200. NO_BODY: another status, or no JSON. NONE: nothing to compare. `around`: differences of the answer as a whole.
 * `status` is null without an answer.
 */
export type Answer =
  | { readonly kind: 'BODY'; readonly status: 200; readonly body: unknown; readonly around: readonly Difference[] }
  | { readonly kind: 'NO_BODY'; readonly status: number | null; readonly around: readonly Difference[] }
  | { readonly kind: 'NONE'; readonly status: number | null; readonly reason: string; readonly reach: Reach };

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

/** Sends one request. Throws for nothing that Vitec does. */
export async function askForm(
  { ask }: AskOnce,
  form: FormName,
  customerId: string,
  ids: readonly string[],
  credential: Credential,
): Promise<Answer> {
  const answer = await ask({ path: pathOf(form, customerId, ids), credential });
  if (answer === 'NOT_HTTP')
    return { kind: 'NO_BODY', status: null, around: [whole('NOT_HTTP', 'an answer in HTTP, at most 16 MB', 'another', 'REFUSES')] };
  if (typeof answer === 'string') return { kind: 'NONE', status: null, reason: REASONS[answer], reach: 'CALL' };
  return await toAnswer(form, answer);
}

async function toAnswer(form: FormName, { status, headers, body }: VitecResponse): Promise<Answer> {
  const unrelated = UNRELATED_STATUSES[status];
  if (unrelated) return { kind: 'NONE', status, ...unrelated };
  const mediaType = mediaTypeForm(headers['content-type']);
  const around: Difference[] = [];
  const isRecorded = status === 200 || (form === 'Estate' && status === 404); // an estate without a listing
  if (!isRecorded) around.push(whole('STATUS', '200', String(status), 'REFUSES'));
  if (mediaType !== RECORDED_MEDIA_TYPE && status !== 404) around.push(whole('CONTENT_TYPE', RECORDED_MEDIA_TYPE, mediaType, 'READS')); // the gateway goes by the body
  if (status !== 200) return { kind: 'NO_BODY', status, around };
  try {
    return { kind: 'BODY', status, body: await readJson(body, headers['content-encoding']), around };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { kind: 'NO_BODY', status, around: [...around, whole('NOT_JSON', 'JSON', 'a body that is none', 'REFUSES')] };
  }
}

const whole = (kind: Difference['kind'], recorded: string, found: string, gateway: Effect): Difference => ({
  kind,
  place: '',
  recorded,
  found,
  gateway,
});

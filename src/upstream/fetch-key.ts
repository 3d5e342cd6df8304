import type { AllowedKey } from '../domain/allowed-key.ts';
import type { Fetch, FetchedAnswer } from '../domain/answer.ts';
import type { Endpoint, EndpointName, ToSegment } from '../domain/endpoint.ts';
import { Failure } from '../domain/failure.ts';
import type { UpstreamCall } from '../domain/upstream-call.ts';

export type FetchParts = {
  readonly call: UpstreamCall;
  readonly toSegment: ToSegment;
  /** The same for an id in a list with commas between. */
  readonly toListSegment: ToSegment;
  readonly date: () => Date;
  /** Called with the number of codes that the schema has no word for. */
  readonly onUnknownCodes: (endpoint: EndpointName, count: number) => void;
  /** Called with the number of rows that a batch did not ask for. */
  readonly onIgnoredRows: (endpoint: EndpointName, count: number) => void;
};

/** Fetches the keys of an endpoint that has no batch form: one call a key. */
export function createFetch<Ids extends { readonly customerId: string }, Value>(
  endpoint: Endpoint<Ids, Value>,
  { call, toSegment, date, onUnknownCodes }: FetchParts,
): Fetch<Ids & AllowedKey, Value> {
  const { name, functionGroup } = endpoint;
  return async (key, operation) => {
    const parse = (body: string): FetchedAnswer<Value> => {
      const { value, text, unknownCodes } = endpoint.parse(body, key);
      if (unknownCodes > 0) onUnknownCodes(name, unknownCodes);
      return { value, text, fetchedAt: date().toISOString() };
    };
    const path = endpoint.path(key, toSegment);
    if (!operation.allowance.take()) throw callLimitExceeded();
    return call({ endpoint: name, functionGroup, customerId: key.customerId, rights: key.rights, path: () => path, parse }, operation);
  };
}

export const callLimitExceeded = (): Failure => new Failure('CALL_LIMIT_EXCEEDED', { upstreamCause: 'CALL_LIMIT' });

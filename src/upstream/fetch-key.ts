import type { AllowedKey } from '../domain/allowed-key.ts';
import type { Fetch } from '../domain/answer.ts';
import type { Endpoint, EndpointName } from '../domain/endpoint.ts';
import type { UpstreamCall } from '../domain/upstream-call.ts';

export type FetchParts = {
  readonly call: UpstreamCall;
  /** Encodes an id for an address; throws BAD_USER_INPUT. */
  readonly toSegment: (id: string) => string;
  readonly date: () => Date;
  /** Hears of codes that the schema has no word for. */
  readonly onUnknownCodes: (endpoint: EndpointName, count: number) => void;
};

/** Fetches the keys of an endpoint that has no batch form: one call a key. */
export function createFetch<Key extends AllowedKey, Value>(
  endpoint: Endpoint<Key, Value>,
  { call, toSegment, date, onUnknownCodes }: FetchParts,
): Fetch<Key, Value> {
  const { name, functionGroup } = endpoint;
  return async (key, operation) => {
    const { customerId, rights } = key;
    const path = endpoint.path(key, toSegment);
    const request = { endpoint: name, functionGroup, customerId, rights, path, parse: (body: string) => endpoint.parse(body, key) };
    const { value, text, unknownCodes } = await call(request, operation);
    if (unknownCodes > 0) onUnknownCodes(name, unknownCodes);
    return { value, text, fetchedAt: date().toISOString() };
  };
}

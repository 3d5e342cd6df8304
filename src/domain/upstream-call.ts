import type { Rights } from './allowed-key.ts';
import type { EndpointName, FunctionGroup } from './endpoint.ts';
import type { UpstreamOperation } from './operation.ts';

/** One GET to Vitec. It is the same for all endpoints: the policies do not interpret `path`. */
export type UpstreamRequest<Value> = {
  readonly endpoint: EndpointName;
  readonly functionGroup: FunctionGroup;
  readonly customerId: string;
  readonly rights: Rights;
  /** Called when the request is sent, not before: a batch takes contacts until then. Gives the same path each time. */
  readonly path: () => string;
  /** Parses the body of a 200, after `path` was called. Throws UPSTREAM_BAD_RESPONSE. */
  readonly parse: (body: string) => Value;
};

/** Sends a request and parses its response, or rejects with a Failure. A policy (retries, breaker, queue) wraps one in another. */
export type UpstreamCall = <Value>(request: UpstreamRequest<Value>, operation: UpstreamOperation) => Promise<Value>;

import type { Rights } from './allowed-key.ts';
import type { EndpointName, FunctionGroup } from './endpoint.ts';
import type { UpstreamOperation } from './operation.ts';

/** One GET to Vitec. Nothing that sends it knows which contacts or estates it is about. */
export type UpstreamRequest<Value> = {
  readonly endpoint: EndpointName;
  readonly functionGroup: FunctionGroup;
  readonly customerId: string;
  readonly rights: Rights;
  readonly path: string;
  /** Reads the body of a 200. Throws UPSTREAM_BAD_RESPONSE. */
  readonly parse: (body: string) => Value;
};

/** Sends a request and parses its answer, or rejects with a Failure. Every policy (retries, breaker, queue) takes one and gives one back. */
export type UpstreamCall = <Value>(request: UpstreamRequest<Value>, operation: UpstreamOperation) => Promise<Value>;

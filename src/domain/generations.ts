import type { AllowedKey } from './allowed-key.ts';
import type { EndpointName } from './endpoint.ts';

/**
 * Generations of cache entries. A notification from Vitec, or a no-cache request, begins a new generation: later callers do not join a call
 * of an earlier generation, and its answer is not cached.
 */
export type Generations = {
  /** Begins a new generation of one entry. */
  readonly begin: (endpoint: EndpointName, key: Pick<AllowedKey, 'cacheKey'>) => void;
  /** The same by hashed key: of one entry, or of all entries of a customer. */
  readonly beginHashed: (hashedKey: string) => void;
  /** Identifies the current generation. */
  readonly of: (endpoint: EndpointName, key: Pick<AllowedKey, 'customerId' | 'cacheKey'>) => string;
};

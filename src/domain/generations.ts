import type { AllowedKey } from './allowed-key.ts';
import type { EndpointName } from './endpoint.ts';

/**
 * Numbers the answers of a cache entry. A notification of Vitec, or a no-cache request, begins a new generation: no later caller joins a
 * call of an earlier one, and its answer is not cached.
 */
export type Generations = {
  /** Begins a generation of one entry. */
  readonly begin: (endpoint: EndpointName, key: Pick<AllowedKey, 'cacheKey'>) => void;
  /** The same by the hashed key of an entry, or of a customer: then of all its entries. */
  readonly beginHashed: (hashedKey: string) => void;
  /** A text that stays the same as long as the generation. */
  readonly of: (endpoint: EndpointName, key: Pick<AllowedKey, 'customerId' | 'cacheKey'>) => string;
};

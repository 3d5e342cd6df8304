import type { Rights } from '../domain/allowed-key.ts';
import type { CallerIdentity } from '../domain/caller-identity.ts';

/** The caller of a request: the customers whose data it may read, and whose password Vitec is called with. */
export type Caller = {
  readonly identity: CallerIdentity;
  /** Exact kund-ids. 'EVERY': Vitec decides (AUTH_MODE=passthrough), or nobody does (the sandbox). */
  readonly customerIds: ReadonlySet<string> | 'EVERY';
  /** Whether it may read the profiles of these customers' contacts, and search for contacts. */
  readonly mayReadProfiles: boolean;
  readonly rights: Rights;
  /** Until when a subscription may rest on its credentials, in milliseconds since 1970; null: for ever. */
  readonly trustedUntilMs: number | null;
};

import type { Rights } from '../domain/allowed-key.ts';

/** Who asks, which customers' data they may read, and with whose password Vitec is asked for it. */
export type Caller = {
  /** Exact kund-ids. 'EVERY': someone else decides, which is Vitec in passthrough and nobody in the open sandbox. */
  readonly customerIds: ReadonlySet<string> | 'EVERY';
  readonly rights: Rights;
};

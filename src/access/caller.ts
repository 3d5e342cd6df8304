/** Who asks, and which customers' data they may read. */
export type Caller = {
  /** Exact kund-ids; 'EVERY' only for the open sandbox. */
  readonly customerIds: ReadonlySet<string> | 'EVERY';
};

/** The sandbox has no secrets: whoever reaches it may read all of it. */
export const SANDBOX_CALLER: Caller = { customerIds: 'EVERY' };

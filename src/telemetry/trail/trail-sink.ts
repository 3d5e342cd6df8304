/** Where the lines of the access trail go. */
export type TrailSink = {
  /** Resolves when the line is written. Rejects, with a `code`, if it cannot be written, or not within WRITE_MS. */
  readonly write: (line: string) => Promise<void>;
  /** Waits for the lines that are being written, WRITE_MS at most. */
  readonly close: () => Promise<void>;
};

/** How long a line may take. */
export const WRITE_MS = 2_000;

/**
 * TOO_SLOW: not written within WRITE_MS, or an earlier line takes longer. QUEUE_FULL: too many lines wait. SHORT_WRITE: the disk took a part.
 */
type TrailFaultCode = 'TOO_SLOW' | 'QUEUE_FULL' | 'SHORT_WRITE';

/** Why a line was not written, where the system has no error for it. */
export class TrailFault extends Error {
  readonly code: TrailFaultCode;

  constructor(code: TrailFaultCode) {
    super(code);
    this.name = 'TrailFault';
    this.code = code;
  }
}

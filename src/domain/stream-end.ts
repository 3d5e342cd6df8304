/** Why the gateway ends a stream, and the message that the caller gets. */
export const STREAM_ENDS = {
  CHANGES_MISSED: 'Changes may have been missed. Read the contacts again, and subscribe again.',
  SHUTTING_DOWN: 'The gateway is stopping. Subscribe again.',
  RENEWAL_DUE: 'Subscribe again, so that Vitec is asked whether the password is still good.',
} as const;

export type StreamEndCode = keyof typeof STREAM_ENDS;

/** The longest pause before a caller subscribes again. Callers whose streams end at once must not all come back at once. */
const MAX_RETRY_AFTER_SECONDS = 5;

/** The end of a stream, after which the caller may subscribe again. */
export class StreamEnd extends Error {
  readonly code: StreamEndCode;
  /** A whole number, at random from 1 to 5. */
  readonly retryAfterSeconds: number;

  /** `random` is at least 0 and below 1. */
  constructor(code: StreamEndCode, random: number = Math.random()) {
    super(STREAM_ENDS[code]);
    this.name = 'StreamEnd';
    this.code = code;
    this.retryAfterSeconds = 1 + Math.floor(random * MAX_RETRY_AFTER_SECONDS);
  }
}

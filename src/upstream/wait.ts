import type { CancelSignal } from '../domain/cancel-signal.ts';
import { unlessAborted } from '../domain/unless-aborted.ts';

/** Resolves after `delayMs`. Rejects with the signal's reason, and leaves no timer, if that aborts first. */
export const wait = (delayMs: number, signal: CancelSignal): Promise<void> =>
  unlessAborted(signal, (resolve) => {
    const timer = setTimeout(resolve, delayMs);
    return () => clearTimeout(timer);
  });

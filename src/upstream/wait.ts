import type { CancelSignal } from '../domain/cancel-signal.ts';

/** Resolves after so many milliseconds; rejects with the signal's reason, and leaves no timer, when that aborts before. */
export const wait = (delayMs: number, signal: CancelSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(signal.reason);
      return;
    }
    const leave = (reason: Error) => {
      clearTimeout(timer);
      reject(reason);
    };
    const timer = setTimeout(() => {
      signal.offAbort(leave);
      resolve();
    }, delayMs);
    signal.onAbort(leave);
  });

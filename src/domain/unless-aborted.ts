import type { CancelSignal } from './cancel-signal.ts';

/**
 * Settles as `start` says, or rejects with the signal's reason if that aborts first. `start` gives back the clean-up, which runs once,
 * before this settles. Where the signal has aborted already, nothing starts.
 */
export const unlessAborted = <Value>(
  signal: CancelSignal,
  start: (resolve: (value: Value) => void, reject: (reason: unknown) => void) => () => void,
): Promise<Value> =>
  new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(signal.reason);
      return;
    }
    let hasEnded = false;
    let cleanUp: (() => void) | null = null;
    const end = (): boolean => {
      if (hasEnded) return false;
      hasEnded = true;
      signal.offAbort(onAbort);
      cleanUp?.();
      return true;
    };
    const onAbort = (reason: Error) => {
      if (end()) reject(reason);
    };
    signal.onAbort(onAbort); // before the start, which may abort it
    cleanUp = start(
      (value) => {
        if (end()) resolve(value);
      },
      (reason) => {
        if (end()) reject(reason);
      },
    );
    if (hasEnded) cleanUp();
  });

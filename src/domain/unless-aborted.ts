import type { CancelSignal } from './cancel-signal.ts';

/**
 * Settles as `start` does, or rejects with the signal's reason if it aborts first. `start` returns a cleanup function, which runs once,
 * before the promise settles. If the signal has aborted already, `start` is not called.
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
      signal.offAbort(fail);
      cleanUp?.();
      return true;
    };
    const fail = (reason: unknown) => {
      if (end()) reject(reason);
    };
    signal.onAbort(fail); // before `start`, which may abort the signal
    cleanUp = start((value) => {
      if (end()) resolve(value);
    }, fail);
    if (hasEnded) cleanUp();
  });

/** Resolves after so many milliseconds; rejects with the signal's reason, and leaves no timer, when that aborts before. */
export const wait = (delayMs: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(signal.reason);
      return;
    }
    const leave = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', leave);
      resolve();
    }, delayMs);
    signal.addEventListener('abort', leave, { once: true });
  });

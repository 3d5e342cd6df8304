/** A longer timer than 24.8 days fires at once, and the clock of the system may be set meanwhile. */
const LONGEST_TIMER_MS = 3_600_000;

/** Calls a function at a time of day, in milliseconds since 1970. Returns a function that calls it off. The timer keeps no process alive. */
export function callAt(timeMs: number, callback: () => void): () => void {
  let timer: NodeJS.Timeout;
  const wait = () => {
    const leftMs = timeMs - Date.now();
    timer = setTimeout(() => (Date.now() < timeMs ? wait() : callback()), Math.min(Math.max(leftMs, 0), LONGEST_TIMER_MS)).unref();
  };
  wait();
  return () => clearTimeout(timer);
}

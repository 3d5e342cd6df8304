import { vi } from 'vitest';

/** Stops the monotonic clock of this process, with the gateways in it, until the end of the test file. `pass` lets milliseconds pass. */
export function holdClock(): { readonly pass: (ms: number) => void } {
  let nowMs = Math.round(performance.now());
  vi.spyOn(performance, 'now').mockImplementation(() => nowMs);
  return {
    pass(ms) {
      nowMs += ms;
    },
  };
}

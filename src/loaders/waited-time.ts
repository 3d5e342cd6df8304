import type { UpstreamCost } from '../domain/operation.ts';

export type WaitedTime = { readonly begin: () => void; readonly end: () => void };

/** Adds to an operation's cost the time during which it waits for at least one batch of any of its loaders. `nowMs` is a monotonic clock. */
export function createWaitedTime(cost: UpstreamCost, nowMs: () => number): WaitedTime {
  let pending = 0;
  let sinceMs = 0;
  return {
    begin(): void {
      if (pending === 0) sinceMs = nowMs();
      pending += 1;
    },
    end(): void {
      pending -= 1;
      if (pending === 0) cost.waitedMs += nowMs() - sinceMs;
    },
  };
}

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CallInProgress, CallsInProgress } from '../../src/cache/calls-in-progress.ts';

const step = fc.record({
  kind: fc.constantFrom('comes', 'comes', 'comes', 'is answered', 'leaves'),
  which: fc.nat(),
  wantsFresh: fc.boolean(),
  /** Between the arrival of a request and the call that it needs. */
  workedMs: fc.constantFrom(0, 0, 300, 2_000),
  generation: fc.constantFrom('1', '1', '1', '2'),
  version: fc.constantFrom('a', 'a', 'a', 'b', null),
  passesMs: fc.constantFrom(0, 1, 400, 999, 1_000),
});

describe('callers of one entry, however they come, leave and are answered', () => {
  it('share what they may, and no answer is stored twice or after that of a later call', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const calls = new CallsInProgress();
        const waiting: CallInProgress[] = [];
        let [nowMs, begun, stored, newest] = [0, 0, 0, ''];
        for (const { kind, which, wantsFresh, workedMs, generation, version, passesMs } of steps) {
          nowMs += passesMs;
          if (kind === 'comes') {
            const versions = version === null ? null : { entry: version, customer: 'c' };
            const arrivedMs = nowMs - workedMs;
            begun += 1;
            const made = {
              callKey: 'k',
              keys: { entry: 'k', customer: 'c' },
              versions,
              generation,
              sequence: begun,
              beganMs: nowMs,
              wantsFresh,
              sharers: 0,
              flight: null,
            };
            const call = calls.begin(made, arrivedMs);
            waiting.push(call);
            expect(call.generation).toBe(generation);
            if (versions) expect(call.versions).toEqual(versions);
            if (wantsFresh) expect(arrivedMs - call.beganMs).toBeLessThan(1_000);
            if (wantsFresh) expect(call.wantsFresh).toBe(true);
            expect(call.sequence).toBeGreaterThan(stored); // none that has been answered
            newest = generation;
          } else if (waiting.length > 0) {
            const call = waiting[which % waiting.length] as CallInProgress;
            if (kind === 'leaves') calls.leave(...(waiting.splice(which % waiting.length, 1) as [CallInProgress]));
            else if (calls.complete(call)) {
              expect(call.generation).toBe(newest);
              expect(call.sequence).toBeGreaterThan(stored);
              stored = call.sequence;
            }
          }
        }
      }),
      { numRuns: 500 },
    );
  });
});

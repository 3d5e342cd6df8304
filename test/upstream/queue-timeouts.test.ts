import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { QueueTimeouts } from '../../src/upstream/queue-timeouts.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => void vi.useRealTimers());

function createTimeouts() {
  const timedOut: string[] = [];
  const timeouts = new QueueTimeouts<{ readonly name: string; readonly giveUpAtMs: number }>(
    () => performance.now(),
    (entries) => timedOut.push(...entries.map(({ name }) => name)),
  );
  const add = (name: string, inMs: number) => {
    const entry = { name, giveUpAtMs: performance.now() + inMs };
    timeouts.add(entry);
    return () => timeouts.delete(entry);
  };
  return { add, timedOut };
}

it('calls back for each entry at its time, in any order of adding', () => {
  const { add, timedOut } = createTimeouts();
  add('second', 200);
  add('third', 300);
  add('first', 100);
  for (const expected of [['first'], ['first', 'second'], ['first', 'second', 'third']]) {
    vi.advanceTimersByTime(100);
    expect(timedOut).toEqual(expected);
  }
  expect(vi.getTimerCount()).toBe(0);
});

it('leaves no timer when the last entry is deleted', () => {
  const { add, timedOut } = createTimeouts();
  const deletions = [add('a', 100), add('b', 200)];
  for (const remove of deletions) remove();
  expect(vi.getTimerCount()).toBe(0);
  expect(timedOut).toEqual([]);
});

import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { CancelSignal } from '../../src/domain/cancel-signal.ts';
import { wait } from '../../src/upstream/wait.ts';
import { WatchedSignal } from '../support/watched-signal.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

it('resolves after its time and leaves no listener', async () => {
  const signal = new WatchedSignal();
  const waiting = wait(1_000, signal);
  vi.advanceTimersByTime(1_000);
  await waiting;
  expect(signal.listeners.size).toBe(0);
});

it('rejects when the signal aborts and leaves no timer', async () => {
  const signal = new CancelSignal();
  const waiting = wait(1_000, signal);
  signal.abort(new Error('left'));
  expect(vi.getTimerCount()).toBe(0);
  await expect(waiting).rejects.toThrow('left');
});

it('rejects at once and sets no timer when the signal has aborted before', async () => {
  const signal = new CancelSignal();
  signal.abort(new Error('left'));
  const waiting = wait(1_000, signal);
  expect(vi.getTimerCount()).toBe(0);
  await expect(waiting).rejects.toThrow('left');
});

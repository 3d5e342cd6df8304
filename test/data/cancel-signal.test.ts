import { describe, expect, it } from 'vitest';
import { CancelSignal } from '../../src/domain/cancel-signal.ts';

describe('a signal to cancel', () => {
  it('runs each listener once, with the first reason', () => {
    const signal = new CancelSignal();
    const heard: (string | undefined)[] = [];
    signal.onAbort(() => heard.push(`one ${signal.reason?.message}`));
    signal.onAbort(() => heard.push(`two ${signal.reason?.message}`));
    expect([signal.aborted, signal.reason]).toEqual([false, null]);
    signal.throwIfAborted();
    signal.abort(new Error('left'));
    signal.abort(new Error('too late'));
    expect(heard).toEqual(['one left', 'two left']);
    expect(signal.aborted).toBe(true);
    expect(() => signal.throwIfAborted()).toThrow('left');
  });

  it('runs them in the order in which they came, each once', () => {
    const signal = new CancelSignal();
    const heard: string[] = [];
    const listenerNamed = (name: string) => () => void heard.push(name);
    const [one, two, three] = [listenerNamed('one'), listenerNamed('two'), listenerNamed('three')];
    for (const listener of [one, one, two, two]) signal.onAbort(listener);
    signal.offAbort(one);
    signal.onAbort(three);
    signal.onAbort(two);
    signal.abort(new Error('left'));
    expect(heard).toEqual(['two', 'three']);
  });

  it('runs none that has gone, before or while it aborts, and none that comes after', () => {
    const signal = new CancelSignal();
    const heard: string[] = [];
    const gone = () => heard.push('gone');
    signal.onAbort(gone);
    signal.offAbort(gone);
    signal.onAbort(() => {
      heard.push('here');
      signal.onAbort(gone);
    });
    signal.abort(new Error('left'));
    signal.onAbort(gone);
    signal.offAbort(gone);
    expect(heard).toEqual(['here']);
  });
});

import { describe, expect, it } from 'vitest';
import { CancelSignal } from '../../src/domain/cancel-signal.ts';
import { unlessAborted } from '../../src/domain/unless-aborted.ts';

/** A promise that the test settles, and how often it was cleaned up. */
function begin(signal: CancelSignal) {
  const seen = { cleanUps: 0 };
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const settled = unlessAborted<string>(signal, (onValue, onReason) => {
    promise.then(onValue, onReason);
    return () => {
      seen.cleanUps += 1;
    };
  });
  return { settled, resolve, reject, seen };
}

describe('a wait that a signal may end', () => {
  it('is cleaned up once, though its work ends after the abort', async () => {
    const signal = new CancelSignal();
    const { settled, resolve, seen } = begin(signal);
    signal.abort(new Error('left'));
    resolve('late');
    await expect(settled).rejects.toThrow('left');
    await new Promise((next) => setImmediate(next));
    expect(seen.cleanUps).toBe(1);
  });

  it('is cleaned up once, though the signal aborts after its work', async () => {
    const signal = new CancelSignal();
    const { settled, resolve, seen } = begin(signal);
    resolve('done');
    expect(await settled).toBe('done');
    signal.abort(new Error('left'));
    expect(seen.cleanUps).toBe(1);
  });

  it('rejects and is cleaned up where the work itself aborts the signal, or ends at once', async () => {
    const signal = new CancelSignal();
    let cleanUps = 0;
    const cleanUp = () => {
      cleanUps += 1;
    };
    const aborting = unlessAborted(signal, () => {
      signal.abort(new Error('left'));
      return cleanUp;
    });
    await expect(aborting).rejects.toThrow('left');
    const atOnce = unlessAborted<string>(new CancelSignal(), (resolve) => {
      resolve('at once');
      return cleanUp;
    });
    expect([await atOnce, cleanUps]).toEqual(['at once', 2]);
  });
});

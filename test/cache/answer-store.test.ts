import { describe, expect, it } from 'vitest';
import { createAnswerStore } from '../../src/cache/answer-store.ts';
import type { KeptAnswer } from '../../src/cache/kept-answer.ts';
import { primary } from '../support/party-role.ts';

const kept = (key: string, estateId = 'home-1'): KeptAnswer => ({
  version: 1,
  key,
  keptMs: 0,
  fetchedAt: '2026-11-24T12:00:00.000Z',
  roles: [primary({ estate: { customerId: 'M1', estateId } })],
});

const SETTINGS = { keepMs: 60_000, storedName: (name: string) => name, onDroppedElsewhere: () => undefined };

describe('the memory of a process', () => {
  it('gives back what was put into it, and nothing that was not', async () => {
    const store = createAnswerStore(null, SETTINGS);
    store.set(kept('a'), 'M1', 0);
    expect(await store.get('a', 'M1')).toEqual(kept('a'));
    expect(await store.get('b', 'M1')).toBeNull();
    await store.delete('a');
    expect(await store.get('a', 'M1')).toBeNull();
  });

  it('is bounded in entries: the one used longest ago makes room', async () => {
    const store = createAnswerStore(null, SETTINGS);
    for (let index = 0; index < 20_100; index += 1) store.set(kept(`k${index}`), 'M1', 0);
    expect(await store.get('k0', 'M1')).toBeNull();
    expect(await store.get('k20099', 'M1')).not.toBeNull();
  });

  it('is bounded in bytes', async () => {
    const store = createAnswerStore(null, SETTINGS);
    for (let index = 0; index < 100; index += 1) store.set(kept(`k${index}`, 'ż'.repeat(1_000_000)), 'M1', 0);
    const there = await Promise.all(Array.from({ length: 100 }, (_, index) => store.get(`k${index}`, 'M1')));
    const count = there.filter((answer) => answer !== null).length;
    expect(count).toBeGreaterThan(25);
    expect(count).toBeLessThan(35); // of a million characters of two bytes each, in 64 MB
  });

  it('drops all of one customer, and nothing of another', async () => {
    const store = createAnswerStore(null, SETTINGS);
    for (const key of ['a', 'b']) store.set(kept(key), 'M1', 0);
    store.set(kept('c'), 'M2', 0);
    await store.deleteCustomer('M1');
    expect([await store.get('a', 'M1'), await store.get('b', 'M1')]).toEqual([null, null]);
    expect(await store.get('c', 'M2')).toEqual(kept('c'));
  });
});

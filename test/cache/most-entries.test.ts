import { expect, it } from 'vitest';
import { createMemoryCache } from '../../src/cache/memory-cache.ts';

const MAX_ENTRIES = 40_000;

it('keeps 40,000 entries in memory, and drops the one that was used least recently', () => {
  const cache = createMemoryCache(() => 0);
  const reader = { read: (text: string) => text, countRows: () => 0 };
  const get = (key: string) => cache.get(key, reader, { customerId: 'M1' });
  const set = (key: string) =>
    cache.set(key, { answer: { storedMs: 0, fetchedAt: '', text: key }, hashedCustomer: 'M1', versions: null, keepMs: 1 });
  for (let index = 0; index < MAX_ENTRIES; index += 1) set(`${index}`);
  expect(get('0')).toMatchObject({ value: '0' });
  set('one more');
  expect(['0', '1', '2', 'one more'].map(cache.has)).toEqual([true, false, true, true]);
});

import { describe, expect, it } from 'vitest';
import { createAnswerStore } from '../../src/cache/cache.ts';
import type { KeptAnswer } from '../../src/cache/cache-entry.ts';
import type { AllowedContact } from '../../src/domain/contact.ts';
import { NO_FILTER } from '../../src/domain/party-role-filter.ts';
import { createGenerations } from '../../src/upstream/generations.ts';
import { readPartyRoles } from '../../src/vitec/endpoints/party-roles.ts';
import { allowed } from '../support/upstream.ts';

const kept = (estateId = 'home-1'): KeptAnswer => ({
  keptMs: 0,
  fetchedAt: '2026-11-24T12:00:00.000Z',
  text: JSON.stringify({ seller: [{ estateId }] }),
});

/** A store, and how often it has read a text. */
function createStore() {
  const counted = { reads: 0 };
  const store = createAnswerStore(null, {
    keepMs: 60_000,
    hashedKey: (name) => name,
    generations: createGenerations((name) => name),
    nowMs: () => 0,
    read: (text, contact) => {
      counted.reads += 1;
      return readPartyRoles(text, contact);
    },
  });
  const homesOf = async (contactId: string, customerId = 'M1') =>
    (await store.get(allowed(contactId, customerId)))?.roles?.matching(NO_FILTER).map(({ estate }) => estate.estateId) ?? null;
  const set = async (contact: AllowedContact, answer: KeptAnswer) => store.set(contact, answer, await store.beginAsk(contact, false));
  return { store, set, counted, homesOf };
}

describe('the memory of a process', () => {
  it('gives back what was put into it, and nothing that was not', async () => {
    const { store, set, homesOf } = createStore();
    await set(allowed('a'), kept('home-7'));
    expect(await homesOf('a')).toEqual(['home-7']);
    expect(await homesOf('b')).toBeNull();
    await store.delete(allowed('a'));
    expect(await homesOf('a')).toBeNull();
  });

  it('remembers that a contact is unknown', async () => {
    const { store, set } = createStore();
    await set(allowed('a'), { ...kept(), text: null });
    expect(await store.get(allowed('a'))).toMatchObject({ roles: null });
  });

  it('reads a text when it is asked for, and once', async () => {
    const { set, counted, homesOf } = createStore();
    await set(allowed('a'), kept());
    expect(counted.reads).toBe(0);
    for (let time = 0; time < 3; time += 1) expect(await homesOf('a')).toEqual(['home-1']);
    expect(counted.reads).toBe(1);
  });

  it('has nothing where a text cannot be read', async () => {
    const { set, homesOf } = createStore();
    await set(allowed('a'), { ...kept(), text: '{"form":"of tomorrow"}' });
    expect(await homesOf('a')).toBeNull();
  });

  it('is bounded in entries: the one used longest ago makes room', async () => {
    const { set, homesOf } = createStore();
    for (let index = 0; index < 20_100; index += 1) await set(allowed(`k${index}`), kept());
    expect(await homesOf('k0')).toBeNull();
    expect(await homesOf('k20099')).not.toBeNull();
  });

  it('is bounded in bytes', async () => {
    const { set, homesOf } = createStore();
    for (let index = 0; index < 100; index += 1) await set(allowed(`k${index}`), kept('ż'.repeat(1_000_000)));
    const there = await Promise.all(Array.from({ length: 100 }, (_, index) => homesOf(`k${index}`)));
    const count = there.filter((homes) => homes !== null).length;
    expect(count).toBeGreaterThan(25);
    expect(count).toBeLessThan(35); // of a million characters of two bytes each, in 64 MB
  });

  it('drops all of one customer, and nothing of another', async () => {
    const { store, set, homesOf } = createStore();
    for (const contactId of ['a', 'b']) await set(allowed(contactId), kept());
    await set(allowed('c', 'M2'), kept());
    await store.deleteCustomer('M1');
    expect([await homesOf('a'), await homesOf('b')]).toEqual([null, null]);
    expect(await homesOf('c', 'M2')).toEqual(['home-1']);
  });
});

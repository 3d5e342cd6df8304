import { describe, expect, it } from 'vitest';
import { createCache } from '../../src/cache/cache.ts';
import type { StoredAnswer } from '../../src/cache/cache-entry.ts';
import type { AllowedContact } from '../../src/domain/contact.ts';
import { NO_FILTER } from '../../src/domain/party-role-filter.ts';
import { contactRelations } from '../../src/vitec/endpoints/contact-relations.ts';
import { partyRoles } from '../../src/vitec/endpoints/party-roles.ts';
import { allowed } from '../support/upstream.ts';

const stored = (estateId = 'home-1'): StoredAnswer => ({
  storedMs: 0,
  fetchedAt: '2026-11-24T12:00:00.000Z',
  text: JSON.stringify({ seller: [estateId, null] }),
});

/** A cache, and how often it has read a text. */
function createCounted() {
  const counted = { reads: 0 };
  const cache = createCache(null, {
    maxKeepMs: 60_000,
    hashKey: (key) => key,
    nowMs: () => 0,
  });
  const format: typeof partyRoles = {
    ...partyRoles,
    read: (text, contact) => {
      counted.reads += 1;
      return partyRoles.read(text, contact);
    },
  };
  const roles = cache.of(format, 60_000);
  const homesOf = async (contactId: string, customerId = 'M1') =>
    (await roles.get(allowed(contactId, customerId)))?.value?.matching(NO_FILTER).map(({ estate }) => estate.estateId) ?? null;
  const set = async (contact: AllowedContact, answer: StoredAnswer) =>
    roles.set(contact, answer, await roles.beginCall(contact, { arrivedMs: 0, wantsFresh: false, isCached: true }));
  return { cache, roles, set, counted, homesOf };
}

describe('the memory cache', () => {
  it('returns the entries it holds, and no others', async () => {
    const { cache, set, homesOf } = createCounted();
    await set(allowed('a'), stored('home-7'));
    expect(await homesOf('a')).toEqual(['home-7']);
    expect(await homesOf('b')).toBeNull();
    await cache.delete('PartyRoles', allowed('a'));
    expect(await homesOf('a')).toBeNull();
  });

  it('caches that a contact is unknown', async () => {
    const { roles, set } = createCounted();
    await set(allowed('a'), { ...stored(), text: null });
    expect(await roles.get(allowed('a'))).toMatchObject({ value: null });
  });

  it('parses a text at its first read only', async () => {
    const { set, counted, homesOf } = createCounted();
    await set(allowed('a'), stored());
    expect(counted.reads).toBe(0);
    for (let time = 0; time < 3; time += 1) expect(await homesOf('a')).toEqual(['home-1']);
    expect(counted.reads).toBe(1);
  });

  it('has no entry if the text cannot be parsed', async () => {
    const { set, homesOf } = createCounted();
    await set(allowed('a'), { ...stored(), text: '{"form":"of tomorrow"}' });
    expect(await homesOf('a')).toBeNull();
  });

  it('is bounded in entries: the least recently used one is evicted', async () => {
    const { set, homesOf } = createCounted();
    for (let index = 0; index < 40_100; index += 1) await set(allowed(`k${index}`), stored());
    expect(await homesOf('k0')).toBeNull();
    expect(await homesOf('k40099')).not.toBeNull();
  });

  it('is bounded in bytes', async () => {
    const { set, homesOf } = createCounted();
    for (let index = 0; index < 100; index += 1) await set(allowed(`k${index}`), stored('ż'.repeat(1_000_000)));
    const there = await Promise.all(Array.from({ length: 100 }, (_, index) => homesOf(`k${index}`)));
    const count = there.filter((homes) => homes !== null).length;
    expect(count).toBeGreaterThan(25);
    expect(count).toBeLessThan(35); // of a million characters of two bytes each, in 64 MB
  });

  it('has an entry for each endpoint of a contact', async () => {
    const { cache, set, homesOf } = createCounted();
    await set(allowed('a'), stored());
    const relations = cache.of(contactRelations, 60_000);
    expect(await relations.get(allowed('a'))).toBeNull();
    await cache.delete('ContactRelations', allowed('a'));
    expect(await homesOf('a')).toEqual(['home-1']);
  });
});

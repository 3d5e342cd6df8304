import { describe, expect, it } from 'vitest';
import { startGateway } from '../support/gateway.ts';
import { buyerRow, listingOf, personRow, type Reply, startNamesVitec } from '../support/names-vitec.ts';
import { json, status } from '../support/vitec.ts';

/** Every entry is stale after a millisecond, and may be shown for long; `expect.poll` asks again after a longer time. */
const STALE = { CACHE_TTL_MS: '1', CACHE_PROFILE_TTL_MS: '1', CACHE_LISTING_TTL_MS: '1' };
const PROFILES = '{ contacts(customerId: "M1", contactIds: ["a", "b", "c"]) { profile { displayName } profileStatus { state code } } }';
const TIES =
  '{ contacts(customerId: "M1", contactIds: ["a", "b", "c"]) { estateTies(side: BUYER) { id } estateTiesStatus(side: BUYER) { state code } } }';

const fresh = { state: 'FRESH', code: null };
const stale = { state: 'STALE', code: null };
const missing = { state: 'NOT_FOUND', code: 'NOT_FOUND' };
const persons = (ids: readonly string[]) => ids.map((id) => personRow(id));
/** The rows with that of `b` replaced. */
const withB = (rows: readonly { readonly id: string }[], b: (row: object) => readonly unknown[]) =>
  rows.flatMap((row) => (row.id === 'b' ? b(row) : [row]));

describe('a profile that is cached', () => {
  it.each<[string, Reply, Reply, readonly object[]]>([
    ['a 500', () => status(500), () => status(500), [stale, stale, stale]],
    ['a page of HTML', () => '<html>', () => '<html>', [stale, stale, stale]],
    [
      'a row that is of another customer',
      ({ ids }) => withB(persons(ids), (row) => [{ ...row, customerId: 'M2' }]),
      () => [],
      [fresh, stale, fresh],
    ],
    [
      'a row that contradicts another',
      ({ ids }) => withB(persons(ids), (row) => [row, { ...row, lastName: 'X' }]),
      () => [],
      [fresh, stale, fresh],
    ],
    ['an answer without its row', ({ ids }) => withB(persons(ids), () => []), () => [], [fresh, missing, fresh]],
    ['a 404 for it alone', ({ ids }) => (ids.includes('b') ? status(404) : persons(ids)), () => status(404), [fresh, missing, fresh]],
    ['a 403', () => status(403), () => status(403), Array(3).fill({ state: 'FORBIDDEN', code: 'FORBIDDEN' })],
  ])('and then met by %s is shown, or not, as its own fault demands', async (_what, Person, AnyType, states) => {
    await using vitec = await startNamesVitec();
    await using gateway = await startGateway(vitec, STALE);
    expect((await gateway.query(PROFILES)).errors).toBeUndefined();
    vitec.replies = { Person, AnyType };
    let contacts: readonly { profile: unknown; profileStatus: { code: string | null } }[] = [];
    await expect
      .poll(async () => {
        contacts = (await gateway.query(PROFILES)).data.contacts;
        return contacts.map(({ profileStatus }) => profileStatus);
      })
      .toEqual(states);
    for (const { profile, profileStatus } of contacts) expect(profile === null).toBe(profileStatus.code !== null);
  });
});

describe('ties that are cached', () => {
  it.each<[string, Reply, readonly object[]]>([
    ['a 500', () => status(500), [stale, stale, stale]],
    ['a row without its list', ({ ids }) => withB(ids.map(buyerRow), () => [{ id: 'b' }]), [fresh, stale, fresh]],
    ['a row without id', ({ ids }) => withB(ids.map(buyerRow), () => [{ buyerOn: [] }]), [fresh, stale, fresh]],
    ['an answer without its row', ({ ids }) => withB(ids.map(buyerRow), () => []), [fresh, missing, fresh]],
  ])('and then met by %s are shown, or not, as their own fault demands', async (_what, Buyer, states) => {
    await using vitec = await startNamesVitec();
    await using gateway = await startGateway(vitec, STALE);
    expect((await gateway.query(TIES)).errors).toBeUndefined();
    vitec.replies = { Buyer };
    const statuses = async () =>
      (await gateway.query(TIES)).data.contacts.map(({ estateTiesStatus }: { estateTiesStatus: object }) => estateTiesStatus);
    await expect.poll(statuses).toEqual(states);
  });
});

describe('a listing that is cached', () => {
  const LISTING =
    '{ _entities(representations: [{ __typename: "Estate", customerId: "M1", estateId: "home" }]) { ... on Estate { listing { objectNumber } listingStatus { state code } } } }';
  it.each<[string, unknown, object | null, object]>([
    ['a 500', status(500), { objectNumber: 'nr-home' }, stale],
    ['another home', listingOf('another'), { objectNumber: 'nr-home' }, stale],
    ['a list', json('[]'), { objectNumber: 'nr-home' }, stale],
    ['a 404', status(404), null, missing],
  ])('and then met by %s', async (_what, reply, listing, listingStatus) => {
    await using vitec = await startNamesVitec();
    await using gateway = await startGateway(vitec, STALE);
    expect((await gateway.query(LISTING)).data._entities).toEqual([{ listing: { objectNumber: 'nr-home' }, listingStatus: fresh }]);
    vitec.replies = { Estate: () => reply };
    await expect.poll(async () => (await gateway.query(LISTING)).data._entities).toEqual([{ listing, listingStatus }]);
  });
});

import { describe, expect, it } from 'vitest';
import { startGateway } from '../support/gateway.ts';
import { buyerRow, matchOf, personRow, startNamesVitec } from '../support/names-vitec.ts';
import { status } from '../support/vitec.ts';

const ids = (count: number) => Array.from({ length: count }, (_, index) => `c${index}`);
const LIST = `query ($ids: [ID!]!) { contacts(customerId: "M1", contactIds: $ids) { contactId profile { displayName } profileStatus { state code }
  estateTies(side: BUYER) { id } estateTiesStatus(side: BUYER) { state code } } }`;
const codesOf = (errors: readonly { path?: (string | number)[]; extensions: { code: string } }[] | undefined) =>
  (errors ?? []).map(({ path, extensions: { code } }) => [path?.join('.'), code]);
const FOUND = `{ searchContacts(customerId: "M1", term: "Lindqvist") { matches { contact { contactId profile { displayName } profileStatus { code } } } } }`;

describe('more contacts than MAX_CONTACTS_PER_OPERATION', () => {
  it('are refused as a whole where they are named, without a call', async () => {
    await using vitec = await startNamesVitec();
    await using gateway = await startGateway(vitec, { MAX_CONTACTS_PER_OPERATION: '40' });
    const { status: http, data, errors } = await gateway.query(LIST, { ids: ids(41) });
    expect([http, data, codesOf(errors)]).toEqual([400, undefined, [[undefined, 'BAD_USER_INPUT']]]);
    expect(vitec.asked).toEqual([]);
    expect((await gateway.query(LIST, { ids: ids(40) })).errors).toBeUndefined();
  });

  it('that a search finds stand in the list, and those beyond have no profile', async () => {
    await using vitec = await startNamesVitec({ Search: () => ({ matches: ids(6).map((id) => matchOf(id)) }) });
    await using gateway = await startGateway(vitec, { MAX_CONTACTS_PER_OPERATION: '4' });
    const { data, errors } = await gateway.query(FOUND);
    const { matches } = data.searchContacts;
    expect(matches.map(({ contact }: { contact: { contactId: string } }) => contact.contactId)).toEqual(ids(6));
    expect(matches.map(({ contact }: { contact: { profileStatus: { code: string } } }) => contact.profileStatus.code)).toEqual([
      ...Array(4).fill(null),
      ...Array(2).fill('BAD_USER_INPUT'),
    ]);
    expect(codesOf(errors)).toEqual([4, 5].map((index) => [`searchContacts.matches.${index}.contact.profile`, 'BAD_USER_INPUT']));
    expect(vitec.idsOf('Person')).toEqual([ids(4)]);
  });

  it('that a search finds are free where only their ids are asked for', async () => {
    await using vitec = await startNamesVitec({ Search: () => ({ matches: ids(6).map((id) => matchOf(id)) }) });
    await using gateway = await startGateway(vitec, { MAX_CONTACTS_PER_OPERATION: '1' });
    const { errors } = await gateway.query(
      '{ searchContacts(customerId: "M1", term: "Lindqvist") { matches { contact { id contactId } } } }',
    );
    expect(errors).toBeUndefined();
  });
});

describe('more calls than MAX_CALLS_PER_OPERATION', () => {
  it('are not made: the batches within the limit are shown, the others are CALL_LIMIT_EXCEEDED', async () => {
    await using vitec = await startNamesVitec({ AnyType: ({ ids: asked }) => asked.map((id) => personRow(id)) });
    await using gateway = await startGateway(vitec, { MAX_CALLS_PER_OPERATION: '3' });
    const { data, errors, extensions } = await gateway.query(LIST, { ids: ids(30) });
    expect(vitec.calls).toBe(3);
    expect(extensions?.upstream.calls).toBe(3);
    const codes = codesOf(errors);
    expect(new Set(codes.map(([, code]) => code))).toEqual(new Set(['CALL_LIMIT_EXCEEDED']));
    for (const contact of data.contacts) {
      for (const [value, read] of [
        [contact.profile, contact.profileStatus],
        [contact.estateTies, contact.estateTiesStatus],
      ])
        expect(read).toEqual(value === null ? { state: 'UNAVAILABLE', code: 'CALL_LIMIT_EXCEEDED' } : { state: 'FRESH', code: null });
    }
    const answered = vitec.asked.reduce((sum, { ids: asked }) => sum + asked.length, 0);
    expect(codes).toHaveLength(60 - answered);
  });

  it('count a search, and then the profiles of its matches', async () => {
    await using vitec = await startNamesVitec();
    await using gateway = await startGateway(vitec, { MAX_CALLS_PER_OPERATION: '1' });
    const { data, errors } = await gateway.query(FOUND);
    expect(data.searchContacts.matches).toEqual([
      { contact: { contactId: 'a', profile: null, profileStatus: { code: 'CALL_LIMIT_EXCEEDED' } } },
    ]);
    expect(codesOf(errors)).toEqual([['searchContacts.matches.0.contact.profile', 'CALL_LIMIT_EXCEEDED']]);
    expect(vitec.asked.map(({ form }) => form)).toEqual(['Search']);
  });

  it('count the parts of a refused batch: contacts that cannot be asked again are not said to be refused', async () => {
    await using vitec = await startNamesVitec({ Buyer: ({ ids: asked }) => (asked.includes('c7') ? status(400) : asked.map(buyerRow)) });
    await using gateway = await startGateway(vitec, { MAX_CALLS_PER_OPERATION: '3' });
    const { data, errors } = await gateway.query(
      'query ($ids: [ID!]!) { contacts(customerId: "M1", contactIds: $ids) { estateTies(side: BUYER) { id } } }',
      { ids: ids(20) },
    );
    expect(vitec.calls).toBe(3);
    expect(codesOf(errors)).toEqual(ids(10).map((_, index) => [`contacts.${index}.estateTies`, 'CALL_LIMIT_EXCEEDED']));
    expect(data.contacts.slice(10).every(({ estateTies }: { estateTies: unknown }) => estateTies !== null)).toBe(true);
  });

  it('count each listing, and say so at its place', async () => {
    await using vitec = await startNamesVitec();
    await using gateway = await startGateway(vitec, { MAX_CALLS_PER_OPERATION: '2' });
    const { data, errors } = await gateway.query(
      'query ($e: [_Any!]!) { _entities(representations: $e) { ... on Estate { listing { objectNumber } listingStatus { code } } } }',
      { e: ids(4).map((estateId) => ({ __typename: 'Estate', customerId: 'M1', estateId })) },
    );
    const beyond = { listing: null, listingStatus: { code: 'CALL_LIMIT_EXCEEDED' } };
    expect(data._entities.slice(2)).toEqual([beyond, beyond]);
    expect(codesOf(errors)).toEqual([2, 3].map((index) => [`_entities.${index}.listing`, 'CALL_LIMIT_EXCEEDED']));
  });

  it('do not fail what is cached, and what one operation cannot pay another may', async () => {
    await using vitec = await startNamesVitec({ AnyType: ({ ids: asked }) => asked.map((id) => personRow(id)) });
    await using gateway = await startGateway(vitec, { MAX_CALLS_PER_OPERATION: '1', CACHE_TTL_MS: '60000' });
    const PROFILES =
      'query ($ids: [ID!]!) { contacts(customerId: "M1", contactIds: $ids) { profile { displayName } profileStatus { state } } }';
    expect((await gateway.query(PROFILES, { ids: ids(5) })).errors).toBeUndefined();
    const { data, errors } = await gateway.query(PROFILES, { ids: ids(30) });
    expect(data.contacts.map(({ profileStatus }: { profileStatus: { state: string } }) => profileStatus.state)).toEqual([
      ...Array(5).fill('CACHED'),
      ...Array(20).fill('FRESH'),
      ...Array(5).fill('UNAVAILABLE'),
    ]);
    expect(errors).toHaveLength(5);
  });
});

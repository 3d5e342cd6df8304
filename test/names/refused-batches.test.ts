import { describe, expect, it } from 'vitest';
import { startGateway } from '../support/gateway.ts';
import { type Asked, buyerRow, commonRow, oneOrList, personRow, type Reply, startNamesVitec } from '../support/names-vitec.ts';
import { contact, startOffice } from '../support/office.ts';
import { disconnect, status } from '../support/vitec.ts';

const ids = (count: number) => Array.from({ length: count }, (_, index) => `c${index}`);
const PROFILES =
  'query ($ids: [ID!]!) { contacts(customerId: "M1", contactIds: $ids) { contactId profile { displayName } profileStatus { code } } }';
const TIES =
  'query ($ids: [ID!]!) { contacts(customerId: "M1", contactIds: $ids) { contactId estateTies(side: BUYER) { estate { estateId } } } }';
const codesOf = (errors: readonly { path?: (string | number)[]; extensions: { code: string } }[] | undefined) =>
  (errors ?? []).map(({ path, extensions: { code } }) => [path?.[1], code]);

/** Answers this status to each call that names the contact. */
const refusing =
  (contactId: string, code: number, answer: Reply): Reply =>
  (asked) =>
    asked.ids.includes(contactId) ? status(code) : answer(asked);
const generic: Reply = ({ ids: asked }) => oneOrList(asked.map((id) => commonRow(id)));
const persons: Reply = ({ ids: asked }) => asked.map((id) => personRow(id));
const buyers: Reply = ({ ids: asked }) => asked.map(buyerRow);

describe('a batch that is refused because of one contact', () => {
  it.each([
    [404, 'NOT_FOUND'],
    [410, 'NOT_FOUND'],
    [400, 'UPSTREAM_BAD_REQUEST'],
    [414, 'UPSTREAM_BAD_REQUEST'],
  ])('with %i is that contact’s fault alone, in each form', async (sent, code) => {
    await using vitec = await startNamesVitec({
      AnyType: refusing('c3', sent, generic),
      Person: refusing('c8', sent, persons),
      Buyer: refusing('c5', sent, buyers),
    });
    await using gateway = await startGateway(vitec);
    const profiles = await gateway.query(PROFILES, { ids: ids(20) });
    expect(codesOf(profiles.errors)).toEqual([
      [3, code],
      [8, code],
    ]);
    expect(profiles.data.contacts.filter(({ profile }: { profile: unknown }) => profile === null)).toEqual(
      ['c3', 'c8'].map((contactId) => ({ contactId, profile: null, profileStatus: { code } })),
    );
    const ties = await gateway.query(TIES, { ids: ids(20) });
    expect(codesOf(ties.errors)).toEqual([[5, code]]);
    expect(ties.data.contacts[6].estateTies).toEqual([{ estate: { estateId: 'home-c6' } }]);
  });

  it('asks for no contact again that has been answered', async () => {
    await using vitec = await startNamesVitec({ Buyer: refusing('c5', 400, buyers) });
    await using gateway = await startGateway(vitec);
    await gateway.query(TIES, { ids: ids(20) });
    const answered = vitec.idsOf('Buyer').filter((batch) => !batch.includes('c5'));
    expect(answered.flat().sort()).toEqual(
      ids(20)
        .filter((id) => id !== 'c5')
        .sort(),
    );
  });
});

describe('a batch that is refused whatever it asks', () => {
  it.each([
    [404, 'NOT_FOUND'],
    [400, 'UPSTREAM_BAD_REQUEST'],
  ])('with %i is the fault of all its contacts, after a bounded number of calls', async (sent, code) => {
    await using vitec = await startNamesVitec({ Buyer: () => status(sent) });
    await using gateway = await startGateway(vitec);
    const { data, errors } = await gateway.query(TIES, { ids: ids(20) });
    expect(data.contacts).toEqual(ids(20).map((contactId) => ({ contactId, estateTies: null })));
    expect(codesOf(errors)).toEqual(ids(20).map((_, index) => [index, code]));
    expect(vitec.calls).toBeLessThanOrEqual(1 + 10 + 20);
  });

  it.each([
    [401, 'UPSTREAM_MISCONFIGURED', 1],
    [403, 'FORBIDDEN', 1],
    [429, 'UPSTREAM_RATE_LIMITED', 1],
    [500, 'UPSTREAM_UNAVAILABLE', 3],
  ])('with %i is not asked for in parts', async (sent, code, calls) => {
    await using vitec = await startNamesVitec({ Buyer: () => status(sent) });
    await using gateway = await startGateway(vitec);
    const { errors } = await gateway.query(TIES, { ids: ids(20) });
    expect(codesOf(errors)).toEqual(ids(20).map((_, index) => [index, code]));
    expect(vitec.calls).toBeLessThanOrEqual(calls);
    for (const batch of vitec.idsOf('Buyer')) expect(batch).toHaveLength(20);
  });

  it('by a broken connection is not asked for in parts, and the next one is answered', async () => {
    await using vitec = await startNamesVitec({ Buyer: (asked: Asked) => (asked.ids.includes('c0') ? disconnect('RST') : buyers(asked)) });
    await using gateway = await startGateway(vitec);
    const { data, errors } = await gateway.query(TIES, { ids: ids(25) });
    expect(codesOf(errors)).toEqual(ids(20).map((_, index) => [index, 'UPSTREAM_UNAVAILABLE']));
    expect(data.contacts.slice(20).map(({ estateTies }: { estateTies: unknown[] }) => estateTies.length)).toEqual([1, 1, 1, 1, 1]);
  });
});

describe('the sizes of batches', () => {
  it.each([1, 4, 5, 6, 20, 21, 41, 100])('keep to 5 ids in a path and 20 in a query, for %i contacts that are companies', async (count) => {
    await using vitec = await startNamesVitec({
      AnyType: ({ ids: asked }) => oneOrList(asked.map((id) => commonRow(id, 'Company'))),
      Person: () => [], // none of them is one
    });
    await using gateway = await startGateway(vitec);
    const { errors } = await gateway.query(PROFILES, { ids: ids(count) });
    await gateway.query(TIES, { ids: ids(count) });
    expect(errors).toBeUndefined();
    const sizes = (form: 'AnyType' | 'Person' | 'Company' | 'Buyer') => vitec.idsOf(form).map(({ length }) => length);
    expect([Math.max(...sizes('AnyType')), sizes('AnyType').length]).toEqual([Math.min(5, count), Math.ceil(count / 5)]);
    for (const form of ['Company', 'Buyer'] as const)
      expect([Math.max(...sizes(form)), sizes(form).length]).toEqual([Math.min(20, count), Math.ceil(count / 20)]);
    expect(sizes('Person').length).toBe(count > 5 ? Math.ceil(count / 20) : 0);
    expect(vitec.idsOf('Company').flat().sort()).toEqual(ids(count).sort());
  });

  it('are those that Vitec takes: it answers 400 for one more', async () => {
    await using office = await startOffice(ids(30).map((id) => contact(id).named(`Name-${id}`)));
    const headers = { authorization: `Basic ${Buffer.from(`${office.username}:${office.password}`).toString('base64')}` };
    const statusOf = async (path: string) => (await fetch(`${office.url}/CRM/Contact/M1/${path}`, { headers })).status;
    expect(await statusOf(ids(5).join())).toBe(200);
    expect(await statusOf(ids(6).join())).toBe(400);
    expect(await statusOf(`Person?contactIds=${ids(20).join()}`)).toBe(200);
    expect(await statusOf(`Person?contactIds=${ids(21).join()}`)).toBe(400);
    await using gateway = await startGateway(office);
    expect((await gateway.query(PROFILES, { ids: ids(30) })).errors).toBeUndefined();
  });
});

import type { ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import { startGateway } from '../support/gateway.ts';
import { commonRow, nameOf, oneOrList, personRow, type Reply, startNamesVitec } from '../support/names-vitec.ts';
import { status } from '../support/vitec.ts';

const ids = (count: number, prefix = 'c') => Array.from({ length: count }, (_, index) => `${prefix}${index}`);
const NAMES = 'query ($ids: [ID!]!) { contacts(customerId: "M1", contactIds: $ids) { contactId profile { __typename displayName } } }';
const isCompany = (id: string) => id.endsWith('3');
const generic: Reply = ({ ids: asked }) => oneOrList(asked.map((id) => commonRow(id, isCompany(id) ? 'Company' : 'Person')));
const named = (wanted: readonly string[]) =>
  wanted.map((contactId) => ({
    contactId,
    profile: { __typename: isCompany(contactId) ? 'CompanyProfile' : 'PersonProfile', displayName: nameOf(contactId) },
  }));

describe('contacts of unknown type, asked for as persons first', () => {
  it('are asked for by the form for any type if that leaves them out, but not a person without a name', async () => {
    await using vitec = await startNamesVitec({
      AnyType: generic,
      Person: ({ ids: asked }) =>
        asked.filter((id) => !isCompany(id)).map((id) => (id === 'c5' ? { ...commonRow(id), telephone: { cell: '070' } } : personRow(id))),
    });
    await using gateway = await startGateway(vitec);
    const { data, errors } = await gateway.query(NAMES, { ids: ids(20) });
    expect(errors).toBeUndefined();
    const nameless = { contactId: 'c5', profile: { __typename: 'PersonProfile', displayName: null } };
    expect(data.contacts).toEqual(named(ids(20)).map((row) => (row.contactId === 'c5' ? nameless : row)));
    expect([vitec.idsOf('AnyType'), vitec.idsOf('Company')]).toEqual([[['c3', 'c13']], [['c3', 'c13']]]);
    expect(vitec.idsOf('Person')).toHaveLength(1);
  });

  it('are asked for by the form for any type if their rows have neither a name nor a type', async () => {
    await using vitec = await startNamesVitec({
      AnyType: generic,
      Person: ({ ids: asked }) => asked.map((id) => (isCompany(id) ? { id } : { ...personRow(id), type: undefined })),
    });
    await using gateway = await startGateway(vitec);
    const { data, errors } = await gateway.query(NAMES, { ids: ids(20) });
    expect(errors).toBeUndefined();
    expect(data.contacts).toEqual(named(ids(20)));
    expect([vitec.idsOf('AnyType'), vitec.idsOf('Company')]).toEqual([[['c3', 'c13']], [['c3', 'c13']]]);
  });

  it('are asked for by the form of their own type if the row tells another', async () => {
    await using vitec = await startNamesVitec({
      Person: ({ ids: asked }) => asked.map((id) => (isCompany(id) ? commonRow(id, 'Company') : personRow(id))),
    });
    await using gateway = await startGateway(vitec);
    const { data, errors } = await gateway.query(NAMES, { ids: ids(20) });
    expect(errors).toBeUndefined();
    expect(data.contacts).toEqual(named(ids(20)));
    expect([vitec.idsOf('AnyType'), vitec.idsOf('Company')]).toEqual([[], [['c3', 'c13']]]);
  });

  it.each([
    ['400', status(400), 1],
    ['404', status(404), 1],
    ['500', status(500), 3],
    ['a body that is no list', '"?"', 1],
  ])('are asked for by the form for any type if Vitec answers %s, and the next ones at once', async (_what, answer, attempts) => {
    await using vitec = await startNamesVitec({
      AnyType: generic,
      Person: ({ ids: asked }) => (asked.some(isCompany) ? answer : asked.map((id) => personRow(id))),
    });
    await using gateway = await startGateway(vitec);
    const { data, errors } = await gateway.query(NAMES, { ids: ids(20) });
    expect(errors).toBeUndefined();
    expect(data.contacts).toEqual(named(ids(20)));
    expect(vitec.calls).toBe(attempts + 4 + 2);
    const later = await gateway.query(NAMES, { ids: ids(20, 'd') });
    expect(later.data.contacts).toEqual(named(ids(20, 'd')));
    expect(vitec.calls).toBe(attempts + 4 + 2 + 4 + 2);
  });

  it.each([
    ['100', ids(100)],
    ['200', ids(200)],
    ['200, the first of them all persons,', [...ids(200).filter((id) => !isCompany(id)), ...ids(200).filter(isCompany)]],
  ])('are all answered in a list of %s if Vitec answers others with 500, which opens no breaker', async (_size, wanted) => {
    await using vitec = await startNamesVitec({
      AnyType: generic,
      Person: ({ ids: asked }) => (asked.some(isCompany) ? status(500) : asked.map((id) => personRow(id))),
    });
    await using gateway = await startGateway(vitec, { MAX_CONTACTS_PER_OPERATION: '200' });
    const { data, errors } = await gateway.query(NAMES, { ids: wanted });
    expect(errors).toBeUndefined();
    expect(data.contacts).toEqual(named(wanted));
    expect(vitec.idsOf('Person').filter((batch) => batch.some(isCompany))).toHaveLength(3); // the attempts of one call
  });

  it('are tried at other customers after Vitec has refused that at one', async () => {
    await using vitec = await startNamesVitec({
      Person: ({ ids: asked, customerId }) => (customerId === 'M1' ? status(404) : asked.map((id) => ({ ...personRow(id), customerId }))),
    });
    await using gateway = await startGateway(vitec);
    await gateway.query(NAMES, { ids: ids(20) });
    vitec.asked = [];
    const { errors } = await gateway.query(NAMES.replace('M1', 'M2'), { ids: ids(20) });
    expect(errors).toBeUndefined();
    expect(vitec.asked.map(({ form }) => form)).toEqual(['Person']);
  });

  it('are tried after a row that cannot be read', async () => {
    await using vitec = await startNamesVitec({
      AnyType: generic,
      Person: ({ ids: asked }) => asked.map((id) => personRow(id, id === 'c1' ? { customerId: 'M9' } : {})),
    });
    await using gateway = await startGateway(vitec);
    await gateway.query(NAMES, { ids: ids(20) });
    vitec.asked = [];
    await gateway.query(NAMES, { ids: ids(20, 'd') });
    expect(vitec.asked.map(({ form }) => form)).toEqual(['Person']);
  });

  it('are asked for by no other form if Vitec cannot be reached, and are tried as soon as it can', async () => {
    await using vitec = await startNamesVitec({ Person: () => (response: ServerResponse) => response.destroy() });
    await using gateway = await startGateway(vitec);
    const { errors } = await gateway.query(NAMES, { ids: ids(60) });
    expect(new Set(errors?.map(({ extensions: { code } }) => code))).toEqual(new Set(['UPSTREAM_UNAVAILABLE']));
    expect(new Set(vitec.asked.map(({ form }) => form))).toEqual(new Set(['Person']));
    vitec.replies = {};
    vitec.asked = [];
    expect((await gateway.query(NAMES, { ids: ids(60, 'd') })).errors).toBeUndefined();
    expect(vitec.asked.map(({ form }) => form)).toEqual(['Person', 'Person', 'Person']);
  });

  it('fail at once if Vitec does not answer in time', async () => {
    await using vitec = await startNamesVitec({ Person: () => () => undefined });
    await using gateway = await startGateway(vitec, { VITEC_ATTEMPT_TIMEOUT_MS: '300' });
    const { errors } = await gateway.query(NAMES, { ids: ids(60) });
    expect(new Set(errors?.map(({ extensions: { code } }) => code))).toEqual(new Set(['UPSTREAM_TIMEOUT']));
    expect(vitec.calls).toBe(1);
  });
});

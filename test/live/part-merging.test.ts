import { describe, expect, it } from 'vitest';
import { type GraphqlError, startGateway } from '../support/gateway.ts';
import { openLive, PARTS_V1, PARTS_V2 } from '../support/live-response.ts';
import { sortKeys } from '../support/merge-parts.ts';
import { startNamesVitec } from '../support/names-vitec.ts';

const A = 'fragment A on Contact { partyRoles { id estate { estateId } } }';
const B = 'fragment B on Contact { ...A contactId extraRoles { id } partyRoles { role } }';
const C = 'fragment C on Contact { ...B @defer ...A profile { displayName } }';
const wrap = (selection: string, ...fragments: readonly string[]) =>
  `{ contacts(customerId: "M1", contactIds: ["a", "b", "a"]) { ${selection} } } ${fragments.join(' ')}`;
const DOCUMENTS = [
  wrap('...A ...A @defer', A),
  wrap('...A @defer ...A', A),
  wrap('...A @defer ...B @defer', A, B),
  wrap('...C @defer ...B', A, B, C),
  wrap('...C ...C @defer(label: "x") ... @defer(label: "y") { ...C }', A, B, C),
  wrap('... @defer { ... @defer { ... @defer { ...A } id } contactId }', A),
  wrap(
    '... @defer { partyRoles { id } } ... @defer(label: "z") { partyRoles { role estate { id ... @defer { listing { objectNumber } } } } }',
  ),
  wrap('partyRoles @stream { id ... @defer { estate { estateId } } }'),
  wrap('... @defer { partyRoles @stream(initialCount: 1) { id } }'),
  wrap('... @defer { partyRoles @stream(initialCount: 5) { id } } contactId'),
  `{ ... @defer { a: contact(customerId: "M1", contactId: "a") { contactId } } ... @defer(label: "q") { a: contact(customerId: "M1", contactId: "a") { partyRoles { id } } } }`,
  `{ node(id: "${Buffer.from('["Contact","M1","a"]').toString('base64url')}") { ... @defer { id ... on Contact { contactId ... @defer { partyRoles { id } } } } } }`,
  `query { searchContacts(customerId: "M1", term: "andersson") { isCut ... @defer { matches @stream { score contact { contactId ... @defer { profile { displayName } } } } } } }`,
  `{ __typename ... @defer { __schema { queryType { name } } } }`,
  `{ ... @defer { ... @defer { __typename } } }`,
  `{ contact(customerId: "M1", contactId: "../") { contactId } ... @defer { __typename } }`,
  `{ x: contact(customerId: "M1", contactId: "a") { contactId } ... @defer { x: contact(customerId: "M1", contactId: "a") { id } y: contact(customerId: "M1", contactId: "..") { id } } }`,
];
/** What a client has in the end: data, and the errors in an order that does not depend on when they came. */
const shown = (data: unknown, errors: readonly GraphqlError[] = []) => [
  sortKeys(data),
  errors.map(({ path, extensions: { code } }) => `${path?.join('.')} ${code}`).sort(),
];

describe.each(DOCUMENTS)('%s', (query) => {
  it('has, in either format, what is answered as a whole', async () => {
    await using vitec = await startNamesVitec({
      PartyRoles: ({ ids: [id] }) => ({
        buyer: ['1', '2', '3'].map((home) => ({ estateId: `${id}-${home}` })),
        extraSeller: [{ estateId: 'home', partyRole: 'Guardian', contactId: 'b' }],
      }),
    });
    await using gateway = await startGateway(vitec);
    const whole = await gateway.query(query);
    for (const accept of [PARTS_V1, PARTS_V2]) {
      const live = await openLive(gateway.url, { query, headers: { accept } });
      await live.ended();
      const isWhole = live.headers['content-type']?.startsWith('application/json');
      const { data, errors } = isWhole ? JSON.parse(live.text) : await live.merged();
      expect([accept, ...shown(data, errors)]).toEqual([accept, ...shown(whole.data, whole.errors)]);
      if (!isWhole) expect(live.parts.map(({ hasNext }) => hasNext)).toEqual([...live.parts.slice(1).map(() => true), false]);
    }
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { METRICS_TOKEN, readMetrics } from '../support/metrics.ts';
import { type NamesVitec, startNamesVitec } from '../support/names-vitec.ts';
import { startOtlpReceiver } from '../support/otlp-receiver.ts';
import { status as answerStatus } from '../support/vitec.ts';

/** In every term and id that is sent here, so that it can be looked for afterwards. */
const PLANTED = 'hemlig';

let vitec: NamesVitec;
let receiver: Awaited<ReturnType<typeof startOtlpReceiver>>;
let gateway: TestGateway;
const refusals: string[] = [];
beforeAll(async () => {
  vitec = await startNamesVitec();
  receiver = await startOtlpReceiver();
  gateway = await startGateway(vitec, { METRICS_TOKEN, OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, ID_PATTERN: '[A-Za-z0-9_,-]{1,64}' });
});
afterAll(async () => {
  const metrics = await readMetrics(gateway);
  const log = gateway.log();
  await gateway[Symbol.asyncDispose]();
  expect(log).toContain('"msg":"operation"');
  expect(receiver.spans.length).toBeGreaterThan(100);
  for (const text of [log, JSON.stringify(metrics), JSON.stringify(receiver.spans), refusals.join('\n')])
    expect(text.toLowerCase()).not.toContain(PLANTED);
  await receiver[Symbol.asyncDispose]();
  await vitec[Symbol.asyncDispose]();
});

/** Sends what must be refused without a call; gives the codes at their paths, `request` where it is refused as a whole. */
async function refuse(query: string, variables: Record<string, unknown> = {}) {
  const before = vitec.asked.length;
  const { status, data, errors } = await gateway.query(query, variables);
  expect(vitec.asked.length).toBe(before);
  refusals.push(JSON.stringify(errors));
  const codes = (errors ?? []).map(({ path, extensions: { code } }) => [path?.join('.') ?? 'request', code]);
  return { status, data, codes };
}

const SEARCH =
  'query ($term: String!, $first: Int! = 20) { searchContacts(customerId: "M1", term: $term, first: $first) { isCut matches { score } } }';
const REFUSED = { status: 200, data: { searchContacts: null }, codes: [['searchContacts', 'BAD_USER_INPUT']] };

describe('a search', () => {
  it.each([
    ['too short', 'hemlig'.slice(0, 4)],
    ['of no character', ''],
    ['of blanks', '          '],
    ['too short after trimming', '   heml   '],
    ['too short in code points', '𝒜𝒜𝒜𝒜'],
    ['too long', `${PLANTED}${'x'.repeat(95)}`],
    ['too long in code points', `${PLANTED}${'𝒜'.repeat(95)}`],
    ['of 900,000 characters', PLANTED.repeat(150_000)],
    ['with NUL', `${PLANTED}\u0000Ek`],
    ['with a line feed', `${PLANTED}\nEk`],
    ['with a carriage return and a header', `${PLANTED}\r\nX-Hemlig: 1`],
    ['with an escape', `${PLANTED}\u001B[31m`],
    ['with a character that turns the direction', `${PLANTED}\u202E`],
    ['with per cent', `${PLANTED}%2e%2e`],
    ['with a slash', `../${PLANTED}`],
    ['with an emoji', `${PLANTED} 😀`],
    ['with a lone surrogate', `${PLANTED}\uD83D`],
    ['with a lone low surrogate', `\uDE00${PLANTED}`],
  ])('%s is BAD_USER_INPUT at its place', async (_what, term) => {
    expect(await refuse(SEARCH, { term })).toEqual(REFUSED);
  });

  it.each([-1, 101, -2_147_483_648, 2_147_483_647])('for %i matches is BAD_USER_INPUT at its place', async (first) => {
    expect(await refuse(SEARCH, { term: `${PLANTED} Ek`, first })).toEqual(REFUSED);
  });

  it.each([2.5, '10', 2_147_483_648, 1e20, true, [1], {}, null])('for %j matches is BAD_USER_INPUT as a whole', async (first) => {
    expect(await refuse(SEARCH, { term: `${PLANTED} Ek`, first })).toEqual({
      status: 400,
      data: undefined,
      codes: [['request', 'BAD_USER_INPUT']],
    });
  });

  it.each([[[`${PLANTED} Ek`]], [{ [PLANTED]: `${PLANTED} Ek` }], [191212121212], [true], [null], [undefined]])(
    'whose term is %j is BAD_USER_INPUT as a whole',
    async (term) => {
      expect(await refuse(SEARCH, { term })).toEqual({ status: 400, data: undefined, codes: [['request', 'BAD_USER_INPUT']] });
    },
  );

  it.each([
    ['a number', '191212121212'],
    ['an enum', PLANTED],
    ['a list', `["${PLANTED}"]`],
    ['an object', `{ ${PLANTED}: "${PLANTED}" }`],
    ['null', 'null'],
  ])('whose term is %s in the document is rejected', async (_what, literal) => {
    const { status, codes } = await refuse(`{ searchContacts(customerId: "M1", term: ${literal}) { isCut } }`);
    expect([status, codes]).toEqual([400, [['request', 'GRAPHQL_VALIDATION_FAILED']]]);
  });

  it('of a customer that is none is BAD_USER_INPUT', async () => {
    const query = 'query ($c: ID!) { searchContacts(customerId: $c, term: "Lindqvist") { isCut } }';
    for (const c of [`../${PLANTED}`, `${PLANTED}/x`, '', '..']) expect(await refuse(query, { c })).toEqual(REFUSED);
  });

  it('spoils no other field', async () => {
    const { data, errors } = await gateway.query(
      '{ bad: searchContacts(customerId: "M1", term: "x") { isCut } good: searchContacts(customerId: "M1", term: "Lindqvist") { isCut } contact(customerId: "M1", contactId: "a") { profile { displayName } } }',
    );
    expect(data).toEqual({ bad: null, good: { isCut: false }, contact: { profile: { displayName: 'Name-a Testsson' } } });
    expect(errors).toHaveLength(1);
  });

  it('of a good term keeps it out of all that the gateway writes', async () => {
    const { errors } = await gateway.query(SEARCH, { term: `${PLANTED.toUpperCase()} Ek-19121212-1212` });
    expect(errors).toBeUndefined();
    expect(vitec.asked.at(-1)?.parameters.get('Term')).toBe('HEMLIG Ek-19121212-1212');
    const inDocument = await gateway.query(`query Find { searchContacts(customerId: "M1", term: "${PLANTED} Ek") { isCut } }`);
    expect(inDocument.errors).toBeUndefined();
    const inAddress = `{ searchContacts(customerId: "M1", term: "${PLANTED} Ek") { isCut } }`;
    expect((await fetch(`${gateway.url}/graphql?query=${encodeURIComponent(inAddress)}`)).status).toBe(200);
    vitec.replies = { Search: () => answerStatus(500) };
    const failed = await gateway.query(SEARCH, { term: `${PLANTED} Lindqvist` });
    refusals.push(JSON.stringify(failed.errors));
    expect(failed.errors?.map(({ extensions: { code } }) => code)).toEqual(['UPSTREAM_UNAVAILABLE']);
    vitec.replies = {};
  });
});

describe('a filter of relations', () => {
  it.each(['representedBy', 'represents'])('of 1,001 values is BAD_USER_INPUT at %s', async (field) => {
    const query = `query ($r: [PartyRelation!]) { contact(customerId: "M1", contactId: "${PLANTED}") { ${field}(relations: $r) { relation } } }`;
    const { data, codes } = await refuse(query, { r: Array.from({ length: 1_001 }, () => 'GUARDIAN') });
    expect([data, codes]).toEqual([{ contact: { [field]: null } }, [[`contact.${field}`, 'BAD_USER_INPUT']]]);
  });

  it('with an unknown value is BAD_USER_INPUT as a whole', async () => {
    const query = 'query ($r: [PartyRelation!]) { contact(customerId: "M1", contactId: "a") { represents(relations: $r) { relation } } }';
    expect((await refuse(query, { r: [PLANTED] })).codes).toEqual([['request', 'BAD_USER_INPUT']]);
  });

  it('ties of an unknown side are rejected', async () => {
    const { codes } = await refuse(`{ contact(customerId: "M1", contactId: "a") { estateTies(side: ${PLANTED}) { id } } }`);
    expect(codes).toEqual([['request', 'GRAPHQL_VALIDATION_FAILED']]);
  });
});

const NAMES = `profile { displayName } profileStatus { code } ties: estateTies(side: BUYER) { id } tiesStatus: estateTiesStatus(side: BUYER) { code }`;
const NOTHING = { profile: null, profileStatus: { code: 'BAD_USER_INPUT' }, ties: null, tiesStatus: { code: 'BAD_USER_INPUT' } };
const nodeId = (type: string, id: string) => Buffer.from(JSON.stringify([type, 'M1', id])).toString('base64url');

describe('an id of a contact that no path may hold', () => {
  it.each([
    `${PLANTED}/x`,
    `../${PLANTED}`,
    `${PLANTED}?x`,
    `${PLANTED}#x`,
    `${PLANTED}%2c`,
    `${PLANTED} x`,
    `${PLANTED}\r\nX: y`,
    `${PLANTED}å`,
    PLANTED.repeat(20),
    '',
    '..',
  ])('%j is BAD_USER_INPUT at each entry', async (id) => {
    const { data, codes } = await refuse(
      `query ($id: ID!, $node: ID!, $e: [_Any!]!) { contact(customerId: "M1", contactId: $id) { ${NAMES} } node(id: $node) { ... on Contact { ${NAMES} } }
          contacts(customerId: "M1", contactIds: [$id]) { ${NAMES} } _entities(representations: $e) { ... on Contact { ${NAMES} } } }`,
      {
        id,
        node: nodeId('Contact', id),
        e: [
          { __typename: 'Contact', customerId: 'M1', contactId: id },
          { __typename: 'Contact', id: nodeId('Contact', id) },
        ],
      },
    );
    expect(data).toEqual({ contact: null, node: null, contacts: [null], _entities: [null, null] });
    expect(codes.map(([, code]) => code)).toEqual(Array(5).fill('BAD_USER_INPUT'));
  });

  it.each([`a,${PLANTED}`, ',', `${PLANTED},`, 'Person', 'company', 'DECEASEDESTATE', 'Buyer', 'Seller', 'Speculator', 'Search'])(
    '%j, which a list would read as something else, is BAD_USER_INPUT in its place, and the others stand',
    async (id) => {
      const before = vitec.asked.length;
      const { data, errors } = await gateway.query(`query ($ids: [ID!]!) { contacts(customerId: "M1", contactIds: $ids) { ${NAMES} } }`, {
        ids: ['x1', id, 'x2'],
      });
      refusals.push(JSON.stringify(errors));
      expect(data.contacts[1]).toEqual(NOTHING);
      expect(data.contacts[2]).toMatchObject({ profile: { displayName: 'Name-x2 Testsson' }, ties: [{}] });
      expect(errors?.map(({ path, extensions: { code } }) => [path?.join('.'), code])).toEqual([
        ['contacts.1.profile', 'BAD_USER_INPUT'],
        ['contacts.1.ties', 'BAD_USER_INPUT'],
      ]);
      for (const { ids } of vitec.asked.slice(before)) expect(ids.every((each) => each.startsWith('x'))).toBe(true);
    },
  );

  it.each([`../${PLANTED}`, `a,${PLANTED}`, `${PLANTED}/PartyRoles`, `${PLANTED}\u0000`])(
    '%j, which Vitec sent, is shown, and BAD_USER_INPUT where it would be asked for',
    async (id) => {
      vitec.replies = {
        ContactRelations: () => ({ relations: [{ relation: 'Guardian', contactId: id }] }),
        PartyRoles: () => ({ extraSeller: [{ estateId: 'h', partyRole: 'Guardian', contactId: id }] }),
        Search: () => ({ matches: [{ id }] }),
      };
      const { data, errors } = await gateway.query(
        `{ contact(customerId: "M1", contactId: "a") { representedBy { contact { contactId ${NAMES} } } extraRoles { actsFor { contactId ${NAMES} } }
          representations { principal { contactId ${NAMES} } } } searchContacts(customerId: "M1", term: "Lindqvist") { matches { contact { contactId ${NAMES} } } } }`,
      );
      vitec.replies = {};
      refusals.push(JSON.stringify(errors));
      const shown = { contactId: id, ...NOTHING };
      expect(data).toEqual({
        contact: { representedBy: [{ contact: shown }], extraRoles: [{ actsFor: shown }], representations: [{ principal: shown }] },
        searchContacts: { matches: [{ contact: shown }] },
      });
      expect(new Set(errors?.map(({ extensions: { code } }) => code))).toEqual(new Set(['BAD_USER_INPUT']));
      expect(
        vitec.asked
          .slice(-3)
          .map(({ form }) => form)
          .sort(),
      ).toEqual(['ContactRelations', 'PartyRoles', 'Search']);
    },
  );
});

describe('an id of an estate that no path may hold', () => {
  it.each([`../${PLANTED}`, `${PLANTED}/x`, `${PLANTED}?extend=x`, `${PLANTED}\r\n`, `${PLANTED}å`, '', '..', PLANTED.repeat(20)])(
    '%j is shown, and BAD_USER_INPUT where its listing is asked for',
    async (estateId) => {
      const LISTING = 'estateId listing { objectNumber } listingStatus { code }';
      const { data, codes } = await refuse(
        `query ($node: ID!, $e: [_Any!]!) { node(id: $node) { ... on Estate { ${LISTING} } } _entities(representations: $e) { ... on Estate { ${LISTING} } } }`,
        { node: nodeId('Estate', estateId), e: [{ __typename: 'Estate', customerId: 'M1', estateId }] },
      );
      const shown = { estateId, listing: null, listingStatus: { code: 'BAD_USER_INPUT' } };
      expect(data).toEqual({ node: shown, _entities: [shown] });
      expect(codes).toEqual([
        ['node.listing', 'BAD_USER_INPUT'],
        ['_entities.0.listing', 'BAD_USER_INPUT'],
      ]);
    },
  );
});

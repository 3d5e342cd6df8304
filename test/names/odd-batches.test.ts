import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { METRICS_TOKEN, readMetrics } from '../support/metrics.ts';
import {
  buyerRow,
  commonRow,
  type NamesVitec,
  nameOf,
  oneOrList,
  personRow,
  type Replies,
  sellerRow,
  speculatorRow,
  startNamesVitec,
} from '../support/names-vitec.ts';

type Row = Readonly<Record<string, unknown>>;

/** A form of a batch: how a good row looks, what is shown for it, and where the form is answered. */
type BatchOf = {
  readonly endpoint: string;
  readonly field: string;
  readonly good: (id: string) => Row;
  /** A good row with another value. */
  readonly other: (id: string) => Row;
  readonly shown: (id: string) => unknown;
  readonly replies: (rows: (ids: readonly string[]) => unknown) => Replies;
};

const PROFILE = 'profile { displayName } status: profileStatus { state code }';
const ties = (side: string) =>
  `ties: estateTies(side: ${side}) { estate { estateId } } status: estateTiesStatus(side: ${side}) { state code }`;
const withOtherHome = (list: string) => (id: string) => ({ id, [list]: [{ estateId: 'another', estateType: 'House' }] });

const BATCHES: Readonly<Record<string, BatchOf>> = {
  'the form of Contact for any type': {
    endpoint: 'Contact',
    field: PROFILE,
    good: personRow,
    other: (id) => personRow(id, { firstName: 'Another' }),
    shown: (id) => ({ displayName: nameOf(id) }),
    replies: (rows) => ({ AnyType: ({ ids }) => rows(ids) }),
  },
  'the form of Contact for persons': {
    endpoint: 'Contact',
    field: PROFILE,
    good: personRow,
    other: (id) => personRow(id, { firstName: 'Another' }),
    shown: (id) => ({ displayName: nameOf(id) }),
    replies: (rows) => ({ AnyType: ({ ids }) => oneOrList(ids.map((id) => commonRow(id))), Person: ({ ids }) => rows(ids) }),
  },
  Buyer: {
    endpoint: 'Buyer',
    field: ties('BUYER'),
    good: buyerRow,
    other: withOtherHome('buyerOn'),
    shown: (id) => [{ estate: { estateId: `home-${id}` } }],
    replies: (rows) => ({ Buyer: ({ ids }) => rows(ids) }),
  },
  Seller: {
    endpoint: 'Seller',
    field: ties('SELLER'),
    good: sellerRow,
    other: withOtherHome('sellerOn'),
    shown: (id) => [{ estate: { estateId: `home-${id}` } }],
    replies: (rows) => ({ Seller: ({ ids }) => rows(ids) }),
  },
  Speculator: {
    endpoint: 'Speculator',
    field: ties('SPECULATOR'),
    good: speculatorRow,
    other: withOtherHome('speculatorOn'),
    shown: (id) => [{ estate: { estateId: `home-${id}` } }],
    replies: (rows) => ({ Speculator: ({ ids }) => rows(ids) }),
  },
};

const OK = 'OK';
type Outcome = 'OK' | 'NOT_FOUND' | 'UPSTREAM_BAD_RESPONSE';
type Case = readonly [
  what: string,
  body: (good: readonly Row[], batch: BatchOf) => unknown,
  ofA: Outcome,
  ofB: Outcome,
  ofC: Outcome,
  ignoredRows: number,
];

/** `a`, `b` and `c` are asked for. */
const CASES: readonly Case[] = [
  ['rows in another order', (good) => [...good].reverse(), OK, OK, OK, 0],
  ['a row too many', (good, { good: row }) => [row('d'), ...good, row('e')], OK, OK, OK, 2],
  ['a row missing', ([a, , c]) => [a, c], OK, 'NOT_FOUND', OK, 0],
  ['no row', () => [], 'NOT_FOUND', 'NOT_FOUND', 'NOT_FOUND', 0],
  ['a row twice', ([a, b, c]) => [a, b, c, b], OK, OK, OK, 0],
  ['a row twice with different values', ([a, b, c], { other }) => [a, b, c, other(String(b?.id))], OK, 'UPSTREAM_BAD_RESPONSE', OK, 0],
  [
    'a row three times with different values',
    ([a, b, c], { other }) => [b, a, other(String(b?.id)), c, b],
    OK,
    'UPSTREAM_BAD_RESPONSE',
    OK,
    0,
  ],
  ['a row of another customer', ([a, b, c]) => [a, { ...b, customerId: 'M2' }, c], OK, 'UPSTREAM_BAD_RESPONSE', OK, 0],
  ['a customerId in another case', ([a, b, c]) => [a, { ...b, customerId: 'm1' }, c], OK, OK, OK, 0],
  ['null for a customerId', ([a, b, c]) => [a, { ...b, customerId: null }, c], OK, OK, OK, 0],
  ['an object for a customerId', ([a, b, c]) => [a, { ...b, customerId: { id: 'M2' } }, c], OK, 'UPSTREAM_BAD_RESPONSE', OK, 0],
  ['a row without id', ([a, b, c]) => [a, { ...b, id: undefined }, c], OK, 'UPSTREAM_BAD_RESPONSE', OK, 0],
  ['a row with null for id', ([a, b, c]) => [a, { ...b, id: null }, c], OK, 'UPSTREAM_BAD_RESPONSE', OK, 0],
  ['a row with a blank id', ([a, b, c]) => [a, { ...b, id: ' ' }, c], OK, 'UPSTREAM_BAD_RESPONSE', OK, 0],
  ['a row with Id for id', ([a, b, c]) => [a, { ...b, id: undefined, Id: 'b' }, c], OK, 'UPSTREAM_BAD_RESPONSE', OK, 0],
  ['a row more without id', (good, { good: row }) => [...good, { ...row('d'), id: null }], OK, OK, OK, 0],
  ['null for a row', ([a, , c]) => [a, null, c], OK, 'UPSTREAM_BAD_RESPONSE', OK, 0],
  ['a text for a row', ([a, , c]) => [a, 'b', c], OK, 'UPSTREAM_BAD_RESPONSE', OK, 0],
  ['a list for a row', ([a, b, c]) => [a, [b], c], OK, 'UPSTREAM_BAD_RESPONSE', OK, 0],
  ['an object for the list', ([, b]) => b, 'UPSTREAM_BAD_RESPONSE', OK, 'UPSTREAM_BAD_RESPONSE', 0],
  ...[
    ['an object around the list', (good: readonly Row[]) => ({ rows: good })] as const,
    ['an empty object', () => ({})] as const,
    ['null', () => 'null'] as const,
    ['a text', () => '"rows"'] as const,
    ['a number', () => '4'] as const,
    ['nothing', () => ''] as const,
    ['a page of HTML', () => '<!doctype html><title>Underhåll</title>'] as const,
    ['a list that is cut off', (good: readonly Row[]) => JSON.stringify(good).slice(0, -30)] as const,
  ].map(([what, body]): Case => [what, body, 'UPSTREAM_BAD_RESPONSE', 'UPSTREAM_BAD_RESPONSE', 'UPSTREAM_BAD_RESPONSE', 0]),
];

const ASK = (field: string) => `query ($ids: [ID!]!) { contacts(customerId: "M1", contactIds: $ids) { contactId ${field} } }`;

describe.each(Object.entries(BATCHES))('%s answers', (_form, batch) => {
  let vitec: NamesVitec;
  let gateway: TestGateway;
  beforeAll(async () => {
    vitec = await startNamesVitec();
    gateway = await startGateway(vitec, { METRICS_TOKEN });
  });
  afterAll(async () => {
    await gateway[Symbol.asyncDispose]();
    await vitec[Symbol.asyncDispose]();
  });

  const name = batch.endpoint === 'Contact' ? 'profile' : 'ties';
  const ignoredSoFar = async () => (await readMetrics(gateway))[`gateway_ignored_rows_total{endpoint="${batch.endpoint}"}`] ?? 0;
  let cases = 0;
  /** Asks for contacts that no case has asked for, so that nothing is known of them. */
  async function ask(count: number, body: (ids: readonly string[]) => unknown) {
    cases += 1;
    const ids = ['a', 'b', 'c'].slice(0, count).map((id) => `${id}${cases}`);
    vitec.replies = batch.replies(body);
    return { ids, ...(await gateway.query(ASK(batch.field), { ids })) };
  }

  it.each(CASES)('%s: each contact has its own outcome', async (_what, body, ofA, ofB, ofC, ignoredRows) => {
    const before = await ignoredSoFar();
    const { ids, data, errors } = await ask(3, (asked) => body(asked.map(batch.good), batch));
    const outcomes = [ofA, ofB, ofC];
    expect(data.contacts).toEqual(
      ids.map((contactId, index) => {
        const outcome = outcomes[index];
        const code = outcome === OK ? null : outcome;
        const state = { OK: 'FRESH', NOT_FOUND: 'NOT_FOUND', UPSTREAM_BAD_RESPONSE: 'UNAVAILABLE' }[outcome ?? OK];
        return { contactId, [name]: code === null ? batch.shown(contactId) : null, status: { state, code } };
      }),
    );
    expect((errors ?? []).map(({ path, extensions: { code } }) => [path, code])).toEqual(
      outcomes.flatMap((outcome, index) => (outcome === OK ? [] : [[['contacts', index, name], outcome]])),
    );
    expect((await ignoredSoFar()) - before).toBe(ignoredRows);
  });

  it.each([
    ['an object', (row: Row) => row],
    ['a list', (row: Row) => [row]],
  ])('%s for one contact: it is shown', async (_what, form) => {
    const { ids, data, errors } = await ask(1, ([id = '']) => form(batch.good(id)));
    expect(errors).toBeUndefined();
    expect(data.contacts[0][name]).toEqual(batch.shown(ids[0] ?? ''));
  });

  it('another contact alone, where one is asked for: NOT_FOUND, and nothing of the other', async () => {
    const { data, errors } = await ask(1, () => batch.good('other'));
    expect(JSON.stringify(data)).not.toContain('-other');
    expect(errors?.map(({ extensions: { code } }) => code)).toEqual(['NOT_FOUND']);
  });

  it('a number for an id as that id, and one that is not exact as none', async () => {
    const good = { ...batch.good('4711'), id: 4711 };
    vitec.replies = batch.replies(() => [good]);
    expect((await gateway.query(ASK(batch.field), { ids: ['4711'] })).errors).toBeUndefined();
    vitec.replies = batch.replies(() => JSON.stringify([good]).replace('"id":4711', '"id":9007199254740993'));
    const { errors } = await gateway.query(ASK(batch.field), { ids: ['9007199254740992', '9007199254740993'] });
    expect(errors?.map(({ extensions: { code } }) => code)).toEqual(['UPSTREAM_BAD_RESPONSE', 'UPSTREAM_BAD_RESPONSE']);
  });

  it('10 MB beside its rows: they are shown', async () => {
    const padding = 'x'.repeat(10_000_000);
    const { data, errors } = await ask(3, ([first = '', ...others]) => [
      { ...batch.good(first), note: padding },
      ...others.map(batch.good),
    ]);
    expect(errors).toBeUndefined();
    expect(JSON.stringify(data).length).toBeLessThan(1_000);
  });
});

describe('ids that differ by case only, where Vitec finds an id in any case', () => {
  it.each(Object.entries(BATCHES))('are each shown, in %s', async (_form, batch) => {
    const rows = (ids: readonly string[]) => [...new Set(ids.map((id) => id.toUpperCase()))].map(batch.good);
    await using vitec = await startNamesVitec(batch.replies(rows));
    await using gateway = await startGateway(vitec);
    const { data, errors } = await gateway.query(ASK(batch.field), { ids: ['adr1', 'ADR1'] });
    expect(errors).toBeUndefined();
    expect(data.contacts).toMatchObject([{ contactId: 'adr1' }, { contactId: 'ADR1' }]);
  });
});

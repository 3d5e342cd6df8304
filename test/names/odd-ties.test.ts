import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { type NamesVitec, startNamesVitec } from '../support/names-vitec.ts';

let vitec: NamesVitec;
let gateway: TestGateway;
beforeAll(async () => {
  vitec = await startNamesVitec();
  gateway = await startGateway(vitec);
});
afterAll(async () => {
  await gateway[Symbol.asyncDispose]();
  await vitec[Symbol.asyncDispose]();
});

const SIDES = [
  ['BUYER', 'buyerOn'],
  ['SELLER', 'sellerOn'],
  ['SPECULATOR', 'speculatorOn'],
] as const;
type Side = (typeof SIDES)[number][0];

const FIELDS = 'id side estate { customerId estateId } estateType estateTypeCode shareHolding interestLevel interestLevelCode';

/** The ties of contact `a`, for whom Vitec answers these, while `b` has one. */
async function read(side: Side, ofA: object) {
  const list = SIDES.find(([name]) => name === side)?.[1] ?? '';
  const rows = () => [
    { id: 'a', ...ofA },
    { id: 'b', [list]: [{ estateId: 'home-b' }] },
  ];
  vitec.replies = { Buyer: rows, Seller: rows, Speculator: rows };
  const { data, errors } = await gateway.query(
    `{ contacts(customerId: "M1", contactIds: ["a", "b"]) { estateTies(side: ${side}) { ${FIELDS} } estateTiesStatus(side: ${side}) { state code } } }`,
  );
  expect(data.contacts[1]).toMatchObject({ estateTies: [{ estate: { estateId: 'home-b' } }], estateTiesStatus: { state: 'FRESH' } });
  return { ...data.contacts[0], codes: (errors ?? []).map(({ path, extensions: { code } }) => [path, code]) };
}

describe.each(SIDES)('ties of a %s', (side, list) => {
  it.each([
    ['an empty list', []],
    ['null', null],
  ])('that are %s are none', async (_what, sent) => {
    expect(await read(side, { [list]: sent })).toEqual({ estateTies: [], estateTiesStatus: { state: 'FRESH', code: null }, codes: [] });
  });

  it.each<[string, object]>([
    ['absent', {}],
    ['in another spelling', { [list.toUpperCase()]: [] }],
    ['of another side', { ownerOn: [] }],
    ['an object', { [list]: { estateId: 'home-1' } }],
    ['a text', { [list]: 'home-1' }],
    ['a number', { [list]: 0 }],
    ['false', { [list]: false }],
    ['null for one', { [list]: [{ estateId: 'home-1' }, null] }],
    ['a text for one', { [list]: ['home-1'] }],
    ['without an estate', { [list]: [{ estateId: 'home-1' }, { estateType: 'House' }] }],
    ['with an estate that is null', { [list]: [{ estateId: null }] }],
    ['with a blank estate', { [list]: [{ estateId: ' ' }] }],
    ['with an estate that is 0', { [list]: [{ estateId: 0 }] }],
    ['with an estate that is an object', { [list]: [{ estateId: { id: 'home-1' } }] }],
  ])('that are %s are UPSTREAM_BAD_RESPONSE for that contact alone', async (_what, ofA) => {
    expect(await read(side, ofA)).toEqual({
      estateTies: null,
      estateTiesStatus: { state: 'UNAVAILABLE', code: 'UPSTREAM_BAD_RESPONSE' },
      codes: [[['contacts', 0, 'estateTies'], 'UPSTREAM_BAD_RESPONSE']],
    });
  });

  it.each([
    ['House', 'HOUSE', 'House'],
    ['housingcooperative', 'HOUSING_COOPERATIVE', 'housingcooperative'],
    ['Foreignproperty', 'FOREIGN_PROPERTY', 'Foreignproperty'],
    [0, 'HOUSE', '0'],
    [9, 'PREMISES', '9'],
    ['7', 'CONDOMINIUM', '7'],
    [{ id: 'Plot', name: 'Tomt' }, 'PLOT', 'Plot'],
    [{ id: 3, name: 'Tomt' }, 'PLOT', '3'],
    ['Igloo', 'OTHER', 'Igloo'],
    [10, 'OTHER', '10'],
    ['constructor', 'OTHER', 'constructor'],
    [null, 'OTHER', 'Unknown'],
    [undefined, 'OTHER', 'Unknown'],
    [['House'], 'OTHER', 'Unknown'],
  ])('have the type %j as %s', async (sent, estateType, estateTypeCode) => {
    const { estateTies } = await read(side, { [list]: [{ estateId: 'home-1', estateType: sent }] });
    expect(estateTies).toMatchObject([{ side, estate: { customerId: 'M1', estateId: 'home-1' }, estateType, estateTypeCode }]);
  });

  it('show a share of sellers and a level of speculators alone', async () => {
    const tie = { estateId: 'home-1', estateType: 'House', shareHolding: '1/2', level: 80 };
    const { estateTies } = await read(side, { [list]: [tie] });
    expect(estateTies).toMatchObject([
      {
        shareHolding: side === 'SELLER' ? '1/2' : null,
        interestLevel: side === 'SPECULATOR' ? 'VERY_INTERESTED' : null,
        interestLevelCode: side === 'SPECULATOR' ? '80' : null,
      },
    ]);
  });

  it('keep Vitec’s order and repeats, each with an id of its own', async () => {
    const sent = ['h2', 'h1', 'h2', 4711, 'h2'];
    const { estateTies } = await read(side, { [list]: sent.map((estateId) => ({ estateId, estateType: null })) });
    expect(estateTies.map(({ estate }: { estate: { estateId: string } }) => estate.estateId)).toEqual(sent.map(String));
    expect(new Set(estateTies.map(({ id }: { id: string }) => id)).size).toBe(5);
  });

  it('may be 10,000', async () => {
    const many = Array.from({ length: 10_000 }, (_, index) => ({ estateId: `h${index}`, estateType: 'House' }));
    const { estateTies, codes } = await read(side, { [list]: many });
    expect([codes, estateTies.length, estateTies.at(-1).estate.estateId]).toEqual([[], 10_000, 'h9999']);
  });
});

it.each([
  ['Reserved', 'RESERVED'],
  [300, 'ARCHIVED'],
  ['75', 'FOLLOWS_BIDDING'],
  [{ id: 'Booked', name: 'Bokad' }, 'BOOKED'],
  ['Enthusiastic', 'OTHER'],
  [41, 'OTHER'],
  [null, null],
  [[], null],
])('the level %j of a speculator is %s', async (sent, level) => {
  const { estateTies } = await read('SPECULATOR', { speculatorOn: [{ estateId: 'home-1', level: sent }] });
  expect(estateTies[0].interestLevel).toBe(level);
});

it.each([
  ['1/3', '1/3'],
  [' 50 % ', '50 %'],
  [0.5, '0.5'],
  ['', null],
  [null, null],
  [{ share: 1 }, null],
])('the share %j of a seller is %j', async (sent, share) => {
  const { estateTies } = await read('SELLER', { sellerOn: [{ estateId: 'home-1', shareHolding: sent }] });
  expect(estateTies[0].shareHolding).toBe(share);
});

import fc from 'fast-check';
import { type GraphQLObjectType, isEnumType, isObjectType } from 'graphql';
import { describe, expect, it } from 'vitest';
import type { EstateListing } from '../../src/domain/estate-listing.ts';
import { createSchema } from '../../src/graphql/schema/schema.ts';
import { estateListing } from '../../src/vitec/endpoints/estate-listing.ts';
import { startGateway } from '../support/gateway.ts';
import { json, startVitec, status } from '../support/vitec.ts';

const HOME = { customerId: 'M30011', estateId: 'OBJ30011_3' };
const AGENT = {
  id: 'HAN1',
  name: 'Maja Mäklare',
  title: 'Reg. fastighetsmäklare',
  emailAddress: 'maja@example.se',
  telephone: { cell: { display: '070-000 00 00', msisdn: '46700000000' }, public: { display: '08-000 00 00', msisdn: '4680000000' } },
};
const BODY = {
  id: 'OBJ30011_3',
  referenceId: '2026-17',
  status: { id: 'Sold', name: 'Såld' },
  type: { id: 'House', name: 'Villa' },
  subtype: { id: 'TownHouse', name: 'Radhus' },
  tenure: { id: 'Leasehold', name: 'Tomträtt' },
  office: { id: 'FIR30011', customerId: 'M30011' },
  primaryAgentId: 'HAN1',
  secondaryAgentId: 'HAN2',
  address: {
    streetAddress: 'Storgatan 4',
    zipCode: { numerical: 21160, value: '211 60' },
    postalTown: 'Malmö',
    municipality: 'Malmö kommun',
    countryCode: 'SE',
    area: { id: 'STD1', name: 'Möllevången' },
    wgs84Coordinate: { latitude: 55.6, longitude: 13 },
  },
  price: { startingPrice: 3_500_000, finalPrice: 3_725_000.5, text: 'eller högstbjudande' },
  currency: 'SEK',
  sale: { contractDate: '2026-03-29T03:00:15.927', possessionAt: '2026-06-01T00:00:00' },
  changedAt: '2026-01-08T09:53:06',
  marketing: { isPublished: true, publishedAt: '2026-01-08T09:53:06.1234567+01:00' },
  buildings: [{ area: { living: 92.5 }, numberOfRooms: 3.5 }, { area: { living: 12 } }],
  exterior: { plot: { size: 310 } },
  extensions: { primaryAgent: AGENT, secondaryAgent: null },
};

const parse = (body: unknown) => estateListing.parse(JSON.stringify(body), HOME);
/** What is shown of the listing with some members replaced. */
const read = (members: Record<string, unknown>): EstateListing => parse({ ...BODY, ...members }).value;
const BAD_RESPONSE = expect.objectContaining({ code: 'UPSTREAM_BAD_RESPONSE' });

it('shows the home', () => {
  const { value, unknownCodes } = parse(BODY);
  expect(value).toEqual({
    ...HOME,
    objectNumber: '2026-17',
    isPublished: true,
    statusCode: 'Sold',
    statusName: 'Såld',
    estateTypeCode: 'House',
    estateTypeName: 'Villa',
    tenureLabel: 'Tomträtt',
    address: {
      streetAddress: 'Storgatan 4',
      postalCode: '211 60',
      postalTown: 'Malmö',
      municipality: 'Malmö kommun',
      area: 'Möllevången',
      countryCode: 'SE',
      coordinate: { latitude: 55.6, longitude: 13 },
    },
    startingPrice: 3_500_000,
    finalPrice: 3_725_000.5,
    priceText: 'eller högstbjudande',
    currency: 'SEK',
    contractDate: '2026-03-29T03:00:15.927+02:00',
    possessionAt: '2026-06-01T00:00:00.000+02:00',
    publishedAt: '2026-01-08T09:53:06.123+01:00',
    changedAt: '2026-01-08T09:53:06.000+01:00',
    livingArea: 92.5,
    rooms: 3.5,
    plotArea: 310,
    primaryAgent: {
      customerId: 'M30011',
      agentId: 'HAN1',
      name: 'Maja Mäklare',
      title: 'Reg. fastighetsmäklare',
      phoneNumber: '+46700000000',
      emailAddress: 'maja@example.se',
    },
    secondaryAgent: null,
  } satisfies EstateListing);
  expect(unknownCodes).toBe(0);
});

it('asks for both agents in the same call, with an encoded plus', () => {
  const path = estateListing.path({ customerId: 'M 1', estateId: 'a/b' }, encodeURIComponent);
  expect(path).toBe('/Advertising/Estate/M%201/a%2Fb?extend=primaryAgent%2BsecondaryAgent');
  expect(new URL(path, 'http://vitec').searchParams.get('extend')).toBe('primaryAgent+secondaryAgent');
});

describe('the body', () => {
  it.each(['null', '[]', `[${JSON.stringify(BODY)}]`, '"home"', '5', 'true', '<html></html>', '', '{"id":'])('%.20s is refused', (text) => {
    expect(() => estateListing.parse(text, HOME)).toThrow(BAD_RESPONSE);
  });

  it.each([
    { id: 'OBJ30011_4' },
    { id: 30011 },
    { id: {} },
    { id: ['OBJ30011_3'] },
    { id: true },
    { customerId: 'M30012' },
    { customerId: 30011 },
    { customerId: {} },
  ])('of another home or customer is refused: %j', (ids) => {
    expect(() => parse({ ...BODY, ...ids })).toThrow(BAD_RESPONSE);
  });

  it.each([{ id: 'obj30011_3' }, { id: null }, { id: undefined }, { id: '' }, { customerId: 'm30011' }, { customerId: null }])(
    'is read with the ids that were asked for: %j',
    (ids) => {
      expect(read(ids)).toEqual(parse(BODY).value);
    },
  );

  it('may have a number for an id, where the id is that number', () => {
    const ids = { customerId: '30011', estateId: '3' };
    expect(estateListing.parse('{"id":3,"customerId":30011}', ids).value).toMatchObject(ids);
    expect(() => estateListing.parse('{"id":9007199254740993}', { ...ids, estateId: '9007199254740992' })).toThrow(BAD_RESPONSE);
  });

  it('is not misread where it lacks everything', () => {
    const { value, unknownCodes } = parse({});
    expect(value).toMatchObject({
      ...HOME,
      isPublished: false,
      statusCode: '',
      estateTypeCode: '',
      startingPrice: null,
      primaryAgent: null,
    });
    expect(Object.values(value.address).every((field) => field === null)).toBe(true);
    expect(unknownCodes).toBe(1);
  });

  it('of 22 kB leaves nothing in the cached text but what is shown', () => {
    const secret = 'PLANTED';
    const long = (name: string) => ({ [name]: `${secret} `.repeat(100) });
    const { text } = parse({
      ...BODY,
      ...Object.fromEntries(Array.from({ length: 25 }, (_, index) => [`member${index}`, long('text')])),
      sale: { ...BODY.sale, ...long('description'), possessionEstimation: secret },
      address: { ...BODY.address, directions: secret },
      price: { ...BODY.price, startingPriceInOtherCurrency: secret },
      files: [{ id: 'DOK1', name: secret }],
      buildings: [{ ...BODY.buildings[0], description: secret }],
      extensions: {
        primaryAgent: { ...AGENT, description: secret, reviews: [{ authorName: secret, text: secret }], image: { id: secret } },
        association: { name: secret },
      },
    });
    expect(text).not.toContain(secret);
    expect(String(text).length).toBeLessThan(1_200);
  });
});

describe('the cached text', () => {
  it('is read as the same value, without the rights of a key', () => {
    const { value, text } = parse(BODY);
    expect(estateListing.read(String(text), { ...HOME, rights: 'secret' } as typeof HOME)).toEqual(value);
    expect(estateListing.countRows(value)).toBe(1);
  });

  it.each([
    JSON.stringify(BODY),
    JSON.stringify({ ...(JSON.parse(String(parse(BODY).text)) as object), format: 0 }),
    'null',
    '[]',
    '{}',
    '',
    '{"format":1',
  ])('of another format is refused: %.30s', (text) => {
    expect(() => estateListing.read(text, HOME)).toThrow(BAD_RESPONSE);
  });
});

describe('status and type', () => {
  it('show the name of a status, the code as it came, and labels in Swedish and English', async () => {
    const rows: readonly (readonly [unknown, string, string, string, string])[] = [
      [{ id: 'ForSale', name: 'Till salu' }, 'FOR_SALE', 'ForSale', 'Till salu', 'For sale'],
      [{ id: 'ForSale', name: 'Nu till salu!' }, 'FOR_SALE', 'ForSale', 'Nu till salu!', 'For sale'],
      [{ id: 'ForSale', name: null }, 'FOR_SALE', 'ForSale', 'Till salu', 'For sale'],
      [{ id: 4, name: ' ' }, 'FOR_SALE', '4', 'Till salu', 'For sale'],
      [{ id: 'Soldout' }, 'SOLD_OUT', 'Soldout', 'Slutsålt', 'Project sold out'],
      ['SoldOut', 'SOLD_OUT', 'SoldOut', 'Slutsålt', 'Project sold out'],
      ['ForSale', 'FOR_SALE', 'ForSale', 'Till salu', 'For sale'],
      ['forsale', 'FOR_SALE', 'forsale', 'Till salu', 'For sale'],
      [131_072, 'APPOINTED_ADMISSION', '131072', 'Tillträdd', 'Possession taken'],
      ['8', 'SOLD', '8', 'Såld', 'Sold'],
      [0, 'UNDEFINED', '0', 'Ej angiven', 'Not stated'],
      [null, 'UNDEFINED', '', 'Ej angiven', 'Not stated'],
      [{}, 'UNDEFINED', '', 'Ej angiven', 'Not stated'],
      [['Sold'], 'UNDEFINED', '', 'Ej angiven', 'Not stated'],
      [3, 'OTHER', '3', 'Annan status', 'Other status'],
      [{ id: 'Auction', name: 'Auktion' }, 'OTHER', 'Auction', 'Auktion', 'Other status'],
      [{ name: 'Auktion' }, 'UNDEFINED', '', 'Auktion', 'Not stated'],
      ['__proto__', 'OTHER', '__proto__', 'Annan status', 'Other status'],
    ];
    expect(await showAll(rows.map(([status]) => ({ status })))).toMatchObject(
      rows.map(([_sent, status, statusCode, statusLabel, statusLabelEn]) => ({ status, statusCode, statusLabel, statusLabelEn })),
    );
  });

  it('show the type in the same way', async () => {
    const rows: readonly (readonly [unknown, string, string, string, string])[] = [
      [{ id: 'HousingCooperative', name: 'Bostadsrätt' }, 'HOUSING_COOPERATIVE', 'HousingCooperative', 'Bostadsrätt', 'Tenant-owned flat'],
      [{ id: 'Farm', name: 'Gård' }, 'FARM', 'Farm', 'Gård', 'Farm'],
      ['Farm', 'FARM', 'Farm', 'Lantbruk', 'Farm'],
      [{ id: 'ForeignProperty', name: null }, 'FOREIGN_PROPERTY', 'ForeignProperty', 'Utlandsbostad', 'Property abroad'],
      // The numbers are those of the advertising endpoints: 1 would be HousingCooperative in a tie.
      [1, 'HOUSE', '1', 'Villa', 'House'],
      [4, 'HOUSING_COOPERATIVE', '4', 'Bostadsrätt', 'Tenant-owned flat'],
      [5, 'OTHER', '5', 'Annan typ', 'Other type'],
      [{ id: 'Castle', name: 'Slott' }, 'OTHER', 'Castle', 'Slott', 'Other type'],
      [null, 'OTHER', '', 'Annan typ', 'Other type'],
    ];
    expect(await showAll(rows.map(([type]) => ({ type })))).toMatchObject(
      rows.map(([_sent, estateType, estateTypeCode, estateTypeLabel, estateTypeLabelEn]) => ({
        estateType,
        estateTypeCode,
        estateTypeLabel,
        estateTypeLabelEn,
      })),
    );
  });

  it('are counted if they are unknown', () => {
    expect(parse({ ...BODY, status: 'Auction' }).unknownCodes).toBe(1);
    expect(parse({ ...BODY, status: { id: 'Auction', name: 'Auktion' }, type: 5 }).unknownCodes).toBe(2);
  });

  it.each([
    [{ id: 'Leasehold', name: 'Tomträtt' }, 'Tomträtt'],
    ['Bostadsrätt', 'Bostadsrätt'],
    [{ id: 'Leasehold', name: null }, null],
    [3, null],
    [null, null],
  ])('tenure %j is %s', (tenure, tenureLabel) => {
    expect(read({ tenure })).toMatchObject({ tenureLabel });
  });
});

describe('a hidden or strange field', () => {
  it.each<[unknown, boolean]>([
    [true, true],
    [false, false],
    [null, false],
    ['true', false],
    [1, false],
    [{}, false],
  ])('isPublished %j is %s', (sent, isPublished) => {
    expect(read({ marketing: { isPublished: sent } }).isPublished).toBe(isPublished);
  });

  it.each([
    [1_000, 1_000],
    ['1000.5', 1_000.5],
    [0, null],
    ['0', null],
    [-1, null],
    [null, null],
    ['pris på begäran', null],
    [{ value: 1 }, null],
    [[1], null],
  ])('a price of %j is %s', (startingPrice, shown) => {
    const listing = read({ price: { startingPrice, finalPrice: startingPrice } });
    expect([listing.startingPrice, listing.finalPrice]).toEqual([shown, shown]);
  });

  it('a number that JSON cannot hold is null', () => {
    expect(estateListing.parse('{"price":{"startingPrice":1e400}}', HOME).value.startingPrice).toBeNull();
  });

  it.each([
    [
      { latitude: 59.3, longitude: 18.1 },
      { latitude: 59.3, longitude: 18.1 },
    ],
    [
      { latitude: '59.3', longitude: '18.1' },
      { latitude: 59.3, longitude: 18.1 },
    ],
    [
      { latitude: 0, longitude: 6.6 },
      { latitude: 0, longitude: 6.6 },
    ],
    [
      { latitude: -90, longitude: 180 },
      { latitude: -90, longitude: 180 },
    ],
    [{ latitude: 0, longitude: 0 }, null],
    [{ latitude: 90.1, longitude: 18 }, null],
    [{ latitude: 59, longitude: -181 }, null],
    [{ latitude: 59 }, null],
    [{ latitude: null, longitude: null }, null],
    [null, null],
    [[59, 18], null],
  ])('the coordinate %j is %j', (wgs84Coordinate, coordinate) => {
    expect(read({ address: { wgs84Coordinate } }).address.coordinate).toEqual(coordinate);
  });

  it('a coordinate of -0 is 0, as the cache reads it', () => {
    const { value, text } = estateListing.parse('{"address":{"wgs84Coordinate":{"latitude":-0,"longitude":6.6}}}', HOME);
    expect(value.address.coordinate).toEqual({ latitude: 0, longitude: 6.6 });
    expect(estateListing.read(String(text), HOME)).toEqual(value);
  });

  it.each([
    ['211 60', '211 60'],
    [21160, '21160'],
    [{ numerical: 21160, value: '211 60' }, '211 60'],
    [{ numerical: 21160, value: null }, '21160'],
    [{}, null],
    [null, null],
    [[], null],
  ])('the zip code %j is %s', (zipCode, postalCode) => {
    expect(read({ address: { zipCode } }).address.postalCode).toBe(postalCode);
  });

  it.each([
    ['SEK', 'SEK'],
    ['eur', 'EUR'],
    [{ id: 'SEK', name: 'Svenska kronor' }, 'SEK'],
    ['kr', null],
    [1, null],
    [null, null],
  ])('the currency %j is %s', (sent, currency) => {
    expect(read({ currency: sent }).currency).toBe(currency);
  });

  it.each([
    // 2026-10-25: the hour from 02:00 to 03:00 occurs twice, and the first is meant.
    ['2026-10-25T01:59:59', '2026-10-25T01:59:59.000+02:00'],
    ['2026-10-25T02:30:00', '2026-10-25T02:30:00.000+02:00'],
    ['2026-10-25T02:30:00+01:00', '2026-10-25T02:30:00.000+01:00'],
    ['2026-10-25T03:00:00', '2026-10-25T03:00:00.000+01:00'],
    // 2026-03-29: the hour from 02:00 to 03:00 does not exist.
    ['2026-03-29T02:30:00', '2026-03-29T02:30:00.000+01:00'],
    ['2026-01-08T09:53:06.9', '2026-01-08T09:53:06.900+01:00'],
    ['2026-01-08T08:53:06.1234567Z', '2026-01-08T08:53:06.123Z'],
    ['0001-01-01T00:00:00', null],
    ['2026-02-30T00:00:00', null],
    ['i vår', null],
    [1_767_862_386, null],
    [null, null],
  ])('the date %j is %s', (sent, shown) => {
    const { contractDate, possessionAt, publishedAt, changedAt } = read({
      sale: { contractDate: sent, possessionAt: sent },
      marketing: { publishedAt: sent },
      changedAt: sent,
    });
    expect([contractDate, possessionAt, publishedAt, changedAt]).toEqual([shown, shown, shown, shown]);
  });

  it('is null where an object came for a list, or a list for an object', () => {
    const listing = read({ buildings: BODY.buildings[0], exterior: [BODY.exterior], price: [BODY.price], address: [BODY.address] });
    expect(listing).toMatchObject({ livingArea: null, rooms: null, plotArea: null, startingPrice: null, address: { streetAddress: null } });
    expect(listing.priceText).toBeNull();
  });
});

describe('an agent', () => {
  it.each([
    ['null', null],
    ['an id alone', { id: 'HAN1' }],
    ['an id and nothing to show', { id: 'HAN1', name: ' ', title: null, telephone: { cell: null, public: null } }],
    ['no id', { name: 'Maja Mäklare' }],
    ['an id of nothing', { ...AGENT, id: '' }],
    ['an id of zeros', { ...AGENT, id: 0 }],
    ['a text', 'HAN1'],
    ['a list', [AGENT]],
  ])('that is %s is null', (_what, agent) => {
    expect(read({ extensions: { primaryAgent: agent, secondaryAgent: AGENT } })).toMatchObject({
      primaryAgent: null,
      secondaryAgent: { agentId: 'HAN1' },
    });
  });

  it('that is named by its id alone is null', () => {
    expect(read({ extensions: null })).toMatchObject({ primaryAgent: null, secondaryAgent: null });
  });

  it.each([
    [{ cell: { display: '070-000 00 00', msisdn: '46700000000' } }, '+46700000000'],
    [{ cell: { display: null, msisdn: '+46 70 000 00 00' } }, '+46700000000'],
    [{ cell: { msisdn: 46700000000 } }, '+46700000000'],
    [{ cell: { display: '070-000 00 00', msisdn: null } }, '+46700000000'],
    [{ cell: { display: '070-000 00 00', msisdn: 'okänt' } }, '+46700000000'],
    [{ cell: { msisdn: '0700000000' } }, '+46700000000'],
    [{ cell: '070–000 00 00' }, '+46700000000'],
    [{ cell: '\u202a070\u00a0000.00.00\u202c' }, '+46700000000'],
    [{ cell: '+46 (0)70-000 00 00' }, '+46700000000'],
    [{ cell: '(+46)(0)70-000 00 00' }, '+46700000000'],
    [{ cell: '+46 070-000 00 00' }, '+46700000000'],
    [{ cell: '0046 70 000 00 00' }, '+46700000000'],
    [{ cell: '(08) 000 00 00' }, '+4680000000'],
    [{ cell: '+34 952 00 00 00' }, '+34952000000'],
    [{ cell: { display: '', msisdn: '' }, public: { display: '08-000 00 00', msisdn: null } }, '+4680000000'],
    [{ cell: null, public: '08-000 00 00' }, '+4680000000'],
    [{ cell: 'ring växeln', public: '08-000 00 00' }, '+4680000000'],
    [{ cell: '70-000 00 00' }, null],
    [{ cell: '070-000 00 00 / 08-000 00 00' }, null],
    [{ cell: '070-000 00 00 08-000 00 00' }, null],
    [{ cell: '08-000 00 00 ankn. 5' }, null],
    [{ cell: '112' }, null],
    [{ cell: [], public: {} }, null],
    [null, null],
    ['070-000 00 00', null],
  ])('with the telephone %o is called at %s', (telephone, phoneNumber) => {
    expect(read({ extensions: { primaryAgent: { ...AGENT, telephone } } }).primaryAgent?.phoneNumber).toBe(phoneNumber);
  });
});

it('a telephone of a million characters is read in time', () => {
  const cell = `070${' -('.repeat(333_333)}`;
  expect(read({ extensions: { primaryAgent: { ...AGENT, telephone: { cell } } } }).primaryAgent).toMatchObject({ phoneNumber: null });
});

it('never throws for what stands below the ids, shows nothing of a wrong type, and is read from the cache as the same', () => {
  const odd = fc.oneof(
    fc.jsonValue({ maxDepth: 2 }),
    fc.constantFrom(
      null,
      '',
      ' ',
      0,
      -0,
      -1,
      1e21,
      0.5,
      '\ud800',
      '__proto__',
      'SEK',
      '2026-10-25T02:30:00',
      '070-000 00 00',
      true,
      [],
      {},
    ),
    fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
    fc.constantFrom({ id: 'Sold', name: 'Såld' }, { id: null, name: 5 }, { display: '+46', msisdn: '4670' }, { value: {}, numerical: [] }),
  );
  /** The body with any of its members, at any depth, replaced or left out. */
  const oddly = (value: unknown): fc.Arbitrary<unknown> => {
    const children = Array.isArray(value)
      ? fc.tuple(...value.map(oddly))
      : typeof value === 'object' && value !== null
        ? fc.record(Object.fromEntries(Object.entries(value).map(([name, child]) => [name, oddly(child)])), { requiredKeys: [] })
        : fc.constant(value);
    return fc.oneof({ weight: 4, arbitrary: children }, { weight: 1, arbitrary: odd });
  };
  const { id: _id, ...members } = { ...BODY, extensions: { primaryAgent: AGENT, secondaryAgent: { ...AGENT, id: 'HAN2' } } };
  const body = fc.record(Object.fromEntries(Object.entries(members).map(([name, member]) => [name, oddly(member)])), { requiredKeys: [] });
  const types = new Map<string, Set<string>>();
  fc.assert(
    fc.property(body, (sent) => {
      const { value, text } = parse(sent);
      expect(estateListing.read(String(text), HOME)).toEqual(value);
      const { address, primaryAgent, secondaryAgent, ...own } = value;
      for (const [name, field] of Object.entries({ ...own, ...address, ...address.coordinate, ...primaryAgent, ...secondaryAgent })) {
        types.set(name, (types.get(name) ?? new Set()).add(field === null ? 'null' : typeof field));
        if (typeof field === 'number') expect(Number.isFinite(field)).toBe(true);
        if (typeof field === 'string' && !name.endsWith('Code')) expect(field).toBe(field.trim());
      }
    }),
    { numRuns: 1_000 },
  );
  const NUMBERS = ['startingPrice', 'finalPrice', 'livingArea', 'rooms', 'plotArea'];
  const NEVER_NULL = { latitude: 'number', longitude: 'number', isPublished: 'boolean' };
  const TEXTS = ['customerId', 'estateId', 'statusCode', 'estateTypeCode', 'agentId'];
  for (const [name, seen] of types) {
    const only = Object.entries(NEVER_NULL).find(([each]) => each === name)?.[1];
    if (only !== undefined) expect([name, [...seen]]).toEqual([name, [only]]);
    else if (TEXTS.includes(name)) expect([name, [...seen]]).toEqual([name, ['string']]);
    else if (name === 'coordinate') expect([...seen].sort()).toEqual(['null', 'object']);
    else expect([name, [...seen].sort()]).toEqual([name, ['null', NUMBERS.includes(name) ? 'number' : 'string']]);
  }
});

const schema = createSchema({ withService: false });
const toNodeId = (estateId: string) => Buffer.from(JSON.stringify(['Estate', HOME.customerId, estateId])).toString('base64url');
const QUERY = `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Estate {
  listing {
    id status statusCode statusLabel statusLabelEn: statusLabel(locale: EN)
    estateType estateTypeCode estateTypeLabel estateTypeLabelEn: estateTypeLabel(locale: EN)
    address { streetAddress latitude longitude } finalPrice contractDate
    primaryAgent { id agentId name phoneNumber } secondaryAgent { id }
  }
  listingStatus { state code }
} } }`;

/** What a gateway shows of the estates, for the answers of Vitec. */
async function query(answer: Parameters<typeof startVitec>[0], estateIds: readonly string[] = [HOME.estateId]) {
  await using vitec = await startVitec(answer);
  await using gateway = await startGateway(vitec);
  const { data, errors } = await gateway.query(QUERY, { ids: estateIds.map(toNodeId) });
  return {
    estates: data.nodes,
    codes: errors?.map(({ extensions }: { extensions: { code: string } }) => extensions.code),
    calls: vitec.calls,
  };
}

/** What is shown of listings with some members replaced, one for each entry. */
async function showAll(homes: readonly Record<string, unknown>[]) {
  const { estates } = await query(
    (response) => {
      const id = /OBJ(\d+)/.exec(String(response.req.url));
      json(JSON.stringify({ ...BODY, id: id?.[0], ...homes[Number(id?.[1])] }))(response);
    },
    homes.map((_home, index) => `OBJ${index}`),
  );
  return estates.map(({ listing }: { listing: unknown }) => listing);
}

describe('a listing over HTTP', () => {
  it('is asked for once, with its agents', async () => {
    const urls: (string | undefined)[] = [];
    const answer = await query((response) => {
      urls.push(response.req.url);
      json(JSON.stringify(BODY))(response);
    });
    expect(answer).toMatchObject({
      estates: [{ listing: { status: 'SOLD' }, listingStatus: { state: 'FRESH', code: null } }],
      codes: undefined,
    });
    expect(urls).toEqual(['/Advertising/Estate/M30011/OBJ30011_3?extend=primaryAgent%2BsecondaryAgent']);
  });

  it('that Vitec does not know is null without an error', async () => {
    expect(await query(status(404))).toMatchObject({
      estates: [{ listing: null, listingStatus: { state: 'NOT_FOUND' } }],
      codes: undefined,
      calls: 1,
    });
  });

  it.each(['[]', `[${JSON.stringify(BODY)}]`, '{"id":"OBJ30011_4"}', '{"customerId":"M30012"}', '<html></html>'])(
    'that is answered by %.30s is UPSTREAM_BAD_RESPONSE at its place',
    async (text) => {
      expect(await query(json(text))).toMatchObject({
        estates: [{ listing: null, listingStatus: { state: 'UNAVAILABLE', code: 'UPSTREAM_BAD_RESPONSE' } }],
        codes: ['UPSTREAM_BAD_RESPONSE'],
      });
    },
  );

  it('has ids that are unique across customers', async () => {
    const decode = (id: unknown) => JSON.parse(Buffer.from(String(id), 'base64url').toString()) as unknown;
    const [listing, hidden] = await showAll([{}, { address: null }]);
    expect(listing).toMatchObject({
      status: 'SOLD',
      address: { streetAddress: 'Storgatan 4', latitude: 55.6, longitude: 13 },
      finalPrice: 3_725_000.5,
      contractDate: '2026-03-29T03:00:15.927+02:00',
      primaryAgent: { agentId: 'HAN1', phoneNumber: '+46700000000' },
      secondaryAgent: null,
    });
    expect(decode(listing.id)).toEqual(['EstateListing', 'M30011', 'OBJ0']);
    expect(decode(listing.primaryAgent.id)).toEqual(['Agent', 'M30011', 'HAN1']);
    expect(hidden).toMatchObject({ address: { streetAddress: null, latitude: null, longitude: null } });
  });

  it('has a description for every field and every value', () => {
    const names = ['EstateListing', 'EstateListingAddress', 'EstateListingAgent', 'EstateListingStatus', 'VitecEstateType'];
    const described = names.flatMap((name) => {
      const type = schema.getType(name);
      const parts = isEnumType(type) ? type.getValues() : isObjectType(type) ? Object.values((type as GraphQLObjectType).getFields()) : [];
      expect(type?.description).toMatch(/\.$/);
      return parts.map(({ name: part, description }) => [`${name}.${part}`, description] as const);
    });
    expect(described.length).toBe(24 + 8 + 6 + 24 + 11);
    expect(described.filter(([, description]) => !description?.endsWith('.'))).toEqual([]);
  });
});

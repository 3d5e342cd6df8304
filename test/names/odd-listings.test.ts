import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listing } from '../../src/sandbox/listing.ts';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { listingOf, type NamesVitec, startNamesVitec } from '../support/names-vitec.ts';
import { startOffice } from '../support/office.ts';
import { disconnect, json, status } from '../support/vitec.ts';

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

const ROOT = 'query ($e: [_Any!]!) { _entities(representations: $e) { ... on Estate';
const entities = (ids: readonly string[]) => ({ e: ids.map((estateId) => ({ __typename: 'Estate', customerId: 'M1', estateId })) });
const SHORT = `${ROOT} { listing { objectNumber } listingStatus { state code retryable } } } }`;
const FULL = `${ROOT} { listing { objectNumber isPublished status statusCode statusLabel estateType estateTypeCode estateTypeLabel tenureLabel
  address { streetAddress postalCode postalTown municipality area countryCode latitude longitude } startingPrice finalPrice priceText currency
  contractDate possessionAt publishedAt changedAt livingArea rooms plotArea primaryAgent { agentId name phoneNumber } secondaryAgent { agentId } } } } }`;

describe('one of two listings for which Vitec answers', () => {
  it.each<[string, unknown]>([
    ['a list', [listingOf('home-1')]],
    ['an empty list', []],
    ['null', 'null'],
    ['a text', '"home-1"'],
    ['a number', '1'],
    ['nothing', ''],
    ['HTML', '<!doctype html><title>Underhåll</title>'],
    ['half of it', JSON.stringify(listingOf('home-1')).slice(0, 40)],
    ['another home', listingOf('home-2')],
    ['the home of another customer', listingOf('home-1', { customerId: 'M2' })],
    ['an id that is an object', listingOf('home-1', { id: { id: 'home-1' } })],
    ['a customerId that is an object', listingOf('home-1', { customerId: {} })],
    ['17 MB', `{"id":"home-1","padding":"${'x'.repeat(17 * 1024 * 1024)}"}`],
    ['204', status(204)],
  ])('%s is UPSTREAM_BAD_RESPONSE, and the other stands', async (_what, body) => {
    vitec.replies = { Estate: ({ ids: [id = ''] }) => (id === 'home-1' ? body : listingOf(id)) };
    const { data, errors } = await gateway.query(SHORT, entities(['home-1', 'home-3']));
    expect(data._entities).toEqual([
      { listing: null, listingStatus: { state: 'UNAVAILABLE', code: 'UPSTREAM_BAD_RESPONSE', retryable: false } },
      { listing: { objectNumber: 'nr-home-3' }, listingStatus: { state: 'FRESH', code: null, retryable: false } },
    ]);
    expect(errors?.map(({ path, extensions: { code } }) => [path, code])).toEqual([[['_entities', 0, 'listing'], 'UPSTREAM_BAD_RESPONSE']]);
  });

  it.each([
    [400, 'UPSTREAM_BAD_REQUEST', 'UNAVAILABLE'],
    [401, 'UPSTREAM_MISCONFIGURED', 'UNAVAILABLE'],
    [403, 'FORBIDDEN', 'FORBIDDEN'],
    [429, 'UPSTREAM_RATE_LIMITED', 'RATE_LIMITED'],
    [500, 'UPSTREAM_UNAVAILABLE', 'UNAVAILABLE'],
  ])('%i is %s at its place, and the other stands', async (sent, code, state) => {
    vitec.replies = { Estate: ({ ids: [id = ''] }) => (id === 'home-1' ? status(sent) : listingOf(id)) };
    const { data, errors } = await gateway.query(SHORT, entities(['home-1', 'home-3']));
    expect(data._entities).toMatchObject([{ listing: null, listingStatus: { state, code } }, { listing: { objectNumber: 'nr-home-3' } }]);
    expect(errors?.map(({ path, extensions }) => [path, extensions.code])).toEqual([[['_entities', 0, 'listing'], code]]);
  });

  it('a connection that breaks is UPSTREAM_UNAVAILABLE, and the other stands', async () => {
    vitec.replies = { Estate: ({ ids: [id = ''] }) => (id === 'home-1' ? disconnect('RST') : listingOf(id)) };
    const { data } = await gateway.query(SHORT, entities(['home-1', 'home-3']));
    expect(data._entities).toMatchObject([
      { listing: null, listingStatus: { code: 'UPSTREAM_UNAVAILABLE' } },
      { listing: { objectNumber: 'nr-home-3' } },
    ]);
  });

  it.each([404, 410])('%i is null without an error, and the status says NOT_FOUND', async (sent) => {
    vitec.replies = { Estate: ({ ids: [id = ''] }) => (id === 'home-1' ? status(sent) : listingOf(id)) };
    const { data, errors } = await gateway.query(SHORT, entities(['home-1', 'home-3']));
    expect(errors).toBeUndefined();
    expect(data._entities).toEqual([
      { listing: null, listingStatus: { state: 'NOT_FOUND', code: 'NOT_FOUND', retryable: false } },
      { listing: { objectNumber: 'nr-home-3' }, listingStatus: { state: 'FRESH', code: null, retryable: false } },
    ]);
  });
});

describe('a listing', () => {
  async function read(body: unknown) {
    vitec.replies = { Estate: () => body };
    const { data, errors } = await gateway.query(FULL, entities(['home-1']));
    expect(errors).toBeUndefined();
    return data._entities[0].listing;
  }
  const NOTHING = {
    objectNumber: null,
    isPublished: false,
    status: 'UNDEFINED',
    statusCode: '',
    statusLabel: 'Ej angiven',
    estateType: 'OTHER',
    estateTypeCode: '',
    tenureLabel: null,
    address: {
      streetAddress: null,
      postalCode: null,
      postalTown: null,
      municipality: null,
      area: null,
      countryCode: null,
      latitude: null,
      longitude: null,
    },
    startingPrice: null,
    finalPrice: null,
    priceText: null,
    currency: null,
    contractDate: null,
    possessionAt: null,
    publishedAt: null,
    changedAt: null,
    livingArea: null,
    rooms: null,
    plotArea: null,
    primaryAgent: null,
    secondaryAgent: null,
  };
  const MEMBERS = [
    'referenceId',
    'status',
    'type',
    'tenure',
    'address',
    'price',
    'currency',
    'sale',
    'marketing',
    'buildings',
    'exterior',
    'extensions',
    'changedAt',
  ];
  const all = (value: unknown) => Object.fromEntries(MEMBERS.map((member) => [member, value]));

  it.each<[string, object]>([
    ['of an empty object', {}],
    ['with null everywhere', { id: null, customerId: null, ...all(null) }],
    ['with objects everywhere', all({})],
    ['with lists everywhere', all([])],
    ['with booleans everywhere', all(true)],
    [
      'with null in every object',
      {
        id: 'home-1',
        status: { id: null, name: null },
        type: { id: null, name: null },
        tenure: { id: null, name: null },
        address: { streetAddress: null, zipCode: null, area: null, wgs84Coordinate: null },
        price: { startingPrice: null, finalPrice: 0, text: '' },
        sale: { contractDate: null },
        marketing: { isPublished: null, publishedAt: null },
        buildings: [null],
        exterior: { plot: null },
        extensions: { primaryAgent: null, secondaryAgent: { id: 'HAN1' } },
      },
    ],
  ])('%s has nothing to show, without an error', async (_what, body) => {
    expect(await read(body)).toMatchObject(NOTHING);
  });

  it('of 22 kB, with everything else in it, shows what the schema has', async () => {
    const home = listing('home-1', '', { objectNumber: 'nr-1', streetAddress: 'Storgatan 4', images: 120 });
    await using office = await startOffice([], { listings: [home] });
    const authorization = `Basic ${Buffer.from(`${office.username}:${office.password}`).toString('base64')}`;
    const sent = await fetch(`${office.url}/Advertising/Estate/M1/home-1`, { headers: { authorization } });
    expect((await sent.text()).length).toBeGreaterThan(20_000);

    await using real = await startGateway(office);
    const { data, errors } = await real.query(FULL, entities(['home-1', 'home-2']));
    expect(errors).toBeUndefined();
    expect(data._entities).toMatchObject([
      { listing: { objectNumber: 'nr-1', address: { streetAddress: 'Storgatan 4' } } },
      { listing: null },
    ]);
  });

  it('10 MB beside its members is shown', async () => {
    expect(await read({ ...listingOf('home-1'), description: 'x'.repeat(10_000_000) })).toMatchObject({ objectNumber: 'nr-home-1' });
  });

  it.each([
    [{ id: 'ForSale', name: 'Till salu' }, 'FOR_SALE', 'ForSale', 'Till salu'],
    ['Coming', 'COMING', 'Coming', 'Kommande'],
    [8, 'SOLD', '8', 'Såld'],
    ['4096', 'BOOKED', '4096', 'Bokad'],
    [{ id: 'Auctioned', name: 'Auktion' }, 'OTHER', 'Auctioned', 'Auktion'],
    ['Auctioned', 'OTHER', 'Auctioned', 'Annan status'],
    [3, 'OTHER', '3', 'Annan status'],
    ['__proto__', 'OTHER', '__proto__', 'Annan status'],
  ])('of the status %j is %s', async (sent, name, statusCode, statusLabel) => {
    expect(await read(listingOf('home-1', { status: sent }))).toMatchObject({ status: name, statusCode, statusLabel });
  });

  it.each([
    [{ id: 'HousingCooperative', name: 'Bostadsrätt' }, 'HOUSING_COOPERATIVE', 'HousingCooperative', 'Bostadsrätt'],
    ['ForeignProperty', 'FOREIGN_PROPERTY', 'ForeignProperty', 'Utlandsbostad'],
    [1, 'HOUSE', '1', 'Villa'], // the numbers of listings are not those of ties
    ['4', 'HOUSING_COOPERATIVE', '4', 'Bostadsrätt'],
    [{ id: 'Igloo', name: 'Igloo' }, 'OTHER', 'Igloo', 'Igloo'],
    [0, 'OTHER', '0', 'Annan typ'],
  ])('of the type %j is %s', async (sent, estateType, estateTypeCode, estateTypeLabel) => {
    expect(await read(listingOf('home-1', { type: sent }))).toMatchObject({ estateType, estateTypeCode, estateTypeLabel });
  });

  it.each([
    [{ numerical: 21160, value: '211 60' }, '211 60'],
    [{ numerical: 21160, value: '' }, '21160'],
    ['21160', '21160'],
    [21160, '21160'],
    [[], null],
    [null, null],
  ])('whose zip code is %j has the postal code %s', async (zipCode, postalCode) => {
    expect((await read(listingOf('home-1', { address: { zipCode } }))).address.postalCode).toBe(postalCode);
  });

  it.each([
    ['2026-03-29T03:00:15.927', '2026-03-29T03:00:15.927+02:00'],
    ['2026-10-25T02:30:00', '2026-10-25T02:30:00.000+02:00'],
    ['2026-01-08T09:53:06Z', '2026-01-08T09:53:06.000Z'],
    ['0001-01-01T00:00:00', null],
    [0, null],
  ])('whose dates are %j has %s', async (sent, shown) => {
    const dates = { changedAt: sent, sale: { contractDate: sent, possessionAt: sent }, marketing: { publishedAt: sent } };
    expect(await read(listingOf('home-1', dates))).toMatchObject({
      changedAt: shown,
      contractDate: shown,
      possessionAt: shown,
      publishedAt: shown,
    });
  });

  it.each(['{"startingPrice":1e400}', '{"startingPrice":-1}', '{"startingPrice":"gratis"}', '{"startingPrice":true}'])(
    'of the price %s has none, and the rest stands',
    async (price) => {
      const text = JSON.stringify(listingOf('home-1')).replace('{', `{"price":${price},`);
      expect(await read(json(text))).toMatchObject({ objectNumber: 'nr-home-1', startingPrice: null });
    },
  );
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listing } from '../../src/sandbox/listing.ts';
import { OFFICES } from '../../src/sandbox/offices.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/server.ts';
import { startOffice } from '../support/office.ts';
import { ask } from './ask.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox(OFFICES);
});
afterAll(() => sandbox.stop());

const [STOCKHOLM] = OFFICES;
const password = STOCKHOLM?.advertisingPassword ?? STOCKHOLM?.password ?? '';
const listingOf = (estateId: string, query = '') => ask({ url: sandbox.url, password }, `Advertising/Estate/M30011/${estateId}${query}`);

it.each<[string, string, object]>([
  [
    'a sold home',
    'OBJ30011_0003',
    {
      id: 'OBJ30011_0003',
      customerId: 'M30011',
      office: { id: 'FIR30011', customerId: 'M30011' },
      status: { id: 'Sold', name: 'Såld' },
      type: { id: 'House', name: 'Villa' },
      address: { streetAddress: 'Storgatan 4', zipCode: { numerical: 21160, value: '211 60' }, postalTown: 'Malmö' },
      price: { startingPrice: 5_495_000, finalPrice: 5_800_000 },
      sale: { contractDate: '2026-10-04T00:00:00' },
      marketing: { isPublished: true },
    },
  ],
  [
    'a home whose street and price the office hides',
    'OBJ30011_0020',
    {
      address: { streetAddress: null, wgs84Coordinate: null, directions: null, postalTown: 'Malmö' },
      price: { startingPrice: null, finalPrice: null, text: 'Pris på begäran' },
    },
  ],
  ['a home that is not published', 'OBJ30011_0031', { marketing: { isPublished: false, publishedAt: null } }],
  ['a coming home', 'OBJ30011_0010', { status: { id: 'Coming', name: 'Kommande' } }],
  ['premises', 'LOK30011_0001', { type: { id: 'Premises', name: 'Lokal' }, status: { id: 'Rented', name: 'Uthyrd' } }],
  [
    'a home without anything that may be null',
    'OBJ30011_0044',
    { referenceId: null, currency: null, address: { zipCode: null, area: null } },
  ],
  ['a home of an ordinary contact', 'OBJ30011_1899', { customerId: 'M30011', marketing: { isPublished: true } }],
  ['a home with an id of another form', 'CMBOLGH4F7B2C90A1', { id: 'CMBOLGH4F7B2C90A1' }],
])('answers %s', async (_what, estateId, members) => {
  expect(await listingOf(estateId)).toMatchObject({ status: 200, body: members });
});

it.each(['OBJ30011_0041', 'OBJ30011_9999', 'OBJ30011_1900', 'OBJ30011_999', 'OBJ30011_S8000', 'OBJ30011_E2000'])(
  'answers 404 to %s',
  async (estateId) => {
    expect(await listingOf(estateId)).toEqual({ status: 404, body: { message: 'Estate not found.' } });
  },
);

it('answers the same listing at each start', async () => {
  await using other = await startSandboxOfOffices();
  for (const estateId of ['OBJ30011_1000', 'OBJ30011_S7999', 'OBJ30011_E1999']) {
    const { status, body } = await listingOf(estateId);
    expect(status).toBe(200);
    expect((await ask({ url: other.url, password }, `Advertising/Estate/M30011/${estateId}`)).body).toEqual(body);
  }
});

const startSandboxOfOffices = async () => {
  const { url, stop } = await startSandbox(OFFICES);
  return { url, [Symbol.asyncDispose]: stop };
};

it('has a listing of about 22 kB indented, with everything else in it', async () => {
  const { body } = await listingOf('OBJ30011_0001', '?extend=primaryAgent%2BsecondaryAgent');
  const bytes = Buffer.byteLength(JSON.stringify(body, null, 2));
  expect(bytes).toBeGreaterThan(20_000);
  expect(bytes).toBeLessThan(24_000);
  expect(Object.keys(body as object)).toEqual(
    expect.arrayContaining(['surroundings', 'files', 'viewings', 'links', 'tags', 'taxation', 'fees', 'bidding', 'inspection', 'expenses']),
  );
});

it('has no date with an offset', async () => {
  for (const { estateId } of STOCKHOLM?.listings?.filter(({ fault, delayMs }) => !fault && !delayMs) ?? [])
    expect(JSON.stringify((await listingOf(estateId)).body), estateId).not.toMatch(/T\d\d:\d\d:\d\d[.\d]*(Z|[+-]\d\d:)/);
});

describe('the agents', () => {
  const extensionsOf = async (estateId: string, query: string) =>
    ((await listingOf(estateId, query)).body as { extensions: Record<'primaryAgent' | 'secondaryAgent', { name: string } | null> })
      .extensions;

  it.each(['?extend=primaryAgent%2BsecondaryAgent', '?extend=primaryAgent+secondaryAgent', '?Extend=secondaryagent+primaryagent'])(
    'come with %s',
    async (query) => {
      const { primaryAgent, secondaryAgent } = await extensionsOf('OBJ30011_0002', query);
      expect([primaryAgent?.name, secondaryAgent?.name]).toEqual(['Hanna Mäklarson', 'Viktor Nyckelby']);
    },
  );

  it.each<[string, string, string]>([
    ['that are not named', 'OBJ30011_0002', ''],
    ['that are not named either', 'OBJ30011_0002', '?extend=%24estate'],
    ['who have left', 'OBJ30011_0010', '?extend=primaryAgent%2BsecondaryAgent'],
  ])('%s are null', async (_what, estateId, query) => {
    expect(await extensionsOf(estateId, query)).toEqual({ primaryAgent: null, secondaryAgent: null });
  });

  it('are those named', async () => {
    expect(await extensionsOf('OBJ30011_0002', '?extend=primaryAgent')).toMatchObject({ primaryAgent: {}, secondaryAgent: null });
  });
});

describe('the passwords of an office', () => {
  it('open one function group each: the other answers 401', async () => {
    await using office = await startOffice([], { listings: [listing('home-1', '', {})], advertisingPassword: 'lösenord-för-annonser' });
    const { url, username } = office;
    const advertising = { url, username, password: 'lösenord-för-annonser' };
    expect((await ask(advertising, 'Advertising/Estate/M1/home-1')).status).toBe(200);
    expect((await ask(office, 'Advertising/Estate/M1/home-1')).status).toBe(401);
    expect((await ask(office, 'CRM/Contact/M1/Search?Term=nobody')).status).toBe(200);
    expect((await ask(advertising, 'CRM/Contact/M1/Search?Term=nobody')).status).toBe(401);
  });

  it('may be the same', async () => {
    await using office = await startOffice([], { listings: [listing('home-1', '', {})] });
    expect((await ask(office, 'Advertising/Estate/M1/home-1')).status).toBe(200);
    expect((await ask(office, 'CRM/Contact/M1/Search?Term=nobody')).status).toBe(200);
  });
});

it('counts calls by estate, apart from contacts', async () => {
  await using office = await startOffice([], { listings: [listing('home-1', '', { fault: 'server-error' })] });
  expect((await ask(office, 'Advertising/Estate/M1/home-1')).status).toBe(500);
  expect(office.calls).toEqual({});
  expect(office.callsOf('Estate')).toEqual({ 'home-1': 1 });
  expect(await (await fetch(office.url)).text()).toContain('<td>M1/home-1</td><td>1</td>');
});

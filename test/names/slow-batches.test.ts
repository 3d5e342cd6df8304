import type { ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import { startGateway } from '../support/gateway.ts';
import { METRICS_TOKEN, readMetrics } from '../support/metrics.ts';
import { buyerRow, listingOf, matchOf, nameOf, startNamesVitec } from '../support/names-vitec.ts';
import { status } from '../support/vitec.ts';

const ids = (count: number) => Array.from({ length: count }, (_, index) => `c${index}`);
const silent = (_response: ServerResponse) => undefined;
const LIST = `query ($ids: [ID!]!) { contacts(customerId: "M1", contactIds: $ids) { contactId estateTies(side: BUYER) { estate { estateId } } estateTiesStatus(side: BUYER) { code retryable retryAfterSeconds } } }`;
const NAMES = 'query ($ids: [ID!]!) { contacts(customerId: "M1", contactIds: $ids) { profile { displayName } } }';

describe('a batch that Vitec does not answer in time', () => {
  it('is UPSTREAM_TIMEOUT for its contacts, and the next batch stands', async () => {
    await using vitec = await startNamesVitec({ Buyer: ({ ids: asked }) => (asked.includes('c0') ? silent : asked.map(buyerRow)) });
    await using gateway = await startGateway(vitec, { VITEC_ATTEMPT_TIMEOUT_MS: '800' });
    const { data, errors } = await gateway.query(LIST, { ids: ids(25) });
    expect(errors?.map(({ path, extensions: { code } }) => [path?.[1], code])).toEqual(
      ids(20).map((_, index) => [index, 'UPSTREAM_TIMEOUT']),
    );
    expect(data.contacts[0].estateTiesStatus).toEqual({ code: 'UPSTREAM_TIMEOUT', retryable: true, retryAfterSeconds: null });
    expect(data.contacts.slice(20)).toMatchObject(
      ids(25)
        .slice(20)
        .map((id) => ({ estateTies: [{ estate: { estateId: `home-${id}` } }] })),
    );
  });

  it('leaves the listing, the search and the other side of the same operation whole', async () => {
    await using vitec = await startNamesVitec({ Buyer: () => silent, AnyType: () => silent });
    await using gateway = await startGateway(vitec, { VITEC_ATTEMPT_TIMEOUT_MS: '800' });
    const { data, errors } = await gateway.query(
      `{ contact(customerId: "M1", contactId: "a") { profile { displayName } bought: estateTies(side: BUYER) { id }
        sold: estateTies(side: SELLER) { estate { listing { objectNumber } } } } searchContacts(customerId: "M1", term: "Lindqvist") { isCut } }`,
    );
    expect(data).toEqual({
      contact: { profile: null, bought: null, sold: [{ estate: { listing: { objectNumber: 'nr-home-a' } } }] },
      searchContacts: { isCut: false },
    });
    expect(errors?.map(({ path, extensions: { code } }) => [path?.at(-1), code])).toEqual([
      ['profile', 'UPSTREAM_TIMEOUT'],
      ['bought', 'UPSTREAM_TIMEOUT'],
    ]);
  });

  it('holds up no contact of known type: names of others are answered meanwhile', async () => {
    await using vitec = await startNamesVitec({ Search: () => ({ matches: [matchOf('known')] }) });
    await using gateway = await startGateway(vitec, { VITEC_ATTEMPT_TIMEOUT_MS: '8000' });
    await gateway.query('{ searchContacts(customerId: "M1", term: "Lindqvist") { isCut } }');
    let letGo: (response: ServerResponse) => void = silent;
    const held = new Promise<ServerResponse>((resolve) => {
      letGo = resolve;
    });
    vitec.replies = { AnyType: () => letGo };
    const slow = gateway.query(NAMES, { ids: ['unknown'] });
    const response = await held;
    const { data } = await gateway.query(NAMES, { ids: ['known'] }); // before the other is answered
    expect(data.contacts).toEqual([{ profile: { displayName: nameOf('known') } }]);
    response.writeHead(404).end();
    expect((await slow).errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
  });

  it('is cancelled with its operation, and others that wait for the same contacts are answered', async () => {
    const held: ServerResponse[] = [];
    await using vitec = await startNamesVitec({ Buyer: () => (response: ServerResponse) => held.push(response) });
    await using gateway = await startGateway(vitec);
    const leaving = new AbortController();
    const left = fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: LIST, variables: { ids: ids(3) } }),
      signal: leaving.signal,
    }).catch(() => 'left');
    await expect.poll(() => held.length).toBe(1);
    const closed = new Promise((resolve) => held[0]?.once('close', resolve));
    leaving.abort();
    await closed; // nobody else waits
    expect(await left).toBe('left');
    vitec.replies = {};
    expect((await gateway.query(LIST, { ids: ids(3) })).errors).toBeUndefined();
  });
});

it('a batch that waits for other calls takes the contacts of later lists', async () => {
  const held: ServerResponse[] = [];
  await using vitec = await startNamesVitec({ PartyRoles: () => (response: ServerResponse) => held.push(response) });
  const settings = { VITEC_MAX_CONCURRENCY: '1', VITEC_MAX_PER_CUSTOMER: '1', CACHE_TTL_MS: '60000', METRICS_TOKEN };
  await using gateway = await startGateway(vitec, settings);
  const slow = gateway.query('{ contact(customerId: "M1", contactId: "slow") { partyRoles { role } } }');
  await expect.poll(() => held.length).toBe(1);
  const misses = async () => (await readMetrics(gateway))['gateway_cache_lookups_total{endpoint="Buyer",outcome="miss"}'];
  const lists = [];
  for (let list = 0; list < 5; list += 1) {
    lists.push(gateway.query(LIST, { ids: ids(9).map((id) => `${id}-${list % 3}`) })); // the last two ask for what others ask for
    await expect.poll(misses).toBe(9 * (list + 1));
  }
  held[0]?.setHeader('content-type', 'application/json').end('{}');
  await slow;
  for (const { data, errors } of await Promise.all(lists)) {
    expect(errors).toBeUndefined();
    for (const { contactId, estateTies } of data.contacts) expect(estateTies).toEqual([{ estate: { estateId: `home-${contactId}` } }]);
  }
  expect(vitec.idsOf('Buyer').map(({ length }) => length)).toEqual([20, 7]);
});

it('a batch that Vitec answers with 429 says when to ask again, at each of its contacts', async () => {
  await using vitec = await startNamesVitec({ Buyer: () => status(429, { 'retry-after': '30' }) });
  await using gateway = await startGateway(vitec);
  const { data, errors } = await gateway.query(LIST, { ids: ids(20) });
  expect(errors?.map(({ extensions }) => [extensions.code, extensions.retryAfterSeconds])).toEqual(
    Array(20).fill(['UPSTREAM_RATE_LIMITED', 30]),
  );
  for (const { estateTiesStatus } of data.contacts)
    expect(estateTiesStatus).toEqual({ code: 'UPSTREAM_RATE_LIMITED', retryable: true, retryAfterSeconds: 30 });
});

it('contacts and homes with the same ids at two customers are asked for apart, and never mixed', async () => {
  await using vitec = await startNamesVitec({
    AnyType: ({ ids: asked, customerId }) => asked.map((id) => ({ id, type: 'Person', lastName: `of ${customerId}` })),
    Buyer: ({ ids: asked, customerId }) => asked.map((id) => ({ id, buyerOn: [{ estateId: `home-${customerId}` }] })),
    Estate: ({ ids: [id = ''], customerId }) => listingOf(id, { customerId, referenceId: `of ${customerId}` }),
    Search: ({ customerId }) => ({ matches: [{ id: `match-${customerId}` }] }),
  });
  await using gateway = await startGateway(vitec, { CACHE_TTL_MS: '60000' });
  const of = (customerId: string) => `${customerId}: contacts(customerId: "${customerId}", contactIds: ["a", "b"]) { ...F }
    H${customerId}: _entities(representations: [{ __typename: "Estate", customerId: "${customerId}", estateId: "home" }]) { ... on Estate { listing { objectNumber } } }
    S${customerId}: searchContacts(customerId: "${customerId}", term: "Lindqvist") { matches { contact { customerId contactId } } }`;
  for (const _again of [1, 2]) {
    const { data, errors } = await gateway.query(
      `{ ${of('M1')} ${of('M2')} } fragment F on Contact { customerId profile { displayName } estateTies(side: BUYER) { estate { customerId estateId } } }`,
    );
    expect(errors).toBeUndefined();
    for (const customerId of ['M1', 'M2']) {
      const contact = {
        customerId,
        profile: { displayName: `of ${customerId}` },
        estateTies: [{ estate: { customerId, estateId: `home-${customerId}` } }],
      };
      expect(data[customerId]).toEqual([contact, contact]);
      expect(data[`H${customerId}`]).toEqual([{ listing: { objectNumber: `of ${customerId}` } }]);
      expect(data[`S${customerId}`]).toEqual({ matches: [{ contact: { customerId, contactId: `match-${customerId}` } }] });
    }
  }
});

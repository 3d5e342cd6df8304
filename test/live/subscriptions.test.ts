import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { notify, WEBHOOK_SECRET } from '../support/cache-key.ts';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { CHANGED, EVENTS, openLive, subscribe } from '../support/live-response.ts';
import { METRICS_TOKEN, readMetrics } from '../support/metrics.ts';
import { createSigner, temporaryFile } from '../support/tokens.ts';
import { buyerOf, startVitec, type VitecAccess } from '../support/vitec.ts';

const SETTINGS = { WEBHOOK_SECRET, METRICS_TOKEN, UPSTREAM_REPORT: 'false' };
const start = (vitec: VitecAccess, settings: Record<string, string> = {}, options = {}) =>
  startGateway(vitec, { ...SETTINGS, ...settings }, options);
const tie = (id: string) => ({ type: 'EstateContact', subtype: 'Buyer', customerId: 'M1', relId1: 'home-1', relId2: id });
const change = async ({ url }: TestGateway, id = 'anna') => expect((await notify(url, tie(id))).status).toBe(204);
const eventOf = (contactId: string, homes: readonly string[], changes = ['ROLES']) => ({
  event: 'next',
  data: {
    data: { contactChanged: { contact: { contactId, partyRoles: homes.map((estateId) => ({ estate: { estateId } })) }, changes } },
  },
});
const openStreams = async (gateway: TestGateway) => (await readMetrics(gateway)).gateway_open_streams;

describe('a subscription', () => {
  it('opens with a comment, has an event for each change, with data after it, and no others', async () => {
    await using vitec = await startVitec();
    await using gateway = await start(vitec, { CACHE_TTL_MS: '60000' });
    const live = await subscribe(gateway.url, { ids: ['anna', 'bo'] });
    expect([live.status, live.headers['content-type'], live.headers['cache-control'], live.headers['x-accel-buffering']]).toEqual([
      200,
      'text/event-stream; charset=utf-8',
      'no-store',
      'no',
    ]);
    expect(live.text).toBe(':\n\n');
    expect(vitec.calls).toBe(0);
    await change(gateway, 'someone-else');
    await change(gateway, 'anna');
    await live.nextEvents(1);
    vitec.answer = buyerOf('home-2');
    await change(gateway, 'anna');
    await live.nextEvents(2);
    await change(gateway, 'bo');
    expect(await live.nextEvents(3)).toEqual([eventOf('anna', ['home-1']), eventOf('anna', ['home-2']), eventOf('bo', ['home-2'])]);
    const first = JSON.stringify(eventOf('anna', ['home-1']).data);
    expect(live.text.startsWith(`:\n\nevent: next\ndata: ${first}\n\n`)).toBe(true);
    live.leave();
    await expect.poll(() => openStreams(gateway)).toBe(0);
  });

  it('has a log line, a counter and calls of its own for each event', async () => {
    await using vitec = await startVitec();
    await using gateway = await start(vitec);
    const live = await subscribe(gateway.url);
    await change(gateway);
    await live.nextEvents(1);
    await change(gateway);
    await live.nextEvents(2);
    const line = { requestId: live.headers['x-request-id'], operation: 'Watch', calls: 1, codes: {} };
    expect(gateway.logged('operation')).toEqual([expect.objectContaining(line), expect.objectContaining(line)]);
    expect(Number(gateway.logged('operation')[1]?.durationMs)).toBeLessThan(1_000);
    expect((await readMetrics(gateway))['gateway_operations_total{operation="other",outcome="ok"}']).toBe(2);
    live.leave();
    await expect.poll(() => gateway.logged('subscription ended')).toEqual([expect.objectContaining({ code: 'CLIENT_LEFT', events: 2 })]);
  });

  it('with @defer has the deferred fields in the event', async () => {
    await using vitec = await startVitec();
    await using gateway = await start(vitec);
    const query = CHANGED.replace('partyRoles', '... @defer { partyRoles').replace('} } }', '} } } }');
    const live = await subscribe(gateway.url, { query });
    await change(gateway);
    expect(await live.nextEvents(1)).toEqual([eventOf('anna', ['home-1'])]);
    live.leave();
  });

  it.each([
    ['an alias', CHANGED.replace('contactChanged', 'contactChanged: contactChanged')],
    [
      'a fragment',
      `${CHANGED.replace(/contactChanged.*/s, '...F }')} fragment F on Subscription { ${CHANGED.split('{').slice(1).join('{').replace(/\}$/, '')} }`,
    ],
    ['inline fragments', CHANGED.replace('contactChanged', '... on Subscription { ... { contactChanged').concat('} }')],
    [
      'a variable for the office',
      CHANGED.replace('Watch(', 'Watch($office: ID = "M1", ').replace('"M1", contactIds', '$office, contactIds'),
    ],
  ])('may have its field with %s', async (_what, query) => {
    await using vitec = await startVitec();
    await using gateway = await start(vitec);
    const live = await subscribe(gateway.url, { query });
    for (let event = 1; event <= 3; event += 1) {
      await change(gateway);
      expect((await live.nextEvents(event)).at(-1)).toEqual(eventOf('anna', ['home-1']));
    }
    live.leave();
  });

  it('may be a trusted document, named by its hash', async () => {
    const hash = createHash('sha256').update(CHANGED).digest('hex');
    await using vitec = await startVitec();
    await using gateway = await start(vitec, {
      TRUSTED_DOCUMENTS_FILE: temporaryFile('documents.json', JSON.stringify({ [hash]: CHANGED })),
      TRUSTED_DOCUMENTS_ONLY: 'true',
    });
    const live = await openLive(gateway.url, { documentId: hash, variables: { ids: ['anna'] }, headers: { accept: EVENTS } });
    await live.until(() => live.text !== '');
    await change(gateway);
    expect(await live.nextEvents(1)).toEqual([eventOf('anna', ['home-1'])]);
    expect((await readMetrics(gateway))['gateway_operations_total{operation="Watch",outcome="ok"}']).toBe(1);
    live.leave();
  });

  it('of a document with a query too is chosen by name', async () => {
    await using vitec = await startVitec();
    await using gateway = await start(vitec);
    const query = `${CHANGED} query Other { contact(customerId: "M1", contactId: "bo") { contactId } }`;
    const variables = { ids: ['anna'] };
    const other = await openLive(gateway.url, { query, variables, operationName: 'Other', headers: { accept: EVENTS } });
    await other.ended();
    expect(other.events).toEqual([
      { event: 'next', data: { data: { contact: { contactId: 'bo' } } } },
      { event: 'complete', data: null },
    ]);
    const live = await openLive(gateway.url, { query, variables, operationName: 'Watch', headers: { accept: EVENTS } });
    await live.until(() => live.text !== '');
    await change(gateway);
    expect(await live.nextEvents(1)).toEqual([eventOf('anna', ['home-1'])]);
    const none = await openLive(gateway.url, { query, variables, headers: { accept: `${EVENTS}, application/json` } });
    await none.ended();
    expect([none.status, JSON.parse(none.text).errors[0].extensions.code]).toEqual([400, 'OPERATION_RESOLUTION_FAILURE']);
    live.leave();
  });
});

const ANSWER_AS_JSON = { accept: 'text/event-stream, application/json;q=0.5' };

describe('a subscription that is refused', () => {
  type Row = readonly [
    string,
    number,
    string,
    { readonly ids?: readonly string[]; readonly query?: string; readonly settings?: Record<string, string> },
  ];
  const rows: readonly Row[] = [
    ['over 100 ids', 400, 'BAD_USER_INPUT', { ids: Array.from({ length: 101 }, (_, index) => `c${index}`) }],
    ['no ids', 400, 'BAD_USER_INPUT', { ids: [] }],
    ['an id that cannot be used', 400, 'BAD_USER_INPUT', { ids: ['../x'] }],
    ['a customer of others', 403, 'FORBIDDEN', { query: CHANGED.replace('M1', 'M2') }],
    ['ids that are no list of ids', 400, 'BAD_USER_INPUT', { ids: [null] as never }],
    ['no WEBHOOK_SECRET', 503, 'SUBSCRIPTIONS_UNAVAILABLE', { settings: { WEBHOOK_SECRET: '' } }],
    ['a field that is not there', 400, 'GRAPHQL_VALIDATION_FAILED', { query: CHANGED.replace('changes', 'nothing') }],
    ['two root fields', 400, 'GRAPHQL_VALIDATION_FAILED', { query: CHANGED.replace(/(contactChanged.*)\n/, '$1\nb: $1\n') }],
    ['__typename alone', 400, 'GRAPHQL_VALIDATION_FAILED', { query: 'subscription Watch { __typename }' }],
    [
      '@defer at the root',
      400,
      'GRAPHQL_VALIDATION_FAILED',
      { query: CHANGED.replace('contactChanged', '... @defer { contactChanged').concat('}') },
    ],
    ...[
      CHANGED.replace('ids) {', 'ids) @skip(if: true) {'),
      CHANGED.replace('ids) {', 'ids) @include(if: false) {'),
      CHANGED.replace('contactChanged', '... @skip(if: true) { contactChanged').concat('}'),
      `${CHANGED.replace(/contactChanged.*/, '...F')} fragment F on Subscription { ...G @skip(if: true) } fragment G on Subscription { contactChanged(customerId: "M1", contactIds: []) { changes } }`,
    ].map((query): Row => ['a root field that is left out', 400, 'GRAPHQL_VALIDATION_FAILED', { query }]),
    [
      'more depth than allowed',
      400,
      'DEPTH_LIMIT_EXCEEDED',
      {
        query: `subscription Watch($ids: [ID!]!) { contactChanged(customerId: "M1", contactIds: $ids) { contact ${'{ partyRoles { contact '.repeat(6)} { contactId } ${'} }'.repeat(6)} } }`,
      },
    ],
  ];
  it.each(rows)('for %s: %d %s, and takes no place', async (_what, status, code, { ids = ['anna'], query = CHANGED, settings = {} }) => {
    const signer = await createSigner();
    await using vitec = await startVitec();
    await using gateway = await start(vitec, { ...signer.settings, ...settings, MAX_STREAMS_PER_CALLER: '1' }, { sandbox: false });
    const headers = { authorization: `Bearer ${await signer.token({ sub: 'anna' })}`, ...ANSWER_AS_JSON };
    for (let round = 0; round < 2; round += 1) {
      const live = await openLive(gateway.url, { query, variables: { ids }, headers });
      expect(live.headers['content-type']).toMatch(/^application\/json/);
      await live.ended();
      const { errors, data } = JSON.parse(live.text);
      expect([errors[0].extensions.code, data]).toEqual([code, undefined]);
      expect(live.status).toBe(status);
    }
    expect(await openStreams(gateway)).toBe(0);
    expect((await readMetrics(gateway)).gateway_internal_errors_total).toBe(0);
    expect(vitec.calls).toBe(0);
  });

  it.each([
    ['application/json', 406],
    ['*/*', 406],
    ['', 406],
    ['text/event-stream;q=0, application/json', 406],
  ])('when it accepts %s', async (accept, status) => {
    await using vitec = await startVitec();
    await using gateway = await start(vitec);
    const live = await openLive(gateway.url, { query: CHANGED, variables: { ids: ['a'] }, headers: accept ? { accept } : {} });
    await live.ended();
    expect([live.status, JSON.parse(live.text).errors[0].extensions.code]).toEqual([status, 'NOT_ACCEPTABLE']);
  });

  it('beyond the limits: STREAM_LIMIT_EXCEEDED for the caller, OVERLOADED for all, until another ends', async () => {
    const signer = await createSigner();
    await using vitec = await startVitec();
    await using gateway = await start(
      vitec,
      { ...signer.settings, MAX_STREAMS: '3', MAX_STREAMS_PER_CALLER: '2', MAX_CONNECTIONS: '50' },
      { sandbox: false },
    );
    const as = async (sub: string) => ({ authorization: `Bearer ${await signer.token({ sub })}` });
    const open = async (sub: string) => await subscribe(gateway.url, { headers: await as(sub) });
    const refused = async (sub: string) => {
      const headers = { ...(await as(sub)), ...ANSWER_AS_JSON };
      const live = await openLive(gateway.url, { query: CHANGED, variables: { ids: ['a'] }, headers });
      await live.ended();
      const [error] = JSON.parse(live.text).errors;
      return [live.status, error.extensions.code, live.headers['retry-after'], error.extensions.retryAfterSeconds];
    };
    const [first] = [await open('anna'), await open('anna')];
    expect(await refused('anna')).toEqual([429, 'STREAM_LIMIT_EXCEEDED', undefined, undefined]);
    const third = await open('bo');
    expect(await refused('carin')).toEqual([503, 'OVERLOADED', '5', 5]);
    expect(await openStreams(gateway)).toBe(3);
    first.leave();
    await expect.poll(() => openStreams(gateway)).toBe(2);
    await open('carin');
    expect(await refused('anna')).toEqual([503, 'OVERLOADED', '5', 5]);
    third.leave();
    await expect.poll(() => openStreams(gateway)).toBe(2);
    await open('anna');
    expect(await refused('anna')).toEqual([429, 'STREAM_LIMIT_EXCEEDED', undefined, undefined]);
    const asEvent = await openLive(gateway.url, {
      query: CHANGED,
      variables: { ids: ['a'] },
      headers: { ...(await as('anna')), accept: EVENTS },
    });
    await asEvent.ended();
    expect([asEvent.status, ...asEvent.events.map(({ event, data }) => [event, data?.errors[0].extensions.code])]).toEqual([
      200,
      ['next', 'STREAM_LIMIT_EXCEEDED'],
      ['complete', undefined],
    ]);
  });
});

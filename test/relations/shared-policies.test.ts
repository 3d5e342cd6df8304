import { describe, expect, it } from 'vitest';
import { ENDPOINT_NAMES } from '../../src/domain/endpoint.ts';
import { startGateway } from '../support/gateway.ts';
import { METRICS_TOKEN, readMetrics } from '../support/metrics.ts';
import { contact, startOffice } from '../support/office.ts';
import { byEndpoint, SINGLE_CONTACT_ENDPOINTS } from '../support/relations-vitec.ts';
import { type Answer, buyerOf, json, startVitec, status } from '../support/vitec.ts';

const BOTH = 'partyRoles { role } representedBy { relation }';
const list = (ids: readonly string[], selection = BOTH, customerId = 'M1') =>
  `{ contacts(customerId: "${customerId}", contactIds: ${JSON.stringify(ids)}) { ${selection} } }`;
const ids = (count: number, prefix = 'c') => Array.from({ length: count }, (_, index) => `${prefix}${index}`);
const WELL = { PartyRoles: buyerOf('home-1'), ContactRelations: json('{"relations":[]}') };
const ATTEMPTS = 'gateway_upstream_attempts_total';

describe('calls of both endpoints together', () => {
  it.each([
    [{ VITEC_MAX_CONCURRENCY: '2' }, 2],
    [{ VITEC_MAX_CONCURRENCY: '8', VITEC_MAX_PER_CUSTOMER: '3' }, 3],
  ])('are at most as many at once as %j says', async (settings, most) => {
    await using office = await startOffice(ids(8).map((id) => contact(id).takes(20).sells('home-1')));
    await using gateway = await startGateway(office, { ...settings, METRICS_TOKEN });
    const { errors } = await gateway.query(list(ids(8)));
    expect(errors).toBeUndefined();
    expect([office.totalCalls, office.mostOpen]).toEqual([16, most]);
    expect(
      Object.keys(await readMetrics(gateway)).filter((name) => /^gateway_upstream_(calls|concurrency_limit|breakers)/.test(name)),
    ).toEqual([
      'gateway_upstream_calls_open',
      'gateway_upstream_calls_waiting',
      'gateway_upstream_concurrency_limit',
      'gateway_upstream_breakers{state="open"}',
      'gateway_upstream_breakers{state="half_open"}',
    ]);
  });

  it('are at most as many in a second as VITEC_MAX_PER_SECOND says', async () => {
    const atMs: number[] = [];
    await using vitec = await startVitec((response) => {
      atMs.push(performance.now());
      byEndpoint(WELL)(response);
    });
    await using gateway = await startGateway(vitec, { VITEC_MAX_PER_SECOND: '6', CACHE_TTL_MS: '0' });
    expect((await gateway.query(list(ids(6)))).errors).toBeUndefined();
    expect(atMs).toHaveLength(12);
    const mostInASecond = Math.max(...atMs.map((fromMs) => atMs.filter((ms) => ms >= fromMs && ms < fromMs + 1_000).length));
    expect(mostInASecond).toBeLessThanOrEqual(8); // two for what a busy machine holds back on the way; a rate for each endpoint would be 12
  });

  it('are retried from one budget of their customer', async () => {
    await using vitec = await startVitec(status(503, { 'retry-after': '0' }));
    await using gateway = await startGateway(vitec, { METRICS_TOKEN, VITEC_MAX_CONCURRENCY: '50', VITEC_MAX_PER_CUSTOMER: '50' });
    await gateway.query(list(ids(10)));
    expect((await readMetrics(gateway)).gateway_upstream_retries_total).toBe(5);
  });
});

describe('the breaker of a customer', () => {
  it.each([
    ['ContactRelations', 'partyRoles { role }', 'representedBy { relation }'],
    ['PartyRoles', 'representedBy { relation }', 'partyRoles { role }'],
  ] as const)('that %s opens is open for %s too, and for no other customer', async (endpoint, sound, broken) => {
    let sent = 0;
    const failsForM1: Answer = (response) => status(response.req.url?.includes('/M1/') ? 500 : 404)(response);
    const counts =
      (answer: Answer): Answer =>
      (response) => {
        sent += 1;
        answer(response);
      };
    const sounds = { PartyRoles: counts(WELL.PartyRoles), ContactRelations: counts(WELL.ContactRelations) };
    await using vitec = await startVitec(byEndpoint({ ...sounds, [endpoint]: failsForM1 }));
    await using gateway = await startGateway(vitec, { METRICS_TOKEN });
    await gateway.query(list(ids(12), broken));
    expect((await readMetrics(gateway))['gateway_upstream_breakers{state="open"}']).toBe(1);
    const { data, errors } = await gateway.query(list(['c1'], sound));
    expect(Object.values(data.contacts[0])).toEqual([null]);
    expect(errors).toMatchObject([{ extensions: { code: 'UPSTREAM_UNAVAILABLE', retryAfterSeconds: expect.any(Number) } }]);
    expect(sent).toBe(0);
    expect((await gateway.query(list(['c1'], sound, 'M2'))).errors).toBeUndefined();
    expect(sent).toBe(1);
  });
});

describe('/metrics', () => {
  it('has each endpoint of the closed set from the start, with each outcome, and no other', async () => {
    await using office = await startOffice([contact('a').sells('home-1').representedBy('b'), contact('b')]);
    await using gateway = await startGateway(office, { METRICS_TOKEN, CACHE_TTL_MS: '60000' });
    const ownNames = (series: object) => Object.keys(series).filter((name) => name.startsWith('gateway_'));
    const atStart = ownNames(await readMetrics(gateway));
    const endpointsOf = (metric: string) =>
      new Set(atStart.flatMap((name) => (name.startsWith(`${metric}{`) ? [/endpoint="([^"]*)"/.exec(name)?.[1]] : [])));
    for (const metric of [
      'gateway_contacts_total',
      ATTEMPTS,
      'gateway_upstream_attempt_seconds_count',
      'gateway_cache_lookups_total',
      'gateway_unknown_relations_total',
    ])
      expect(endpointsOf(metric), metric).toEqual(new Set(ENDPOINT_NAMES));
    for (const endpoint of ENDPOINT_NAMES)
      for (const outcome of ['OK', 'CANCELLED', 'UPSTREAM_TIMEOUT', 'UPSTREAM_BAD_RESPONSE'])
        expect(atStart).toContain(`${ATTEMPTS}{endpoint="${endpoint}",outcome="${outcome}"}`);

    for (let times = 0; times < 2; times += 1) await gateway.query(list(['a', 'b', 'none'], 'partyRoles { role } represents { relation }'));
    const series = await readMetrics(gateway);
    expect(ownNames(series)).toEqual(atStart);
    for (const endpoint of SINGLE_CONTACT_ENDPOINTS)
      expect(series).toMatchObject({
        [`gateway_contacts_total{endpoint="${endpoint}",outcome="FRESH"}`]: 2,
        [`gateway_contacts_total{endpoint="${endpoint}",outcome="CACHED"}`]: 2,
        [`gateway_contacts_total{endpoint="${endpoint}",outcome="NOT_FOUND"}`]: 2,
        [`${ATTEMPTS}{endpoint="${endpoint}",outcome="OK"}`]: 2,
        [`${ATTEMPTS}{endpoint="${endpoint}",outcome="NOT_FOUND"}`]: 1,
        [`gateway_upstream_attempt_seconds_count{endpoint="${endpoint}"}`]: 3,
        [`gateway_cache_lookups_total{endpoint="${endpoint}",outcome="hit"}`]: 3,
      });
  });

  it('counts unknown relations under the endpoint that sent them', async () => {
    const relations =
      '{"relations":[{"relation":"Parent","contactId":"b"},{"relation":100,"contactId":"c"}],"reverseRelations":[{"relation":11,"contactId":"d"}]}';
    const roles = '{"extraBuyer":[{"estateId":"home-1","partyRole":"Parent"}]}';
    await using vitec = await startVitec(byEndpoint({ PartyRoles: json(roles), ContactRelations: json(relations) }));
    await using gateway = await startGateway(vitec, { METRICS_TOKEN });
    await gateway.query(list(['a']));
    expect(await readMetrics(gateway)).toMatchObject({
      'gateway_unknown_relations_total{endpoint="ContactRelations"}': 2,
      'gateway_unknown_relations_total{endpoint="PartyRoles"}': 1,
    });
  });
});

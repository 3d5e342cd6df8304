import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { hasRedis, startRedis } from '../support/redis-server.ts';
import { buyerOf, startVitec } from '../support/vitec.ts';

const LIST = 'query($ids: [ID!]!) { contacts(customerId: "M1", contactIds: $ids) { partyRolesStatus { code } } }';
const ids = (name: string, count: number) => Array.from({ length: count }, (_, index) => `kontakt-${name}-${index}`);
const ask = (gateway: TestGateway, list: readonly string[]) => gateway.query(LIST, { ids: list });
const PER_SECOND = 20;

/** What a busy machine may hold back on the way to Vitec. */
const MOST = PER_SECOND + 2;

/** The most of these times that lie within one second. */
const mostInASecond = (timesMs: readonly number[]): number =>
  Math.max(...timesMs.map((ms) => timesMs.filter((other) => other >= ms && other < ms + 1_000).length));

/** A Vitec that writes down when it is asked. */
async function startWatchedVitec(answer = buyerOf('home-1')) {
  const askedMs: number[] = [];
  const vitec = await startVitec((response) => {
    askedMs.push(performance.now());
    answer(response);
  });
  return Object.assign(vitec, { askedMs });
}

describe('VITEC_MAX_PER_SECOND', () => {
  it('holds in any second, as counted by Vitec', async () => {
    await using vitec = await startWatchedVitec();
    await using gateway = await startGateway(vitec, { VITEC_MAX_PER_SECOND: String(PER_SECOND) });
    await ask(gateway, ids('a', 55));
    expect(vitec.askedMs).toHaveLength(55);
    expect(mostInASecond(vitec.askedMs)).toBeLessThanOrEqual(MOST);
  });

  it.skipIf(!hasRedis)('holds for two replicas together in any second', async () => {
    await using redis = await startRedis();
    await using vitec = await startWatchedVitec();
    const settings = {
      VITEC_MAX_PER_SECOND: String(PER_SECOND),
      REDIS_URL: redis.url,
      CACHE_ENCRYPTION_KEY: randomBytes(32).toString('base64'),
    };
    await using one = await startGateway(vitec, settings);
    await using two = await startGateway(vitec, settings);
    await Promise.all([ask(one, ids('a', 40)), ask(two, ids('b', 40))]);
    expect(vitec.askedMs).toHaveLength(80);
    expect(mostInASecond(vitec.askedMs)).toBeLessThanOrEqual(MOST);
  });

  it('counts a request that is sent again on a new connection', async () => {
    const served = new WeakSet<object>();
    await using vitec = await startWatchedVitec((response) => {
      const { socket } = response.req;
      if (served.has(socket)) return socket.destroy();
      served.add(socket);
      return buyerOf('home-1')(response);
    });
    await using gateway = await startGateway(vitec, { VITEC_MAX_PER_SECOND: String(PER_SECOND) });
    const { data } = await ask(gateway, ids('a', 30));
    expect(
      data.contacts.filter(({ partyRolesStatus }: { partyRolesStatus: { code: string | null } }) => partyRolesStatus.code !== null),
    ).toEqual([]);
    expect(vitec.askedMs.length).toBeGreaterThan(30);
    expect(mostInASecond(vitec.askedMs)).toBeLessThanOrEqual(MOST);
  });
});

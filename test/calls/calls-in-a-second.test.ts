import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { hasRedis, startRedis } from '../support/redis-server.ts';
import { good, startVitec } from '../support/vitec.ts';

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
async function startWatchedVitec() {
  const vitec = await startVitec();
  const askedMs: number[] = [];
  vitec.answer = (response) => {
    askedMs.push(performance.now());
    good(response, 'home-1');
  };
  return Object.assign(vitec, { askedMs });
}

describe('VITEC_MAX_PER_SECOND', () => {
  it('holds in any second, as Vitec counts it', async () => {
    await using vitec = await startWatchedVitec();
    await using gateway = await startGateway(vitec, { VITEC_MAX_PER_SECOND: String(PER_SECOND) });
    await ask(gateway, ids('a', 55));
    expect(vitec.askedMs).toHaveLength(55);
    expect(mostInASecond(vitec.askedMs)).toBeLessThanOrEqual(MOST);
  });

  it.skipIf(!hasRedis)('holds for two replicas together, in any second', async () => {
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

  it('counts a request that is sent once more over a new connection', async () => {
    const askedMs: number[] = [];
    const served = new WeakSet<object>();
    const server = createServer((request, response) => {
      askedMs.push(performance.now());
      if (served.has(request.socket)) return void request.socket.destroy();
      served.add(request.socket);
      good(response, 'home-1');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    {
      await using gateway = await startGateway({ url, username: 'a', password: 'b' }, { VITEC_MAX_PER_SECOND: String(PER_SECOND) });
      const { data } = await ask(gateway, ids('a', 30));
      expect(
        data.contacts.filter(({ partyRolesStatus }: { partyRolesStatus: { code: string | null } }) => partyRolesStatus.code !== null),
      ).toEqual([]);
    }
    server.close();
    expect(askedMs.length).toBeGreaterThan(30);
    expect(mostInASecond(askedMs)).toBeLessThanOrEqual(MOST);
  });
});

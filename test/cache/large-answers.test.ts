import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { askFresh, homeOf, newContact, stateOf } from '../support/cache-key.ts';
import type { TestGateway } from '../support/gateway.ts';
import { readMetrics } from '../support/metrics.ts';
import { entriesIn, hasRedis } from '../support/redis-server.ts';
import { share, startReplicas, store } from '../support/replicas.ts';
import { buyerOf, json } from '../support/vitec.ts';

const MB = 1_000_000;
const KB_180 = 180_000;
type Listed = { readonly contacts: { partyRolesStatus: { state: string } }[] };
/** An answer of this size: the contact buys this home, and acts for a party whose id fills the rest. */
const large = (estateId: string, bytes: number) =>
  json(JSON.stringify({ buyer: [{ estateId }], extraBuyer: [{ estateId, partyRole: 'Guardian', contactId: 'x'.repeat(bytes) }] }));
const queryOf = (contactIds: readonly string[]) =>
  `{ contacts(customerId: "M1", contactIds: ${JSON.stringify(contactIds)}) { partyRolesStatus { state } } }`;
const newContacts = (count: number) => Array.from({ length: count }, newContact);

describe.skipIf(!hasRedis)('a large answer', { timeout: 60_000 }, () => {
  let replicas: Awaited<ReturnType<typeof startReplicas>>;
  beforeEach(async () => {
    replicas = await startReplicas();
  });
  afterEach(() => replicas[Symbol.asyncDispose]());

  /** Redis faults of both replicas during the steps. Tried again, since on a busy machine any command may be late. */
  const expectNoFaults = (steps: () => Promise<unknown>) => {
    const faultsOf = async (gateway: TestGateway) => (await readMetrics(gateway)).gateway_redis_faults_total ?? Number.NaN;
    const faults = async () => (await faultsOf(replicas.one)) + (await faultsOf(replicas.two));
    const faultsDuring = async () => {
      const before = await faults();
      await steps();
      return (await faults()) - before;
    };
    return expect.poll(faultsDuring, { timeout: 40_000 }).toBe(0);
  };

  /** A no-cache request to the one replaces the entry of the other. Tried again, since Redis may be late. */
  const expectReplaced = (contactId: string, home: string) => {
    const homeAfterRenewal = async () => {
      await askFresh(replicas.one, contactId);
      return homeOf(replicas.two, contactId);
    };
    return expect.poll(homeAfterRenewal).toBe(home);
  };

  it('of 9 MB stays in its process, and does not delay the next entry on its way to Redis', async () => {
    const { one, vitec, redis } = replicas;
    const storeBoth = async () => {
      const contactId = newContact();
      vitec.answer = large('home-1', 9 * MB);
      expect([await stateOf(one, contactId), await stateOf(one, contactId)]).toEqual(['FRESH', 'CACHED']);
      vitec.answer = buyerOf('home-1');
      await store(one, redis);
    };
    await expectNoFaults(storeBoth);
    for (const entry of await entriesIn(redis)) expect(await redis.client.strlen(entry)).toBeLessThan(MB);
  });

  it('of 9 MB replaces a smaller entry on all replicas', async () => {
    const { one, two, vitec, redis } = replicas;
    const { contactId, entry } = await store(one, redis);
    expect(await homeOf(two, contactId)).toBe('home-1');
    vitec.answer = large('home-2', 9 * MB);
    await expectReplaced(contactId, 'home-2');
    await expect.poll(() => redis.client.exists(entry)).toBe(0);
    expect(await homeOf(one, contactId)).toBe('home-2');
  });

  it('of 9 MB is fetched once by each replica, and neither makes the other fetch it again', async () => {
    const { one, two, vitec } = replicas;
    const contactId = newContact();
    vitec.answer = large('home-1', 9 * MB);
    expect([await stateOf(one, contactId), await stateOf(two, contactId)]).toEqual(['FRESH', 'FRESH']);
    vitec.answer = buyerOf('home-1');
    await share(one, two); // each has received what the other sent before
    await share(two, one);
    expect([await stateOf(one, contactId), await stateOf(two, contactId)]).toEqual(['CACHED', 'CACHED']);
  });

  it('of 9 MB to a no-cache request replaces another of 9 MB', async () => {
    const { two, vitec } = replicas;
    const contactId = newContact();
    vitec.answer = large('home-1', 9 * MB);
    expect(await homeOf(two, contactId)).toBe('home-1');
    vitec.answer = large('home-2', 9 * MB);
    await expectReplaced(contactId, 'home-2');
  });

  it('of 180 kB is shared', async () => {
    const { one, two, vitec, redis } = replicas;
    vitec.answer = large('home-1', KB_180);
    await expect.poll(async () => stateOf(two, (await store(one, redis)).contactId)).toBe('CACHED');
  });

  it('of 180 kB, twenty at once, is stored in time', async () => {
    const { one, vitec, redis } = replicas;
    vitec.answer = large('home-1', KB_180);
    const storeTwenty = async () => {
      const before = (await entriesIn(redis)).length;
      await one.query(queryOf(newContacts(20)));
      await vi.waitFor(async () => expect(await entriesIn(redis)).toHaveLength(before + 20));
    };
    await expect.poll(storeTwenty, { timeout: 40_000 }).toBeUndefined();
  });

  it('of 180 kB, twenty at once, is read in time', async () => {
    const { one, two, vitec, redis } = replicas;
    vitec.answer = large('home-1', KB_180);
    const readTwenty = async () => {
      const stored: string[] = [];
      while (stored.length < 20) stored.push((await store(one, redis)).contactId);
      const { data } = await two.query<Listed>(queryOf(stored));
      return data.contacts.map(({ partyRolesStatus }) => partyRolesStatus.state);
    };
    await expect.poll(readTwenty, { timeout: 40_000 }).toEqual(Array(20).fill('CACHED'));
  });

  it('of 9 MB does not make a replica give up its reads of Redis', async () => {
    const { two, vitec } = replicas;
    vitec.answer = large('home-1', 9 * MB);
    const askAtOnce = () => Promise.all([two.query(queryOf(newContacts(3))), ...newContacts(10).map((id) => stateOf(two, id))]);
    await expectNoFaults(askAtOnce);
  });
});

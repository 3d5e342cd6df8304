import { describe, expect, it, vi } from 'vitest';
import { notify, WEBHOOK_SECRET } from '../support/cache-key.ts';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { startNamesVitec } from '../support/names-vitec.ts';
import { hasRedis, startRedis } from '../support/redis-server.ts';
import { createEncryptionKey } from '../support/replicas.ts';

const QUERY = `query ($ids: [ID!]!) { contacts(customerId: "M1", contactIds: $ids) {
  profile { displayName } profileStatus { state } estateTies(side: BUYER) { estate { estateId listing { objectNumber } listingStatus { state } } } estateTiesStatus(side: BUYER) { state }
} }`;
type Shown = {
  contacts: {
    profile: { displayName: string };
    profileStatus: { state: string };
    estateTies: { estate: { estateId: string; listingStatus: { state: string } } }[];
    estateTiesStatus: { state: string };
  }[];
};
const ids = (count: number, prefix: string) => Array.from({ length: count }, (_, index) => `${prefix}${index}`);
const statesOf = async (gateway: TestGateway, wanted: readonly string[]) => {
  const { data, errors } = await gateway.query<Shown>(QUERY, { ids: wanted });
  expect(errors).toBeUndefined();
  const states = data.contacts.flatMap(({ profileStatus, estateTiesStatus, estateTies }) => [
    profileStatus.state,
    estateTiesStatus.state,
    estateTies[0]?.estate.listingStatus.state,
  ]);
  return [...new Set(states)];
};

describe.skipIf(!hasRedis)('replicas on one Redis', { timeout: 60_000 }, () => {
  const startReplicas = async (settings: Record<string, string> = {}) => {
    const stack = new AsyncDisposableStack();
    const redis = stack.use(await startRedis());
    const vitec = stack.use(await startNamesVitec());
    const shared = {
      CACHE_TTL_MS: '60000',
      REDIS_URL: redis.url,
      CACHE_ENCRYPTION_KEY: createEncryptionKey(),
      WEBHOOK_SECRET,
      ...settings,
    };
    const start = async () => stack.use(await startGateway(vitec, shared));
    return { vitec, one: await start(), two: await start(), [Symbol.asyncDispose]: () => stack.disposeAsync() };
  };

  it('share the profiles, ties and listings that one of them has read in batches', async () => {
    await using replicas = await startReplicas();
    const { one, two, vitec } = replicas;
    let round = 0;
    // a gateway does without Redis for a while after a slow command, as on a busy machine: then another round is tried
    await vi.waitUntil(
      async () => {
        round += 1;
        const wanted = ids(40, `r${round}-`);
        vitec.asked.length = 0;
        expect(await statesOf(one, wanted)).toEqual(['FRESH']);
        const batches = [vitec.idsOf('Person'), vitec.idsOf('Buyer')].map(({ length }) => length);
        const calls = vitec.asked.length;
        const shown = await statesOf(two, wanted);
        return batches.join() === '2,2' && shown.join() === 'CACHED' && vitec.asked.length === calls;
      },
      { timeout: 30_000, interval: 50 },
    );
  });

  it('keep a profile and a listing for longer than roles, and drop all of a contact on its notification', async () => {
    await using replicas = await startReplicas({ CACHE_TTL_MS: '1' });
    const { one, vitec } = replicas;
    const home =
      '{ contact(customerId: "M1", contactId: "a") { profileStatus { state } partyRoles { estate { listingStatus { state } } } partyRolesStatus { state } } }';
    const states = async () => {
      const { data } = await one.query(home);
      return [data.contact.profileStatus.state, data.contact.partyRoles[0].estate.listingStatus.state, data.contact.partyRolesStatus.state];
    };
    expect(await states()).toEqual(['FRESH', 'FRESH', 'FRESH']);
    await expect.poll(states).toEqual(['CACHED', 'CACHED', 'FRESH']);
    const asked = vitec.idsOf('Person').length;
    expect((await notify(one.url, { type: 'Contact', subType: 'Person', id: 'a', event: 'Update', customerId: 'M1' })).status).toBe(204);
    expect(await states()).toEqual(['FRESH', 'CACHED', 'FRESH']);
    expect(vitec.idsOf('Person').length).toBe(asked + 1);
  });
});

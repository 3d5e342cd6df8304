import { createServer } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type CachedCallSettings, withCache } from '../../src/cache/with-cache.ts';
import { Failure } from '../../src/domain/failure.ts';
import type { Operation } from '../../src/domain/operation.ts';
import type { PartyRoles } from '../../src/domain/party-roles.ts';
import { beginOperation, beginRefresh } from '../../src/upstream/operation-deadline.ts';
import { withRetries } from '../../src/upstream/retries.ts';
import { withSingleFlight } from '../../src/upstream/single-flight.ts';
import { wait } from '../../src/upstream/wait.ts';
import { createConnections } from '../../src/vitec/connections.ts';
import { partyRoles } from '../../src/vitec/endpoints/party-roles.ts';
import { get } from '../../src/vitec/get.ts';
import { listen } from '../support/listen.ts';
import {
  ANSWER,
  allowed,
  createHeldUpstream,
  createMemoryCache,
  createOperation,
  settle,
  shareFlights,
  type TestKey,
  toCall,
} from '../support/upstream.ts';
import { buyerOf, disconnect, startVitec, status } from '../support/vitec.ts';
import { WatchedSignal } from '../support/watched-signal.ts';

const watched = (): Operation & { readonly signal: WatchedSignal } => ({ ...createOperation(), signal: new WatchedSignal() });
const ended = () => {
  const operation = createOperation();
  operation.leave();
  return operation;
};

describe('an operation that has ended already', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] }));
  afterEach(() => void vi.useRealTimers());

  it('waits for nothing, begins no request and sets no timer', async () => {
    let connections = 0;
    await using server = await listen(
      createServer(() => {
        connections += 1;
      }),
    );
    const pool = createConnections(server.url, { connections: 1, connectTimeoutMs: 1_000 });
    const upstream = createHeldUpstream();
    for (const begin of [
      () => wait(60_000, ended().signal),
      () => get(pool, '/', null, { signal: ended().signal, timeoutMs: 60_000 }),
      () => withRetries(upstream.call, () => 0)(allowed('a'), ended()),
      () => shareFlights(upstream.call)(allowed('a'), ended()),
    ])
      await expect(begin()).rejects.toThrow('left');
    const { signal, record } = ended();
    beginOperation({ signal, record, maxCalls: 1, callerAllowance: null, shown: null }, 60_000, () => 0);
    beginRefresh(ended(), 60_000, () => 0);
    expect(vi.getTimerCount()).toBe(0);
    expect(upstream.calls).toEqual([]);
    await settle();
    expect(connections).toBe(0);
    await pool.close();
  });

  it('is not waited for when an older answer could be shown, and what would renew that is not asked for', async () => {
    const upstream = createHeldUpstream();
    const cache = {
      ...createMemoryCache().of(partyRoles, 0),
      get: () => ({ value: ANSWER.value, fetchedAt: ANSWER.fetchedAt, storedMs: 0 }),
    };
    const settings = {
      endpoint: 'PartyRoles',
      ttlMs: 1,
      graceMs: 1_000_000,
      slowMs: 300,
      onLookup: () => undefined,
      onStale: () => undefined,
      onFailure: () => undefined,
      beginRefresh: (operation: Operation) => beginRefresh(operation, 60_000, () => 0),
    } satisfies CachedCallSettings<TestKey>;
    const clocks = { nowMs: () => 1_000, date: () => new Date(0) };
    const load = withCache(withSingleFlight<TestKey, PartyRoles>(upstream.call), cache, settings, clocks);
    await expect(load(allowed('a'), ended())).rejects.toThrow('left');
    expect(vi.getTimerCount()).toBe(0);
    expect(upstream.calls).toEqual([]);
  });
});

describe('a signal', () => {
  it('has no listener left after an answer, a failure, a pause, or a request that was sent twice', async () => {
    await using vitec = await startVitec();
    const connections = createConnections(vitec.url, { connections: 1, connectTimeoutMs: 1_000 });
    const { signal } = watched();
    const until = { signal, timeoutMs: 5_000 };
    await get(connections, '/', null, until);
    const kept = new Set(vitec.sockets);
    vitec.answer = (response) => (kept.has(response.req.socket) ? disconnect('RST') : buyerOf('home-1'))(response);
    expect((await get(connections, '/', null, until)).status).toBe(200);
    vitec.answer = disconnect('RST');
    await expect(get(connections, '/', null, until)).rejects.toThrow();
    vitec.answer = status(503);
    expect((await get(connections, '/', null, until)).status).toBe(503);
    await wait(1, signal);
    const operation = { ...createOperation(), signal };
    await shareFlights(toCall(async () => ANSWER))(allowed('a'), operation);
    await shareFlights(toCall(() => Promise.reject(new Failure('NOT_FOUND'))))(allowed('a'), operation).catch(() => undefined);
    expect(signal.listeners.size).toBe(0);
    await connections.close();
  });
});

describe('a pause that a caller leaves', () => {
  it('takes nothing from the quota of retries', async () => {
    let attempts = 0;
    const failing = toCall(async () => {
      attempts += 1;
      throw new Failure('UPSTREAM_UNAVAILABLE', { retryAfterSeconds: 1 });
    });
    const fetch = withRetries(failing, () => 0);
    for (let index = 0; index < 50; index += 1) {
      const operation = createOperation();
      const answer = fetch(allowed('a'), operation);
      await settle();
      operation.leave();
      await expect(answer).rejects.toThrow('left');
    }
    expect(attempts).toBe(50);
    const patient = fetch(allowed('a'), createOperation()).catch(() => undefined);
    await patient;
    expect(attempts).toBe(53);
  });
});

import type { Socket } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { METRICS_TOKEN, readMetrics } from '../support/metrics.ts';
import { type Answer, buyerOf, disconnect, type End, endSocket, startVitec, status, type Vitec } from '../support/vitec.ts';

const CONTACTS = 40;
const IDS = Array.from({ length: CONTACTS }, (_, index) => `kontakt-${index}`);
const LIST = `{ contacts(customerId: "M1", contactIds: ${JSON.stringify(IDS)}) { partyRoles { role } } }`;
const ONE = '{ contact(customerId: "M1", contactId: "kontakt-1") { partyRoles { role } } }';
const ENDS: readonly End[] = ['FIN', 'RST'];
const HOME = buyerOf('home-1');
type Kept = ReadonlySet<Socket>;
/** Answers calls on these connections in one way, and calls on newer ones in another. */
const onKept =
  (kept: Kept, answer: Answer, onNew = HOME): Answer =>
  (response) =>
    (kept.has(response.req.socket) ? answer : onNew)(response);

const endAll = (kept: Kept, end: End) => {
  for (const socket of kept) endSocket(socket, end);
};

/** A gateway with one kept connection for each contact of the list, each of which has served a call. */
async function withKeptConnections(run: (vitec: Vitec, gateway: TestGateway, kept: Kept) => Promise<void>) {
  await using vitec = await startVitec();
  await using gateway = await startGateway(vitec, { METRICS_TOKEN });
  await gateway.query(ONE); // few calls are open before the first has ended
  const held = vitec.hold();
  const list = gateway.query(LIST);
  await expect.poll(() => held.length).toBe(CONTACTS);
  vitec.answer = HOME;
  held.forEach(HOME);
  expect((await list).errors).toBeUndefined();
  expect(vitec.sockets.size).toBe(CONTACTS);
  vitec.calls = 0;
  await run(vitec, gateway, new Set(vitec.sockets));
}

/** The whole list is answered, and neither the retries nor the breaker have seen anything. */
async function expectWholeList(gateway: TestGateway): Promise<void> {
  const { data, errors } = await gateway.query(LIST);
  expect(errors).toBeUndefined();
  expect(data.contacts).toEqual(IDS.map(() => ({ partyRoles: [{ role: 'BUYER' }] })));
  expect(await readMetrics(gateway)).toMatchObject({
    gateway_upstream_retries_total: 0,
    'gateway_upstream_attempts_total{endpoint="PartyRoles",outcome="UPSTREAM_UNAVAILABLE"}': 0,
    'gateway_upstream_breakers{state="open"}': 0,
  });
}

describe('keep-alive connections that all end at once', () => {
  it.each(ENDS)('by %s while idle: the list is complete', (end) =>
    withKeptConnections(async (_vitec, gateway, kept) => {
      endAll(kept, end);
      await expectWholeList(gateway);
      await expectWholeList(gateway);
    }),
  );

  it.each(ENDS)('by %s after the request: the list is complete, each request sent again once on a new connection', (end) =>
    withKeptConnections(async (vitec, gateway, kept) => {
      vitec.answer = onKept(kept, disconnect(end));
      await expectWholeList(gateway);
      expect(vitec.calls).toBe(2 * CONTACTS);
      expect(await readMetrics(gateway)).toMatchObject({ gateway_upstream_reconnects_total: CONTACTS });
      await expectWholeList(gateway);
      expect(vitec.calls).toBe(3 * CONTACTS);
    }),
  );

  it.each(ENDS)('by %s, all at the first request: the list is complete', (end) =>
    withKeptConnections(async (vitec, gateway, kept) => {
      vitec.answer = onKept(kept, () => endAll(kept, end));
      await expectWholeList(gateway);
    }),
  );

  it('with an unsolicited 408 on each, before or with the request: the list is complete', () =>
    withKeptConnections(async (vitec, gateway, kept) => {
      const TIMED_OUT = 'HTTP/1.1 408 Request Timeout\r\nConnection: Close\r\ncontent-length: 0\r\n\r\n';
      const [first] = kept;
      first?.end(TIMED_OUT);
      vitec.answer = onKept(kept, ({ req }) => req.socket.end(TIMED_OUT));
      await expectWholeList(gateway);
    }));

  it('count as calls if a request was sent', () =>
    withKeptConnections(async (vitec, gateway, kept) => {
      vitec.answer = onKept(kept, disconnect('RST'));
      const { extensions } = await gateway.query(ONE);
      expect([extensions?.upstream.calls, vitec.calls]).toEqual([2, 2]);
    }));
});

describe('a connection that ends', () => {
  it('before an answer, as new ones do too, is UPSTREAM_UNAVAILABLE after a bounded number of calls', () =>
    withKeptConnections(async (vitec, gateway) => {
      vitec.answer = disconnect('RST');
      const { errors, extensions } = await gateway.query(ONE);
      expect(errors).toMatchObject([{ extensions: { code: 'UPSTREAM_UNAVAILABLE' } }]);
      expect(vitec.calls).toBeLessThanOrEqual(6); // three attempts, each of which may have had a kept connection
      expect(extensions?.upstream.calls).toBe(vitec.calls);
    }));

  it.each(ENDS)('by %s within the status line is an ordinary failure, which is retried', (end) =>
    withKeptConnections(async (vitec, gateway, kept) => {
      vitec.answer = onKept(kept, ({ req: { socket } }) => socket.write('HT', () => endSocket(socket, end)));
      const { errors } = await gateway.query(ONE);
      const metrics = await readMetrics(gateway);
      expect(metrics.gateway_upstream_reconnects_total).toBe(0);
      expect(metrics.gateway_upstream_retries_total).toBeGreaterThan(0);
      expect(errors?.[0]?.extensions.code ?? 'UPSTREAM_UNAVAILABLE').toBe('UPSTREAM_UNAVAILABLE');
    }),
  );

  describe('under a fake clock', () => {
    afterEach(() => void vi.useRealTimers());
    /** A query whose kept connection is reset so many milliseconds after its request has come; then nothing is answered any more. */
    async function askThenReset(vitec: Vitec, gateway: TestGateway, afterMs: number) {
      await gateway.query(ONE);
      const held = vitec.hold();
      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
      const asked = gateway.query(ONE);
      await expect.poll(() => vitec.calls).toBe(2);
      vi.advanceTimersByTime(afterMs);
      held.forEach(disconnect('RST'));
      await expect.poll(() => vitec.calls).toBe(3);
      return { asked };
    }

    it('keeps the deadline of its attempt for the second request', async () => {
      await using vitec = await startVitec();
      await using gateway = await startGateway(vitec, { VITEC_ATTEMPT_TIMEOUT_MS: '600' });
      const { asked } = await askThenReset(vitec, gateway, 400);
      vi.advanceTimersByTime(200);
      const { errors } = await asked;
      vi.useRealTimers();
      expect(errors).toMatchObject([{ extensions: { code: 'UPSTREAM_TIMEOUT' } }]);
      expect(vitec.calls).toBe(3);
    });

    it('leaves no connection open after the deadline of the operation', async () => {
      await using vitec = await startVitec();
      await using gateway = await startGateway(vitec, { VITEC_ATTEMPT_TIMEOUT_MS: '299', OPERATION_TIMEOUT_MS: '300' });
      await gateway.query(ONE);
      const held = vitec.hold();
      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
      const asked = gateway.query(ONE);
      await expect.poll(() => vitec.calls).toBe(2);
      held.forEach(status(503)); // the next attempt begins later, and may last longer than the operation
      const nextCall = () => {
        vi.advanceTimersByTime(2); // the delay before it is at most 100 ms
        return vitec.calls;
      };
      await expect.poll(nextCall, { interval: 5 }).toBe(3);
      held.slice(1).forEach(disconnect('RST'));
      await expect.poll(() => vitec.calls).toBe(4);
      vi.advanceTimersByTime(300);
      await asked;
      vi.useRealTimers();
      await expect.poll(() => vitec.sockets.size).toBe(0);
      expect(vitec.calls).toBe(4);
    });
  });
});

import type { Socket } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { answerHome, type End, endSocket, startFront } from '../support/front.ts';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { METRICS_TOKEN, readMetrics } from '../support/metrics.ts';

const CONTACTS = 40;
const IDS = Array.from({ length: CONTACTS }, (_, index) => `kontakt-${index}`);
const LIST = `{ contacts(customerId: "M1", contactIds: ${JSON.stringify(IDS)}) { partyRoles { role } } }`;
const ONE = '{ contact(customerId: "M1", contactId: "kontakt-1") { partyRoles { role } } }';
const ENDS: readonly End[] = ['FIN', 'RST'];

/** A gateway that has as many kept connections as the list has contacts, each of which has served. */
async function withKeptConnections(run: (front: Awaited<ReturnType<typeof startFront>>, gateway: TestGateway) => Promise<void>) {
  await using front = await startFront();
  await using gateway = await startGateway(front, { METRICS_TOKEN });
  front.onNew = front.answerTogether(CONTACTS);
  expect((await gateway.query(LIST)).errors).toBeUndefined();
  expect(front.open.size).toBe(CONTACTS);
  front.age();
  front.onNew = answerHome;
  front.requests = 0;
  await run(front, gateway);
}

/** The whole list is answered, and neither the retries nor the breaker have seen anything. */
async function expectWholeList(gateway: TestGateway): Promise<void> {
  const { data, errors } = await gateway.query(LIST);
  expect(errors).toBeUndefined();
  expect(data.contacts).toEqual(IDS.map(() => ({ partyRoles: [{ role: 'BUYER' }] })));
  expect(await readMetrics(gateway)).toMatchObject({
    gateway_upstream_retries_total: 0,
    'gateway_upstream_attempts_total{outcome="UPSTREAM_UNAVAILABLE"}': 0,
    'gateway_upstream_breakers{state="open"}': 0,
  });
}

describe('kept connections that all end at once', () => {
  it.each(ENDS)('by %s while nothing is asked: the list is whole', (end) =>
    withKeptConnections(async (front, gateway) => {
      front.endOld(end);
      await expectWholeList(gateway);
      await expectWholeList(gateway);
    }),
  );

  it.each(ENDS)('by %s when the request has come: the list is whole, each asked again once on a new connection', (end) =>
    withKeptConnections(async (front, gateway) => {
      front.onOld = ({ socket }) => endSocket(socket, end);
      await expectWholeList(gateway);
      expect(front.requests).toBe(2 * CONTACTS);
      expect(await readMetrics(gateway)).toMatchObject({ gateway_upstream_reconnects_total: CONTACTS });
      await expectWholeList(gateway);
      expect(front.requests).toBe(3 * CONTACTS);
    }),
  );

  it.each(ENDS)('by %s, all of them with the first request that comes: the list is whole', (end) =>
    withKeptConnections(async (front, gateway) => {
      front.onOld = () => front.endOld(end);
      await expectWholeList(gateway);
    }),
  );

  it('with an unasked 408 on each, before or as the request comes: the list is whole', () =>
    withKeptConnections(async (front, gateway) => {
      const TIMED_OUT = 'HTTP/1.1 408 Request Timeout\r\nConnection: Close\r\ncontent-length: 0\r\n\r\n';
      const [first] = front.open;
      first?.end(TIMED_OUT);
      front.onOld = ({ socket }) => socket.end(TIMED_OUT);
      await expectWholeList(gateway);
    }));

  it('are counted as calls where a request was sent', () =>
    withKeptConnections(async (front, gateway) => {
      front.onOld = ({ socket }) => endSocket(socket, 'RST');
      const { extensions } = await gateway.query(ONE);
      expect([extensions?.upstream.calls, front.requests]).toEqual([2, 2]);
    }));
});

describe('a connection that ends', () => {
  it('before an answer, a new one too, is UPSTREAM_UNAVAILABLE after a bounded number of calls', () =>
    withKeptConnections(async (front, gateway) => {
      front.onOld = ({ socket }) => endSocket(socket, 'RST');
      front.onNew = ({ socket }) => endSocket(socket, 'RST');
      const { errors, extensions } = await gateway.query(ONE);
      expect(errors).toMatchObject([{ extensions: { code: 'UPSTREAM_UNAVAILABLE' } }]);
      expect(front.requests).toBeLessThanOrEqual(6); // three attempts, each of which may have had a kept connection
      expect(extensions?.upstream.calls).toBe(front.requests);
    }));

  it.each(ENDS)('by %s within the status line has begun to answer: an ordinary failure, which is tried again', (end) =>
    withKeptConnections(async (front, gateway) => {
      front.onOld = ({ socket }) => socket.write('HT', () => endSocket(socket, end));
      const { errors } = await gateway.query(ONE);
      const metrics = await readMetrics(gateway);
      expect(metrics.gateway_upstream_reconnects_total).toBe(0);
      expect(metrics.gateway_upstream_retries_total).toBeGreaterThan(0);
      expect(errors?.[0]?.extensions.code ?? 'UPSTREAM_UNAVAILABLE').toBe('UPSTREAM_UNAVAILABLE');
    }),
  );

  describe('while time passes as the test says', () => {
    afterEach(() => void vi.useRealTimers());
    /** A query whose kept connection is reset so many milliseconds after its request has come; then nothing is answered any more. */
    async function askThenReset(front: Awaited<ReturnType<typeof startFront>>, gateway: TestGateway, afterMs: number) {
      await gateway.query(ONE);
      front.age();
      const came: Socket[] = [];
      front.onOld = ({ socket }) => came.push(socket);
      front.onNew = () => undefined;
      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
      const asked = gateway.query(ONE);
      await expect.poll(() => front.requests).toBe(2);
      vi.advanceTimersByTime(afterMs);
      for (const socket of came) endSocket(socket, 'RST');
      await expect.poll(() => front.requests).toBe(3);
      return { asked };
    }

    it('keeps the deadline of its attempt: the second request has what is left', async () => {
      await using front = await startFront();
      await using gateway = await startGateway(front, { VITEC_ATTEMPT_TIMEOUT_MS: '600' });
      const { asked } = await askThenReset(front, gateway, 400);
      vi.advanceTimersByTime(200);
      const { errors } = await asked;
      vi.useRealTimers();
      expect(errors).toMatchObject([{ extensions: { code: 'UPSTREAM_TIMEOUT' } }]);
      expect(front.requests).toBe(3);
    });

    it('leaves nothing of a caller who leaves meanwhile', async () => {
      await using front = await startFront();
      await using gateway = await startGateway(front, { OPERATION_TIMEOUT_MS: '300' });
      const { asked } = await askThenReset(front, gateway, 100);
      vi.advanceTimersByTime(200);
      await asked;
      vi.useRealTimers();
      await expect.poll(() => front.open.size).toBe(0);
      expect(front.requests).toBe(3);
    });
  });
});

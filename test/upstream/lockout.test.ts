import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Rights } from '../../src/domain/allowed-key.ts';
import { Failure } from '../../src/domain/failure.ts';
import { createLockout } from '../../src/upstream/lockout.ts';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { METRICS_TOKEN, readMetrics } from '../support/metrics.ts';
import { allowed, createHeldUpstream, createOperation, settle, toCall } from '../support/upstream.ts';
import { type Answer, buyerOf, startVitec, status, type Vitec } from '../support/vitec.ts';

const LOCKOUT_MS = 600_000;
const WELL = buyerOf('home-1');

/** Lets this time pass for the gateway of the test: its clocks are monotonic. */
function pass(ms: number): void {
  passedMs += ms;
}
let passedMs = 0;
const realNow = performance.now.bind(performance);
vi.spyOn(performance, 'now').mockImplementation(() => realNow() + passedMs);
afterEach(() => {
  passedMs = 0;
});

const rolesOf = (contactId: string, customerId = 'M1') =>
  `{ contact(customerId: "${customerId}", contactId: "${contactId}") { partyRoles { estate { estateId } } } }`;
const manyRoles = (count: number) =>
  `{ contacts(customerId: "M1", contactIds: ${JSON.stringify(Array.from({ length: count }, (_, index) => `c${index}`))}) { partyRoles { estate { estateId } } } }`;
const basic = (password: string, userName = 'partner') => ({
  authorization: `Basic ${Buffer.from(`${userName}:${password}`).toString('base64')}`,
});

/** `well`, or the code and the seconds of the first error. */
async function outcomeOf(gateway: TestGateway, query: string, headers: Record<string, string> = {}): Promise<string> {
  const { errors } = await gateway.query(query, {}, headers);
  const [first] = errors ?? [];
  if (!first) return 'well';
  const { code, retryAfterSeconds } = first.extensions;
  return retryAfterSeconds === undefined ? code : `${code} ${Math.ceil(retryAfterSeconds / 10) * 10}`;
}

async function outcomes(gateway: TestGateway, count: number, query: (index: number) => string): Promise<readonly string[]> {
  const all: string[] = [];
  for (let index = 0; index < count; index += 1) all.push(await outcomeOf(gateway, query(index)));
  return all;
}
const times = (count: number, text: string) => Array.from({ length: count }, () => text);
const lockoutLines = (gateway: TestGateway) =>
  [...gateway.logged('lockout began'), ...gateway.logged('lockout ended')].map(({ time: _, ...line }) => line);

const together = (vitec: Vitec, gateway: TestGateway) => ({
  vitec,
  gateway,
  async [Symbol.asyncDispose]() {
    await gateway[Symbol.asyncDispose]();
    await vitec[Symbol.asyncDispose]();
  },
});

describe("the gateway's own password", () => {
  it('is not sent for ten minutes after three answers 401 in a row', async () => {
    await using vitec = await startVitec(status(401));
    await using gateway = await startGateway(vitec, { METRICS_TOKEN });
    const series = 'gateway_upstream_lockouts{password_of="gateway",function_group="crm"}';
    expect((await readMetrics(gateway))[series]).toBe(0);
    expect(await outcomes(gateway, 10, () => rolesOf('a'))).toEqual([
      ...times(3, 'UPSTREAM_MISCONFIGURED'),
      ...times(7, 'UPSTREAM_MISCONFIGURED 600'),
    ]);
    expect(vitec.calls).toBe(3);
    const metrics = await readMetrics(gateway);
    expect(metrics[series]).toBe(1);
    expect(metrics['gateway_upstream_attempts_total{endpoint="PartyRoles",outcome="UPSTREAM_MISCONFIGURED"}']).toBe(3);
    expect(gateway.logged('upstream_failed').map(({ cause }) => cause)).toEqual([...times(3, '401'), ...times(7, 'LOCKED_OUT')]);
    const line = { level: 'warn', customerId: 'M1', functionGroup: 'crm', passwordOf: 'gateway' };
    expect(lockoutLines(gateway)).toEqual([{ ...line, status: 401, msg: 'lockout began' }]);

    vitec.answer = WELL;
    expect(await outcomeOf(gateway, rolesOf('a', 'M2'))).toBe('well'); // another customer
    pass(LOCKOUT_MS - 60_000);
    expect(await outcomeOf(gateway, rolesOf('a'))).toBe('UPSTREAM_MISCONFIGURED 60');
    expect(vitec.calls).toBe(4);
    pass(60_000);
    expect((await readMetrics(gateway))[series]).toBe(0);
    expect(await outcomeOf(gateway, rolesOf('a'))).toBe('well');
    expect(lockoutLines(gateway)).toEqual([
      { ...line, status: 401, msg: 'lockout began' },
      { ...line, msg: 'lockout ended' },
    ]);
  });

  it('has a status that tells when to ask again', async () => {
    await using vitec = await startVitec(status(401));
    await using gateway = await startGateway(vitec, { VITEC_LOCKOUT_MS: '30000' });
    await outcomes(gateway, 3, () => rolesOf('a'));
    const { data } = await gateway.query(
      '{ contact(customerId: "M1", contactId: "a") { partyRolesStatus { state code retryable retryAfterSeconds } } }',
    );
    expect(data.contact.partyRolesStatus).toEqual({
      state: 'UNAVAILABLE',
      code: 'UPSTREAM_MISCONFIGURED',
      retryable: false,
      retryAfterSeconds: 30,
    });
  });

  it('is not sent after five answers 403 for different contacts', async () => {
    await using vitec = await startVitec(status(403));
    await using gateway = await startGateway(vitec);
    expect(await outcomes(gateway, 10, (index) => rolesOf(`c${index}`))).toEqual([...times(5, 'FORBIDDEN'), ...times(5, 'FORBIDDEN 600')]);
    expect(vitec.calls).toBe(5);
    expect(gateway.logged('lockout began')).toMatchObject([{ customerId: 'M1', status: 403 }]);
  });

  it('goes on being sent where Vitec closes one contact', async () => {
    await using vitec = await startVitec(status(403));
    await using gateway = await startGateway(vitec);
    expect(await outcomes(gateway, 10, () => rolesOf('a'))).toEqual(times(10, 'FORBIDDEN'));
    expect(vitec.calls).toBe(10);
  });

  it.each<[string, Answer]>([
    ['an answer', WELL],
    ['a 404', status(404)],
    ['a 400', status(400)],
    ['a 500', status(500)],
  ])('goes on being sent where %s comes between', async (_what, between) => {
    await using vitec = await startVitec();
    await using gateway = await startGateway(vitec);
    for (const [refusal, most] of [
      [status(401), 2],
      [status(403), 4],
    ] as const) {
      for (let round = 0; round < 3; round += 1) {
        vitec.answer = refusal;
        await outcomes(gateway, most, (index) => rolesOf(`c${index}`));
        vitec.answer = between;
        await outcomeOf(gateway, rolesOf('a'));
      }
    }
    vitec.answer = WELL;
    expect(await outcomeOf(gateway, rolesOf('a'))).toBe('well');
    expect(gateway.logged('lockout began')).toEqual([]);
  });

  it('goes on being sent for the other function group', async () => {
    await using vitec = await startVitec((response) => (response.req.url?.startsWith('/CRM/') ? status(401) : status(404))(response));
    await using gateway = await startGateway(vitec);
    await outcomes(gateway, 5, () => rolesOf('a'));
    expect(vitec.calls).toBe(3);
    const { data } = await gateway.query(
      '{ _entities(representations: [{ __typename: "Estate", customerId: "M1", estateId: "home" }]) { ... on Estate { listingStatus { state } } } }',
    );
    expect([data._entities, vitec.calls]).toEqual([[{ listingStatus: { state: 'NOT_FOUND' } }], 4]);
  });

  it.each([
    ['the queue', { VITEC_MAX_CONCURRENCY: '1' }],
    ['the rate', { VITEC_MAX_PER_SECOND: '4' }],
  ])('is not sent by calls that wait in %s when the lockout begins', async (_what, settings) => {
    await using vitec = await startVitec(status(401));
    await using gateway = await startGateway(vitec, settings);
    const { errors } = await gateway.query(manyRoles(15));
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(times(15, 'UPSTREAM_MISCONFIGURED'));
    expect(vitec.calls).toBe(3);
  });

  it('costs three calls also of a long list, when it has not worked before', async () => {
    await using vitec = await startVitec(status(401));
    await using gateway = await startGateway(vitec);
    const { errors } = await gateway.query(manyRoles(50));
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(times(50, 'UPSTREAM_MISCONFIGURED'));
    expect(vitec.calls).toBe(3);
  });

  it('is sent again when a call that was open before the lockout succeeds', async () => {
    await using vitec = await startVitec(WELL);
    await using gateway = await startGateway(vitec);
    await outcomeOf(gateway, rolesOf('first')); // few calls are open before the first has ended
    const held = vitec.hold();
    const asked = gateway.query(manyRoles(6));
    await vi.waitFor(() => expect(held).toHaveLength(6));
    for (const response of held.slice(0, 5)) status(403)(response);
    await vi.waitFor(() => expect(gateway.logged('lockout began')).toHaveLength(1));
    for (const response of held.slice(5)) WELL(response);
    await asked;
    expect(gateway.logged('lockout ended')).toHaveLength(1);
    vitec.answer = WELL;
    expect(await outcomeOf(gateway, rolesOf('a'))).toBe('well');
  });

  it('leaves cached answers as they are', async () => {
    await using vitec = await startVitec();
    await using gateway = await startGateway(vitec, { CACHE_TTL_MS: '60000' });
    await outcomeOf(gateway, rolesOf('known'));
    pass(61_000);
    vitec.answer = status(403);
    await outcomes(gateway, 5, (index) => rolesOf(`c${index}`));
    expect(await outcomeOf(gateway, rolesOf('known'))).toBe('FORBIDDEN 600'); // no stale answer for a refusal
    pass(LOCKOUT_MS);
    vitec.answer = status(500);
    const { data } = await gateway.query('{ contact(customerId: "M1", contactId: "known") { partyRolesStatus { state } } }');
    expect(data.contact.partyRolesStatus.state).toBe('STALE'); // the lockout did not drop it
  });
});

describe('after the lockout', () => {
  async function lockOut(settings: Record<string, string> = {}) {
    const vitec = await startVitec(status(401));
    const gateway = await startGateway(vitec, settings);
    await outcomes(gateway, 4, () => rolesOf('a'));
    expect(vitec.calls).toBe(3);
    vitec.calls = 0;
    pass(LOCKOUT_MS);
    return together(vitec, gateway);
  }

  it('one call is a probe; if Vitec refuses it, nothing is asked for as long again', async () => {
    await using locked = await lockOut();
    const { errors } = await locked.gateway.query(manyRoles(10));
    expect(errors?.map(({ extensions }) => extensions.retryAfterSeconds ?? 'asked').sort()).toEqual([
      ...times(9, '600').map(Number),
      'asked',
    ]);
    expect(await outcomeOf(locked.gateway, rolesOf('a'))).toBe('UPSTREAM_MISCONFIGURED 600');
    expect(locked.vitec.calls).toBe(1);
    expect(locked.gateway.logged('lockout began')).toHaveLength(1);
  });

  it('the others wait for the probe, and are asked when it succeeds', async () => {
    await using locked = await lockOut();
    locked.vitec.answer = WELL;
    const { errors } = await locked.gateway.query(manyRoles(10));
    expect([errors, locked.vitec.calls]).toEqual([undefined, 10]);
  });

  it('a probe without an answer decides nothing: the next call is the probe', async () => {
    await using locked = await lockOut({ VITEC_ATTEMPT_TIMEOUT_MS: '100' });
    locked.vitec.hold();
    expect(await outcomeOf(locked.gateway, rolesOf('a'))).toBe('UPSTREAM_TIMEOUT');
    expect(locked.gateway.logged('lockout ended')).toEqual([]);
    locked.vitec.answer = WELL;
    expect(await outcomeOf(locked.gateway, rolesOf('a'))).toBe('well');
    expect(locked.gateway.logged('lockout ended')).toHaveLength(1);
  });
});

describe('with AUTH_MODE=passthrough', () => {
  const isRight = (header: string | undefined) => /:right/.test(Buffer.from(String(header).slice('Basic '.length), 'base64').toString());
  const startPassthrough = async () => {
    const vitec = await startVitec((response) => (isRight(response.req.headers.authorization) ? WELL : status(401))(response));
    const gateway = await startGateway(vitec, { AUTH_MODE: 'passthrough', METRICS_TOKEN }, { sandbox: false });
    return together(vitec, gateway);
  };
  const WRONG = Array.from({ length: 10 }, (_, index) => basic(`wrong-${index}`, index % 2 ? 'Partner' : 'partner'));

  it('ten wrong passwords cost three calls, one after the other or at once', async () => {
    await using one = await startPassthrough();
    const answers: string[] = [];
    for (const each of WRONG) answers.push(await outcomeOf(one.gateway, rolesOf('a'), each));
    expect(answers).toEqual([...times(3, 'UNAUTHENTICATED'), ...times(7, 'UNAUTHENTICATED 600')]);
    expect(one.vitec.calls).toBe(3);

    await using all = await startPassthrough();
    const atOnce = await Promise.all(WRONG.map((each) => outcomeOf(all.gateway, rolesOf('a'), each)));
    expect(atOnce.sort()).toEqual([...times(3, 'UNAUTHENTICATED'), ...times(7, 'UNAUTHENTICATED 600')]);
    expect(all.vitec.calls).toBe(3);
    expect(lockoutLines(all.gateway)).toEqual([
      { level: 'warn', customerId: null, functionGroup: 'crm', passwordOf: 'caller', status: 401, msg: 'lockout began' },
    ]);
    expect((await readMetrics(all.gateway))['gateway_upstream_lockouts{password_of="caller",function_group="crm"}']).toBe(1);
    expect(all.gateway.log()).not.toMatch(/wrong-|partner/i);
  });

  it('one wrong password costs three calls, also of a long list', async () => {
    await using one = await startPassthrough();
    const { errors } = await one.gateway.query(manyRoles(30), {}, basic('wrong'));
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(times(30, 'UNAUTHENTICATED'));
    expect(one.vitec.calls).toBe(3);
  });

  it('they touch no password that has worked, no other user name and no other customer', async () => {
    await using one = await startPassthrough();
    const ask = (password: string, userName?: string, customerId?: string) =>
      outcomeOf(one.gateway, rolesOf('a', customerId), basic(password, userName));
    expect(await ask('right')).toBe('well');
    await Promise.all(WRONG.map((each) => outcomeOf(one.gateway, rolesOf('a'), each)));
    expect(await ask('right')).toBe('well');
    expect(await ask('right', 'another')).toBe('well');
    expect(await ask('right', 'partner', 'M2')).toBe('well');
    expect(await ask('right-but-new')).toBe('UNAUTHENTICATED 600');
    pass(LOCKOUT_MS);
    expect(await ask('wrong-again')).toBe('UNAUTHENTICATED'); // the probe
    expect(await ask('right-but-new')).toBe('UNAUTHENTICATED 600');
    pass(LOCKOUT_MS);
    expect(await ask('right-but-new')).toBe('well');
  });

  it('a fault of Vitec between wrong passwords gives no more tries', async () => {
    await using one = await startPassthrough();
    const { answer } = one.vitec;
    for (const [index, each] of WRONG.entries()) {
      one.vitec.answer = index % 2 ? answer : status(429);
      await outcomeOf(one.gateway, rolesOf('a'), each);
    }
    one.vitec.answer = answer;
    expect(await outcomeOf(one.gateway, rolesOf('a'), basic('right'))).toBe('UNAUTHENTICATED 600');
  });

  it('a right password that is new reads a long list', async () => {
    await using one = await startPassthrough();
    const { errors } = await one.gateway.query(manyRoles(30), {}, basic('right'));
    expect([errors, one.vitec.calls]).toEqual([undefined, 30]);
  });

  it('a password that has worked is locked out by itself when Vitec refuses it', async () => {
    await using one = await startPassthrough();
    const ask = (password: string) => outcomeOf(one.gateway, rolesOf('a'), basic(password));
    expect([await ask('right-1'), await ask('right-2')]).toEqual(['well', 'well']);
    const { answer } = one.vitec;
    one.vitec.answer = status(401);
    for (let index = 0; index < 5; index += 1) await ask('right-1');
    expect(one.vitec.calls).toBe(2 + 3);
    one.vitec.answer = answer;
    expect(await ask('right-1')).toBe('UNAUTHENTICATED 600');
    expect([await ask('right-2'), await ask('right-3')]).toEqual(['well', 'well']);
  });
});

describe('calls that wait', () => {
  const started = (nowMs: () => number) => {
    const upstream = createHeldUpstream();
    const nothing = () => undefined;
    const { around, atAttempt } = createLockout({ lockoutMs: LOCKOUT_MS, nowMs, onBegan: nothing, onEnded: nothing, watch: nothing });
    const call = around(atAttempt(upstream.call));
    const ask = (rights: Rights, operation = createOperation()) => call(allowed('a', 'M1', rights), operation).catch(() => undefined);
    return { ...upstream, ask };
  };
  const own = (hash: string): Rights => ({ kind: 'OWN', authorization: hash, hash, userHash: 'user' });
  const TIMEOUT = new Failure('UPSTREAM_TIMEOUT');
  const REFUSED = new Failure('UPSTREAM_MISCONFIGURED', { status: 401 });

  it('with an untried password begin one for one that ends without an answer', async () => {
    const { calls, ask } = started(() => 0);
    const leaving = createOperation();
    for (let index = 0; index < 10; index += 1) void ask(own(`p${index}`), index === 3 ? leaving : createOperation());
    expect(calls).toHaveLength(3);
    leaving.leave();
    for (const ended of [1, 2, 3]) {
      calls[ended - 1]?.fail(TIMEOUT);
      await settle();
      expect(calls).toHaveLength(3 + ended);
    }
  });

  it('for a probe send one more when it ends without an answer, and none when it is refused', async () => {
    let nowMs = 0;
    const { calls, ask } = started(() => nowMs);
    for (let index = 0; index < 3; index += 1) {
      const asked = ask({ kind: 'GATEWAY' });
      calls[index]?.fail(REFUSED);
      await asked;
    }
    nowMs = LOCKOUT_MS;
    const waiting = Array.from({ length: 10 }, () => ask({ kind: 'GATEWAY' }));
    expect(calls).toHaveLength(4);
    calls[3]?.fail(TIMEOUT);
    await settle();
    expect(calls).toHaveLength(5);
    calls[4]?.fail(REFUSED);
    await Promise.all(waiting);
    expect(calls).toHaveLength(5);
  });
});

it('remembers at most 10,000 customers', async () => {
  let count = () => 0;
  const { around, atAttempt } = createLockout({
    lockoutMs: LOCKOUT_MS,
    nowMs: () => 0,
    onBegan: () => undefined,
    onEnded: () => undefined,
    watch: (read) => {
      count = () => read('gateway', 'crm');
    },
  });
  const call = around(atAttempt(toCall(() => Promise.reject(new Failure('UPSTREAM_MISCONFIGURED', { status: 401 })))));
  const operation = createOperation();
  for (let customer = 0; customer < 10_050; customer += 1)
    for (let time = 0; time < 3; time += 1) await call(allowed('a', `M${customer}`), operation).catch(() => undefined);
  expect(count()).toBe(10_000);
});

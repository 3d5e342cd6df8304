import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FaultName } from '../../src/sandbox/faults.ts';
import { startGateway } from '../support/gateway.ts';
import { listen } from '../support/listen.ts';
import { METRICS_TOKEN, readMetrics } from '../support/metrics.ts';
import { contact, startOffice } from '../support/office.ts';
import { buyerOf, startVitec, status } from '../support/vitec.ts';

const QUERY =
  '{ contact(customerId: "M1", contactId: "a") { id partyRoles { id } partyRolesStatus { state code retryable retryAfterSeconds fetchedAt } } }';
/** So that an answer that never comes is not waited for longer; the others have their time on a busy machine. */
const timesOf = (fault: FaultName) => (fault === 'silent' || fault === 'drip' ? { VITEC_ATTEMPT_TIMEOUT_MS: '1000' } : {});

const FAULTS: readonly (readonly [FaultName, string, string, boolean, number | null, number])[] = [
  ['bad-request', 'UPSTREAM_BAD_REQUEST', 'UNAVAILABLE', false, null, 1],
  ['unauthorized', 'UPSTREAM_MISCONFIGURED', 'UNAVAILABLE', false, null, 1],
  ['forbidden', 'FORBIDDEN', 'FORBIDDEN', false, null, 1],
  ['not-found', 'NOT_FOUND', 'NOT_FOUND', false, null, 1],
  ['rate-limited', 'UPSTREAM_RATE_LIMITED', 'RATE_LIMITED', true, 30, 1],
  ['rate-limited-without-time', 'UPSTREAM_RATE_LIMITED', 'RATE_LIMITED', true, null, 1],
  ['server-error', 'UPSTREAM_UNAVAILABLE', 'UNAVAILABLE', true, null, 3],
  ['bad-gateway', 'UPSTREAM_UNAVAILABLE', 'UNAVAILABLE', true, null, 3],
  ['unavailable', 'UPSTREAM_UNAVAILABLE', 'UNAVAILABLE', true, 10, 1],
  ['gateway-timeout', 'UPSTREAM_UNAVAILABLE', 'UNAVAILABLE', true, null, 3],
  ['reset', 'UPSTREAM_UNAVAILABLE', 'UNAVAILABLE', true, null, 3],
  ['reset-in-body', 'UPSTREAM_UNAVAILABLE', 'UNAVAILABLE', true, null, 3],
  ['reset-in-headers', 'UPSTREAM_UNAVAILABLE', 'UNAVAILABLE', true, null, 3],
  ['too-long-a-length', 'UPSTREAM_UNAVAILABLE', 'UNAVAILABLE', true, null, 3],
  ['too-short-a-length', 'UPSTREAM_BAD_RESPONSE', 'UNAVAILABLE', false, null, 1],
  ['silent', 'UPSTREAM_TIMEOUT', 'TIMEOUT', true, null, 1],
  ['drip', 'UPSTREAM_TIMEOUT', 'TIMEOUT', true, null, 1],
  ['redirect', 'UPSTREAM_BAD_RESPONSE', 'UNAVAILABLE', false, null, 1],
  ['no-content', 'UPSTREAM_BAD_RESPONSE', 'UNAVAILABLE', false, null, 1],
  ['html', 'UPSTREAM_BAD_RESPONSE', 'UNAVAILABLE', false, null, 1],
  ['truncated', 'UPSTREAM_BAD_RESPONSE', 'UNAVAILABLE', false, null, 1],
  ['empty', 'UPSTREAM_BAD_RESPONSE', 'UNAVAILABLE', false, null, 1],
  ['null-body', 'UPSTREAM_BAD_RESPONSE', 'UNAVAILABLE', false, null, 1],
  ['an-array', 'UPSTREAM_BAD_RESPONSE', 'UNAVAILABLE', false, null, 1],
  ['no-lists', 'UPSTREAM_BAD_RESPONSE', 'UNAVAILABLE', false, null, 1],
  ['row-without-estate', 'UPSTREAM_BAD_RESPONSE', 'UNAVAILABLE', false, null, 1],
  ['number-for-estate', 'UPSTREAM_BAD_RESPONSE', 'UNAVAILABLE', false, null, 1],
  ['too-large', 'UPSTREAM_BAD_RESPONSE', 'UNAVAILABLE', false, null, 1],
  ['not-gzip', 'UPSTREAM_BAD_RESPONSE', 'UNAVAILABLE', false, null, 1],
];

const STATUS = 'state code retryable retryAfterSeconds fetchedAt';
/** The fields of each endpoint at a contact, and what they show where all is well. */
const OF_ENDPOINT = {
  PartyRoles: {
    fields: ['partyRoles', 'hasRole'],
    status: 'partyRolesStatus',
    selection: `partyRoles { role } hasRole(estateId: "home-1") partyRolesStatus { ${STATUS} }`,
    whole: { partyRoles: [{ role: 'BUYER' }], hasRole: true },
  },
  ContactRelations: {
    fields: ['representedBy', 'represents'],
    status: 'contactRelationsStatus',
    selection: `representedBy { relation } represents { relation } contactRelationsStatus { ${STATUS} }`,
    whole: { representedBy: [{ relation: 'GUARDIAN' }], represents: [] },
  },
} as const;
const BOTH = `{ contacts(customerId: "M1", contactIds: ["a", "good"]) { ${OF_ENDPOINT.PartyRoles.selection} ${OF_ENDPOINT.ContactRelations.selection} } }`;
const WELL = { state: 'FRESH', code: null, retryable: false, retryAfterSeconds: null, fetchedAt: expect.any(String) };

describe.each([
  ['PartyRoles', 'ContactRelations'],
  ['ContactRelations', 'PartyRoles'],
] as const)('a fault of %s', (broken, sound) => {
  it.each(FAULTS)(
    `%s is null with %s, told as %s too, leaves ${sound} and the other contact whole, and the next call is well`,
    async (fault, code, state, retryable, retryAfterSeconds, attempts) => {
      const well = (id: string) => contact(id).buys('home-1').representedBy('b');
      await using office = await startOffice([well('a').fails({ [broken]: fault }), well('good')]);
      await using gateway = await startGateway(office, { METRICS_TOKEN, ...timesOf(fault) });
      const { status, data, errors } = await gateway.query(BOTH);

      const { fields, status: statusField } = OF_ENDPOINT[broken];
      const stands = { ...OF_ENDPOINT[sound].whole, [OF_ENDPOINT[sound].status]: WELL };
      expect(status).toBe(200);
      expect(data.contacts).toEqual([
        {
          ...Object.fromEntries(fields.map((field) => [field, null])),
          [statusField]: { state, code, retryable, retryAfterSeconds, fetchedAt: null },
          ...stands,
        },
        { ...OF_ENDPOINT[broken].whole, [statusField]: WELL, ...stands },
      ]);
      expect(await readMetrics(gateway)).toMatchObject({
        [`gateway_upstream_attempts_total{endpoint="${broken}",outcome="${code}"}`]: attempts,
        [`gateway_upstream_attempts_total{endpoint="${broken}",outcome="OK"}`]: 1,
        [`gateway_upstream_attempts_total{endpoint="${sound}",outcome="OK"}`]: 2,
      });
      expect(errors?.map(({ path }) => path)).toEqual(fields.map((field) => ['contacts', 0, field]));
      for (const { extensions } of errors ?? [])
        expect(extensions).toEqual({
          code,
          retryable,
          requestId: expect.any(String),
          ...(retryAfterSeconds === null ? {} : { retryAfterSeconds }),
        });
      expect(JSON.stringify(errors)).not.toMatch(/127\.0\.0\.1|lösenord|partner|Underhåll|at .*\.ts/);
      const next = await gateway.query(`{ contact(customerId: "M1", contactId: "good") { ${OF_ENDPOINT[broken].selection} } }`);
      expect(next.data.contact).toMatchObject(OF_ENDPOINT[broken].whole);
    },
  );
});

describe('a fault of Vitec', () => {
  it('that nothing listens is UPSTREAM_UNAVAILABLE', async () => {
    const office = await startOffice([]);
    await office[Symbol.asyncDispose]();
    await using gateway = await startGateway(office);
    const { errors, extensions } = await gateway.query(QUERY);
    expect(errors).toMatchObject([{ extensions: { code: 'UPSTREAM_UNAVAILABLE' } }]);
    expect(extensions?.upstream.calls).toBe(3);
  });

  it('that its certificate is not to be trusted is UPSTREAM_UNAVAILABLE, and not tried again', async () => {
    const fixture = (name: string) => readFileSync(new URL(`../fixtures/${name}`, import.meta.url));
    await using vitec = await listen(createServer({ key: fixture('self-signed-key.pem'), cert: fixture('self-signed-cert.pem') }));
    await using gateway = await startGateway({ url: vitec.url.replace('http:', 'https:'), username: 'a', password: 'b' });
    const { errors, extensions } = await gateway.query(QUERY);
    expect(errors).toMatchObject([{ extensions: { code: 'UPSTREAM_UNAVAILABLE' } }]);
    expect(extensions?.upstream.calls).toBe(1);
  });

  it.each([
    [500, 'UPSTREAM_UNAVAILABLE'],
    [404, 'NOT_FOUND'],
  ])('that the body of a %i never ends is %s, as its status says, and leaves no call open', async (httpStatus, code) => {
    const responses: ServerResponse[] = [];
    await using vitec = await startVitec((response) => {
      responses.push(response);
      response.writeHead(httpStatus).write('a');
    });
    await using gateway = await startGateway(vitec, { VITEC_ATTEMPT_TIMEOUT_MS: '2500' });
    expect((await gateway.query(QUERY)).errors).toMatchObject([{ extensions: { code } }]);
    await expect.poll(() => responses.every(({ closed }) => closed), { timeout: 4_000 }).toBe(true);
  });

  it('that its name is unknown is UPSTREAM_UNAVAILABLE', async () => {
    await using gateway = await startGateway({ url: 'https://vitec.invalid', username: 'a', password: 'b' });
    expect((await gateway.query(QUERY)).errors).toMatchObject([{ extensions: { code: 'UPSTREAM_UNAVAILABLE' } }]);
  });

  it('that it speaks no TLS where TLS was asked for is UPSTREAM_UNAVAILABLE', async () => {
    await using office = await startOffice([contact('a')]);
    await using gateway = await startGateway({ ...office, url: office.url.replace('http:', 'https:') });
    expect((await gateway.query(QUERY)).errors).toMatchObject([{ extensions: { code: 'UPSTREAM_UNAVAILABLE' } }]);
  });

  it('that it refuses the gateway by its password is the gateway’s fault, not the caller’s', async () => {
    await using office = await startOffice([contact('a')]);
    await using gateway = await startGateway({ ...office, password: 'wrong' });
    expect((await gateway.query(QUERY)).errors).toMatchObject([{ extensions: { code: 'UPSTREAM_MISCONFIGURED', retryable: false } }]);
  });

  it('ends with the deadline of the operation, when that comes first', async () => {
    await using vitec = await startVitec();
    const second: ServerResponse[] = [];
    vitec.answer = (response) => {
      if (vitec.calls === 1) setTimeout(status(503), 300, response);
      else second.push(response); // the second attempt begins late and gets no answer
    };
    await using gateway = await startGateway(vitec, { VITEC_ATTEMPT_TIMEOUT_MS: '500', OPERATION_TIMEOUT_MS: '600' });
    expect((await gateway.query(QUERY)).errors).toMatchObject([{ extensions: { code: 'UPSTREAM_TIMEOUT' } }]);
    await expect.poll(() => second.map(({ closed }) => closed)).toEqual([true]);
  });
});

describe('an upstream that fails at first', () => {
  it('is asked again, and the answer is whole', async () => {
    await using vitec = await startVitec();
    vitec.answer = (response) => (vitec.calls < 3 ? status(503, { 'retry-after': '0' }) : buyerOf('home-1'))(response);
    await using gateway = await startGateway(vitec);
    const { errors, extensions } = await gateway.query(QUERY);
    expect(errors).toBeUndefined();
    expect([vitec.calls, extensions?.upstream.calls]).toEqual([3, 3]);
  });
});

describe('too many at once', () => {
  it('are turned away at once with OVERLOADED, and whole with 503 when nothing could be read', async () => {
    await using vitec = await startVitec((response) => setTimeout(buyerOf('home-1'), 800, response));
    await using gateway = await startGateway(vitec, {
      VITEC_MAX_CONCURRENCY: '1',
      VITEC_ATTEMPT_TIMEOUT_MS: '1900',
      OPERATION_TIMEOUT_MS: '2000',
    });
    const list = (ids: string) =>
      `{ contacts(customerId: "M1", contactIds: [${ids}]) { partyRoles { id } partyRolesStatus { state code retryAfterSeconds } } }`;
    expect((await gateway.query(list('"measured"'))).errors).toBeUndefined(); // from here on a call is known to take its time
    const held = vitec.hold();
    const both = gateway.query(list('"slow", "other"'));
    await expect.poll(() => held.length).toBe(1);
    const none = await gateway.query(list('"other"'));
    expect([none.status, none.data, none.headers.get('retry-after')]).toEqual([503, undefined, '1']);
    expect(none.errors).toMatchObject([{ extensions: { code: 'OVERLOADED', retryable: true, retryAfterSeconds: 1 } }]);
    held.forEach(buyerOf('home-1'));
    const some = await both;
    expect(some.status).toBe(200);
    expect(some.data.contacts[1]).toEqual({
      partyRoles: null,
      partyRolesStatus: { state: 'RATE_LIMITED', code: 'OVERLOADED', retryAfterSeconds: 1 },
    });
  });

  it('callers of one contact share one call', async () => {
    await using office = await startOffice([contact('a').takes(1_500).sells('home-1')]);
    await using gateway = await startGateway(office);
    const answers = await Promise.all(
      Array.from({ length: 200 }, () => gateway.query('{ contact(customerId: "M1", contactId: "a") { partyRoles { role } } }')),
    );
    expect(answers.every(({ data }) => data.contact.partyRoles.length === 1)).toBe(true);
    expect(office.calls).toEqual({ a: 1 });
  });
});

describe('one contact that fails', () => {
  it('is null with its code at its path, and the rest of the list is whole', async () => {
    await using office = await startOffice([
      contact('a').buys('home-1'),
      contact('b').fails('unavailable'),
      contact('c').sells('home-2'),
      contact('d').fails('html'),
    ]);
    await using gateway = await startGateway(office);
    const { data, errors } = await gateway.query(
      '{ contacts(customerId: "M1", contactIds: ["a", "b", "c", "d", "b", "missing"]) { contactId partyRoles { role } hasRole(estateId: "home-1", roles: [BUYER]) partyRolesStatus { state } } }',
    );
    const failed = (contactId: string, state: string) => ({ contactId, partyRoles: null, hasRole: null, partyRolesStatus: { state } });
    expect(data.contacts).toEqual([
      { contactId: 'a', partyRoles: [{ role: 'BUYER' }], hasRole: true, partyRolesStatus: { state: 'FRESH' } },
      failed('b', 'UNAVAILABLE'),
      { contactId: 'c', partyRoles: [{ role: 'SELLER' }], hasRole: false, partyRolesStatus: { state: 'FRESH' } },
      failed('d', 'UNAVAILABLE'),
      failed('b', 'UNAVAILABLE'),
      failed('missing', 'NOT_FOUND'),
    ]);
    const codes = errors?.filter(({ path }) => path?.[2] === 'partyRoles').map(({ path, extensions }) => [path?.[1], extensions.code]);
    expect(codes?.sort()).toEqual([
      [1, 'UPSTREAM_UNAVAILABLE'],
      [3, 'UPSTREAM_BAD_RESPONSE'],
      [4, 'UPSTREAM_UNAVAILABLE'],
      [5, 'NOT_FOUND'],
    ]);
    expect(office.calls).toEqual({ a: 1, b: 1, c: 1, d: 1, missing: 1 });
  });
});

describe('a customer without credentials', () => {
  it('is UPSTREAM_MISCONFIGURED without a call', async () => {
    await using office = await startOffice([contact('a')]);
    const path = join(mkdtempSync(join(tmpdir(), 'credentials-')), 'credentials.json');
    writeFileSync(path, JSON.stringify({ G2: { username: 'partner', password: 'lösenord-för-M1', customers: ['M1'] } }));
    const environment = { VITEC_CREDENTIALS_FILE: path, VITEC_USERNAME: '', VITEC_PASSWORD: '' };
    await using gateway = await startGateway(office, environment);
    const { data, errors } = await gateway.query(
      '{ mine: contact(customerId: "M1", contactId: "a") { partyRoles { id } } other: contact(customerId: "M9", contactId: "a") { partyRoles { id } } }',
    );
    expect(data).toEqual({ mine: { partyRoles: [] }, other: { partyRoles: null } });
    expect(errors).toMatchObject([{ path: ['other', 'partyRoles'], extensions: { code: 'UPSTREAM_MISCONFIGURED' } }]);
    expect(office.calls).toEqual({ a: 1 });
  });
});

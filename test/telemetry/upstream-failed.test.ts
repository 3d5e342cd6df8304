import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FailureCode } from '../../src/domain/failure.ts';
import { UPSTREAM_CAUSES, type UpstreamCause } from '../../src/domain/upstream-cause.ts';
import { type LogLine, startGateway, type TestGateway } from '../support/gateway.ts';
import { freePort, listen } from '../support/listen.ts';
import { SINGLE_CONTACT_ENDPOINTS, startVitecWithRelations } from '../support/relations-vitec.ts';
import { type Answer, buyerOf, disconnect, json, startVitec, status } from '../support/vitec.ts';

const BOTH = '{ contact(customerId: "M1", contactId: "kontakt-hemlig") { partyRolesStatus { code } contactRelationsStatus { code } } }';
const RELATIONS = '{ contact(customerId: "M1", contactId: "kontakt-hemlig") { contactRelationsStatus { code } } }';
const PAIR = { username: 'partner', password: 'lösenord' };

/** A line as it is written, by what differs; it has these fields and no other. */
const line = (endpoint: string, cause: UpstreamCause, code: FailureCode, status: number | null, level = 'warn') => ({
  level,
  time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
  requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
  operation: null,
  callerRef: null,
  code,
  cause,
  status,
  endpoint,
  customerId: 'M1',
  contactRef: expect.stringMatching(/^[\w-]{12}$/),
  msg: 'upstream_failed',
});
const failures = (gateway: TestGateway): readonly LogLine[] => {
  const lines = gateway.logged('upstream_failed');
  expect(JSON.stringify(lines)).not.toMatch(/kontakt|hemlig|lösenord|partner|bMO2c2Vub3Jk|127\.0\.0\.1|http|CRM|Anna/);
  return lines;
};
const byEndpoint = (lines: readonly LogLine[]) => {
  const placeOf = ({ endpoint }: LogLine) => (endpoint === 'PartyRoles' ? 0 : 1);
  return [...lines].sort((a, b) => placeOf(a) - placeOf(b));
};
const seen = new Set<unknown>();
const saw = (lines: readonly LogLine[]) => {
  for (const { cause } of lines) seen.add(cause);
  return lines;
};

const text =
  (body: string, headers: Record<string, string> = {}): Answer =>
  (response) =>
    response.writeHead(200, headers).end(body);
const HALF = '{"message":"Anna"';

describe('a call that fails has a line with endpoint, customer, status and cause', () => {
  it.each<[UpstreamCause, string, Answer, FailureCode, number | null]>([
    ['NOT_JSON', 'a text', text('Anna'), 'UPSTREAM_BAD_RESPONSE', 200],
    ['NOT_JSON', 'nothing', text(''), 'UPSTREAM_BAD_RESPONSE', 200],
    ['HTML', 'a page', text('<html>Anna</html>'), 'UPSTREAM_BAD_RESPONSE', 200],
    ['TRUNCATED', 'JSON that is cut', text(HALF), 'UPSTREAM_BAD_RESPONSE', 200],
    [
      'RESET',
      'a body that breaks off',
      (response) => response.writeHead(200, { 'content-length': '40' }).write(HALF, () => response.socket?.resetAndDestroy()),
      'UPSTREAM_UNAVAILABLE',
      200,
    ],
    [
      'TRUNCATED',
      'a body without a length that is cut',
      (response) => response.socket?.end(`HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n${HALF}`),
      'UPSTREAM_UNAVAILABLE',
      200,
    ],
    ['WRONG_SHAPE', 'another object', text('{"message":"Anna"}'), 'UPSTREAM_BAD_RESPONSE', 200],
    ['TOO_LARGE', '17 MB', text(`{"relations":[],"padding":"${'x'.repeat(17 * 1024 * 1024)}"}`), 'UPSTREAM_BAD_RESPONSE', 200],
    ['BAD_ENCODING', 'an unknown coding', text('{}', { 'content-encoding': 'zstd' }), 'UPSTREAM_BAD_RESPONSE', 200],
    ['ANSWER_TIMEOUT', 'no answer', () => undefined, 'UPSTREAM_TIMEOUT', null],
    ['ANSWER_TIMEOUT', 'an answer that stalls', (response) => response.writeHead(200).write(HALF), 'UPSTREAM_TIMEOUT', 200],
    ['RESET', 'a reset', disconnect('RST'), 'UPSTREAM_UNAVAILABLE', null],
    ['REDIRECT', '302', status(302, { location: '/CRM/Anna' }), 'UPSTREAM_BAD_RESPONSE', 302],
    ['400', '400', status(400), 'UPSTREAM_BAD_REQUEST', 400],
    ['403', '403', status(403), 'FORBIDDEN', 403],
    ['404', '404', status(404), 'NOT_FOUND', 404],
    ['408', '408', status(408), 'UPSTREAM_TIMEOUT', 408],
    ['410', '410', status(410), 'NOT_FOUND', 410],
    ['425', '425', status(425), 'UPSTREAM_UNAVAILABLE', 425],
    ['429', '429', status(429), 'UPSTREAM_RATE_LIMITED', 429],
    ['OTHER_4XX', '418', status(418), 'UPSTREAM_BAD_REQUEST', 418],
    ['5XX', '500', status(500), 'UPSTREAM_UNAVAILABLE', 500],
    ['5XX', '599', status(599), 'UPSTREAM_UNAVAILABLE', 599],
    ['OTHER_STATUS', '206', status(206), 'UPSTREAM_BAD_RESPONSE', 206],
  ])('%s for %s', async (cause, _what, write, code, answered) => {
    await using vitec = await startVitec(write);
    await using gateway = await startGateway({ ...vitec, ...PAIR }, cause === 'ANSWER_TIMEOUT' ? { VITEC_ATTEMPT_TIMEOUT_MS: '500' } : {});
    await gateway.query(BOTH);
    expect(byEndpoint(saw(failures(gateway)))).toEqual(SINGLE_CONTACT_ENDPOINTS.map((name) => line(name, cause, code, answered)));
  });

  it('401, at level error', async () => {
    await using vitec = await startVitec(status(401));
    await using gateway = await startGateway({ ...vitec, ...PAIR });
    await gateway.query(BOTH);
    expect(byEndpoint(saw(failures(gateway)))).toEqual(
      SINGLE_CONTACT_ENDPOINTS.map((name) => line(name, '401', 'UPSTREAM_MISCONFIGURED', 401, 'error')),
    );
  });

  it('401 of a password that the caller brought', async () => {
    await using vitec = await startVitec(status(401));
    await using gateway = await startGateway({ ...vitec, ...PAIR }, { AUTH_MODE: 'passthrough', VITEC_USERNAME: '', VITEC_PASSWORD: '' });
    await gateway.query(RELATIONS, {}, { authorization: `Basic ${Buffer.from('hemlig:hemlig').toString('base64')}` });
    expect(failures(gateway)).toEqual([
      { ...line('ContactRelations', '401', 'UNAUTHENTICATED', 401), customerId: null, callerRef: expect.stringMatching(/^[\w-]{12}$/) },
    ]);
  });

  it.each<[UpstreamCause, string, (port: number) => string, FailureCode]>([
    ['DNS', 'an unknown name', () => 'https://vitec.invalid', 'UPSTREAM_UNAVAILABLE'],
    ['REFUSED', 'a closed port', (port) => `http://127.0.0.1:${port}`, 'UPSTREAM_UNAVAILABLE'],
  ])('%s for %s', async (cause, _what, urlOf, code) => {
    await using gateway = await startGateway({ url: urlOf(await freePort()), ...PAIR });
    await gateway.query(BOTH);
    expect(byEndpoint(saw(failures(gateway)))).toEqual(SINGLE_CONTACT_ENDPOINTS.map((name) => line(name, cause, code, null)));
  });

  it('TLS for a server that speaks none', async () => {
    await using vitec = await startVitec();
    await using gateway = await startGateway({ url: vitec.url.replace('http:', 'https:'), ...PAIR });
    await gateway.query(RELATIONS);
    expect(saw(failures(gateway))).toEqual([line('ContactRelations', 'TLS', 'UPSTREAM_UNAVAILABLE', null)]);
  });

  it('CONNECT_TIMEOUT for a TLS handshake that is not answered', async () => {
    await using vitec = await listen(createServer());
    await using gateway = await startGateway({ url: vitec.url.replace('http:', 'https:'), ...PAIR }, { VITEC_ATTEMPT_TIMEOUT_MS: '500' });
    await gateway.query(RELATIONS);
    expect(saw(failures(gateway))).toEqual([line('ContactRelations', 'CONNECT_TIMEOUT', 'UPSTREAM_TIMEOUT', null)]);
  });

  it('NOT_HTTP for a server that speaks none', async () => {
    await using vitec = await startVitec((response) => response.req.socket.end('220 mail.example ESMTP Anna\r\n'));
    await using gateway = await startGateway({ ...vitec, ...PAIR });
    await gateway.query(RELATIONS);
    expect(saw(failures(gateway))).toEqual([line('ContactRelations', 'NOT_HTTP', 'UPSTREAM_BAD_RESPONSE', null)]);
  });

  it('NO_PASSWORD for a customer that has none', async () => {
    await using vitec = await startVitec();
    const file = join(mkdtempSync(join(tmpdir(), 'credentials-')), 'credentials.json');
    writeFileSync(file, JSON.stringify({ M9: PAIR }));
    await using gateway = await startGateway(vitec, { VITEC_CREDENTIALS_FILE: file, VITEC_USERNAME: '', VITEC_PASSWORD: '' });
    await gateway.query(RELATIONS);
    expect(saw(failures(gateway))).toEqual([line('ContactRelations', 'NO_PASSWORD', 'UPSTREAM_MISCONFIGURED', null, 'error')]);
    expect(vitec.calls).toBe(0);
  });

  it('BAD_ID for an id of Vitec that no address can hold', async () => {
    await using vitec = await startVitecWithRelations('{"relations":[{"relation":"Guardian","contactId":"../Anna"}]}');
    await using gateway = await startGateway({ ...vitec, ...PAIR });
    await gateway.query('{ contact(customerId: "M1", contactId: "a") { representedBy { contact { contactRelationsStatus { code } } } } }');
    expect(saw(failures(gateway))).toEqual([line('ContactRelations', 'BAD_ID', 'BAD_USER_INPUT', null)]);
  });

  it('BREAKER_OPEN where Vitec is not called', async () => {
    await using vitec = await startVitec(status(500));
    await using gateway = await startGateway({ ...vitec, ...PAIR });
    const ids = Array.from({ length: 12 }, (_, index) => `kontakt-${index}`);
    await gateway.query(`{ contacts(customerId: "M1", contactIds: ${JSON.stringify(ids)}) { partyRolesStatus { code } } }`);
    await gateway.query(RELATIONS);
    expect(saw(failures(gateway)).at(-1)).toEqual(line('ContactRelations', 'BREAKER_OPEN', 'UPSTREAM_UNAVAILABLE', null));
  });

  it('QUEUE_FULL where the gateway is too busy', async () => {
    await using vitec = await startVitec((response) => setTimeout(() => buyerOf('home-1')(response), 800));
    await using gateway = await startGateway(
      { ...vitec, ...PAIR },
      { VITEC_MAX_CONCURRENCY: '1', VITEC_ATTEMPT_TIMEOUT_MS: '1900', OPERATION_TIMEOUT_MS: '2000' },
    );
    await gateway.query('{ contact(customerId: "M1", contactId: "measured") { partyRolesStatus { code } } }');
    const held = vitec.hold();
    const both = gateway.query('{ contacts(customerId: "M1", contactIds: ["slow", "other"]) { partyRolesStatus { code } } }');
    await expect.poll(() => held.length).toBe(1);
    await gateway.query(RELATIONS);
    expect(saw(failures(gateway))).toContainEqual(line('ContactRelations', 'QUEUE_FULL', 'OVERLOADED', null));
    vitec.answer = buyerOf('home-1');
    for (const response of held) vitec.answer(response);
    await both;
  });

  it('NO_ROW for a contact that the answer to a batch lacks', async () => {
    await using vitec = await startVitec(json('[]'));
    await using gateway = await startGateway({ ...vitec, ...PAIR });
    await gateway.query('{ contact(customerId: "M1", contactId: "a") { estateTiesStatus(side: BUYER) { code } } }');
    expect(saw(failures(gateway))).toEqual([line('Buyer', 'NO_ROW', 'NOT_FOUND', 200)]);
  });

  it('CALL_LIMIT where the operation may cause no more calls, at level info', async () => {
    await using vitec = await startVitec();
    await using gateway = await startGateway({ ...vitec, ...PAIR }, { MAX_CALLS_PER_OPERATION: '1' });
    await gateway.query('{ contacts(customerId: "M1", contactIds: ["a", "b"]) { partyRolesStatus { code } } }');
    expect(saw(failures(gateway))).toEqual([line('PartyRoles', 'CALL_LIMIT', 'CALL_LIMIT_EXCEEDED', null, 'info')]);
  });

  it('LOCKED_OUT where Vitec has refused three calls in a row', async () => {
    await using vitec = await startVitec(status(401));
    await using gateway = await startGateway({ ...vitec, ...PAIR });
    for (let asked = 0; asked < 4; asked += 1) await gateway.query(RELATIONS);
    expect(saw(failures(gateway))).toEqual([
      ...[1, 2, 3].map(() => line('ContactRelations', '401', 'UPSTREAM_MISCONFIGURED', 401, 'error')),
      line('ContactRelations', 'LOCKED_OUT', 'UPSTREAM_MISCONFIGURED', null, 'error'),
    ]);
    expect(JSON.stringify(gateway.logged('lockout began'))).not.toMatch(/kontakt|hemlig|lösenord|partner/);
  });

  it('names a home by its reference, and nothing of a search', async () => {
    await using vitec = await startVitec(status(500));
    await using gateway = await startGateway({ ...vitec, ...PAIR });
    const estate = Buffer.from(JSON.stringify(['Estate', 'M1', 'hemlig-1'])).toString('base64url');
    await gateway.query(`{ node(id: "${estate}") { ... on Estate { listingStatus { code } } } }`);
    await gateway.query('{ searchContacts(customerId: "M1", term: "Anna Hemlig") { isCut } }');
    const { contactRef, ...common } = line('Estate', '5XX', 'UPSTREAM_UNAVAILABLE', 500);
    expect(failures(gateway)).toEqual([
      { ...common, estateRef: contactRef },
      { ...common, endpoint: 'Search' },
    ]);
  });

  it('DEADLINE where the time of the operation is up', async () => {
    await using vitec = await startVitec();
    vitec.answer = (response) => {
      if (vitec.calls <= 2) setTimeout(status(503), 300, response); // the second attempts begin late and get no answer
    };
    await using gateway = await startGateway({ ...vitec, ...PAIR }, { VITEC_ATTEMPT_TIMEOUT_MS: '500', OPERATION_TIMEOUT_MS: '600' });
    await gateway.query(BOTH);
    expect(byEndpoint(saw(failures(gateway)))).toEqual(
      SINGLE_CONTACT_ENDPOINTS.map((name) => line(name, 'DEADLINE', 'UPSTREAM_TIMEOUT', null)),
    );
  });

  it('CANCELLED where the caller left, at level info', async () => {
    await using vitec = await startVitec(() => undefined);
    await using gateway = await startGateway({ ...vitec, ...PAIR });
    const leaving = new AbortController();
    const body = JSON.stringify({ query: BOTH });
    const asked = fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
      signal: leaving.signal,
    });
    asked.catch(() => undefined);
    await expect.poll(() => vitec.calls).toBe(2);
    leaving.abort();
    await expect.poll(() => failures(gateway).length).toBe(2);
    expect(byEndpoint(saw(failures(gateway)))).toEqual(
      SINGLE_CONTACT_ENDPOINTS.map((name) => line(name, 'CANCELLED', 'CANCELLED', null, 'info')),
    );
  });

  it('also where a stale entry is shown instead', async () => {
    await using vitec = await startVitec(json('{"relations":[]}'));
    await using gateway = await startGateway({ ...vitec, ...PAIR }, { CACHE_TTL_MS: '1' });
    await gateway.query(RELATIONS);
    vitec.answer = status(500);
    await expect
      .poll(async () => (await gateway.query(RELATIONS.replace('code', 'state'))).data.contact.contactRelationsStatus.state)
      .toBe('STALE');
    expect(failures(gateway)).toContainEqual(line('ContactRelations', '5XX', 'UPSTREAM_UNAVAILABLE', 500));
  });

  it('is what the cases above show for every cause', () => {
    expect(UPSTREAM_CAUSES.filter((cause) => !seen.has(cause))).toEqual(['OTHER']); // an error of the connection that is none of the known ones
  });
});

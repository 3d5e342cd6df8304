import { closeSync, constants, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SandboxOffice } from '../../src/sandbox/office.ts';
import { person } from '../../src/sandbox/profile.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/server.ts';
import { startGateway } from '../support/gateway.ts';
import { METRICS_TOKEN, readMetrics } from '../support/metrics.ts';
import { createNamedPipe } from '../support/named-pipe.ts';
import { type ContactBuilder, contact } from '../support/office.ts';
import { startPlantedVitec } from '../support/planted-vitec.ts';
import { Program } from '../support/program.ts';
import { createSigner, ISSUER } from '../support/tokens.ts';
import { buyerOf, startVitec, status } from '../support/vitec.ts';

const LOG_KEY = 'a-key-of-the-log-that-is-long-enough';
const PAIR = { username: 'partner', password: 'lösenord' };

type TrailLine = {
  readonly time: string;
  readonly msg: string;
  readonly requestId: string;
  readonly issuer: string | null;
  readonly sub: string | null;
  readonly contacts: readonly { readonly customerId: string; readonly contactRef: string; readonly kinds: readonly string[] }[];
};

const folder = mkdtempSync(join(tmpdir(), 'gateway-trail-'));
let count = 0;
const newPath = () => join(folder, `${count++}.jsonl`);
const parse = (text: string) => text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as TrailLine]));
const linesOf = (path: string) => parse(readFileSync(path, 'utf8'));
/** The lines, once there are so many: the answer does not wait for them. */
const untilLines = async (path: string, lines: number): Promise<readonly TrailLine[]> => {
  await expect.poll(() => linesOf(path).length).toBe(lines);
  return linesOf(path);
};

/** The ids of contacts by the references that the tool computes: `M1 i8DBroMGpZxJ` for M1/anna. */
async function readRefs(customerId: string, contactIds: readonly string[]): Promise<readonly (readonly [string, string])[]> {
  await using program = new Program('', { LOG_KEY }, [process.execPath, 'src/tools/contact-ref.ts', customerId, ...contactIds]);
  expect(await program.exit()).toBe(0);
  return [...program.output.matchAll(/^(\S+) {2}(\S+)$/gm)].map(([, ref, id]) => [`${customerId} ${ref}`, `${customerId}/${id}`]);
}
/** `M1/anna: profile roles`, to compare. */
const shownIn = (line: TrailLine | undefined): readonly string[] | undefined =>
  line?.contacts.map(({ customerId, contactRef, kinds }) => `${idOf.get(`${customerId} ${contactRef}`)}: ${kinds.join(' ')}`).sort();

const office = (customerId: string, contacts: readonly ContactBuilder[]): SandboxOffice => ({
  customerId,
  name: customerId,
  ...PAIR,
  contacts: contacts.map((each) => ({
    ...each,
    contactRelations: {
      relations: each.ties.map(({ relation, contactId }) => ({ relation, contactId })),
      reverseRelations: [],
    },
  })),
});

let sandbox: Sandbox;
let idOf: ReadonlyMap<string, string>;
let signer: Awaited<ReturnType<typeof createSigner>>;
beforeAll(async () => {
  sandbox = await startSandbox([
    office('M1', [
      contact('anna')
        .is(person({ firstName: 'Annahemlig', lastName: 'Testsson' }))
        .sells('home-1')
        .actsFor('ward')
        .representedBy('guardian'),
      contact('ward').named('Wardhemlig'),
      contact('guardian').named('Guardianhemlig').isInterestedIn('home-1'),
      contact('other').named('Annahemlig').buys('home-2'),
      contact('fails').fails('html'),
    ]),
    office('M2', [contact('bo').named('Bohemlig').buys('home-3')]),
  ]);
  signer = await createSigner();
  const refs = [readRefs('M1', ['anna', 'ward', 'guardian', 'fails', 'other']), readRefs('M2', ['bo'])];
  idOf = new Map((await Promise.all(refs)).flat());
});
afterAll(async () => {
  await sandbox.stop();
  rmSync(folder, { recursive: true });
});

const start = (settings: Record<string, string>, vitec: { readonly url: string } = sandbox) =>
  startGateway({ ...PAIR, ...vitec }, { ...signer.settings, LOG_KEY, ...settings }, { sandbox: false });
const bearer = async (claims: Record<string, unknown> = {}) => ({
  authorization: `Bearer ${await signer.token({ sub: 'anna@byra.example', customerIds: ['M1', 'M2'], ...claims })}`,
});
const of = (contactId: string, fields: string, customerId = 'M1') =>
  `{ contact(customerId: "${customerId}", contactId: "${contactId}") { ${fields} } }`;
const ROLES = 'partyRoles { role }';
const PROFILE = 'profile { displayName }';

describe('a line of the access trail', () => {
  it('says when, by which request, by whom and whose data was shown, and no more', async () => {
    const path = newPath();
    await using gateway = await start({ ACCESS_TRAIL: path });
    const { headers } = await gateway.query(of('anna', PROFILE), {}, await bearer());
    const [line] = await untilLines(path, 1);
    expect(line).toEqual({
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      msg: 'access',
      requestId: headers.get('x-request-id'),
      issuer: ISSUER,
      sub: 'anna@byra.example',
      callerRef: gateway.logged('operation')[0]?.callerRef,
      contacts: [{ customerId: 'M1', contactRef: expect.stringMatching(/^[\w-]{12}$/), kinds: ['profile'] }],
    });
    expect(Math.abs(Date.parse(line?.time ?? '') - Date.now())).toBeLessThan(10_000);
  });

  it('names a caller whose sub is a personal number by the reference that stands in the log', async () => {
    const path = newPath();
    await using gateway = await start({ ACCESS_TRAIL: path });
    await gateway.query(of('anna', PROFILE), {}, await bearer({ sub: '19811218-9876' }));
    const [line] = await untilLines(path, 1);
    const [logged] = gateway.logged('operation');
    expect(line).toMatchObject({ issuer: ISSUER, sub: null, callerRef: logged?.callerRef });
    expect(logged?.callerRef).toMatch(/^[\w-]{12}$/);
  });

  it.each([
    ['roles, and the contacts that they name', of('anna', ROLES), ['M1/anna: roles', 'M1/ward: roles']],
    ['a profile', of('anna', PROFILE), ['M1/anna: profile']],
    ['relations, at both ends', of('anna', 'representedBy { relation }'), ['M1/anna: relations', 'M1/guardian: relations']],
    ['ties', of('guardian', 'estateTies(side: SPECULATOR) { estate { estateId } }'), ['M1/guardian: ties']],
    [
      'several kinds of one contact',
      of('other', `${PROFILE} ${ROLES} estateTies(side: BUYER) { estate { estateId } } representedBy { relation }`),
      ['M1/other: roles profile relations ties'],
    ],
    [
      'contacts of two offices',
      `{ a: contact(customerId: "M1", contactId: "other") { ${ROLES} } b: contact(customerId: "M2", contactId: "bo") { ${PROFILE} } }`,
      ['M1/other: roles', 'M2/bo: profile'],
    ],
    [
      'a contact reached through another',
      of('anna', `representedBy { contact { ${PROFILE} } }`),
      ['M1/anna: relations', 'M1/guardian: profile relations'],
    ],
    [
      'the matches of a search',
      '{ searchContacts(customerId: "M1", term: "Annahemlig") { matches { score } } }',
      ['M1/anna: search', 'M1/other: search'],
    ],
    ['the status of an endpoint, which reads it', of('other', 'partyRolesStatus { state }'), ['M1/other: roles']],
    ['a failed contact beside another', `{ contacts(customerId: "M1", contactIds: ["fails", "other"]) { ${ROLES} } }`, ['M1/other: roles']],
    [
      'the listing of a home, which is not data of a contact',
      `{ node(id: "${Buffer.from(JSON.stringify(['Estate', 'M1', 'home-1'])).toString('base64url')}") { ... on Estate { listingStatus { code } } } }`,
      [],
    ],
    ['ids alone', of('anna', 'contactId'), []],
    ['a contact that fails', of('fails', ROLES), []],
    ['a customer that the caller may not read', of('anna', ROLES, 'M3'), []],
    ['nothing', '{ __typename }', []],
  ])('names the contacts of %s', async (_what, document, shown) => {
    const path = newPath();
    await using gateway = await start({ ACCESS_TRAIL: path });
    await gateway.query(document, {}, await bearer());
    const [line] = await untilLines(path, 1);
    expect(shownIn(line)).toEqual(shown);
  });

  it('has the matches of a search that are shown, without the one more that is read', async () => {
    const path = newPath();
    await using gateway = await start({ ACCESS_TRAIL: path });
    await gateway.query(
      '{ searchContacts(customerId: "M1", term: "Annahemlig", first: 1) { isCut matches { score } } }',
      {},
      await bearer(),
    );
    expect((await untilLines(path, 1))[0]?.contacts).toHaveLength(1);
  });

  it.each([
    ['CACHED', '60000'],
    ['STALE', '1'],
  ])('counts a %s answer as a fresh one', async (state, ttlMs) => {
    const path = newPath();
    await using vitec = await startVitec();
    await using gateway = await start({ ACCESS_TRAIL: path, CACHE_TTL_MS: ttlMs, CACHE_GRACE_MS: '60000' }, vitec);
    await gateway.query(of('anna', ROLES), {}, await bearer());
    await untilLines(path, 1); // longer than the entry is fresh
    vitec.answer = status(500);
    const { data } = await gateway.query(of('anna', 'partyRolesStatus { state }'), {}, await bearer());
    expect(data.contact.partyRolesStatus.state).toBe(state);
    const [fresh, kept] = await untilLines(path, 2);
    expect(kept?.contacts).toEqual(fresh?.contacts);
    expect(kept?.contacts).toHaveLength(1);
  });

  it('has no contact where the answer has no data, or all are overloaded', async () => {
    const path = newPath();
    await using gateway = await start({ ACCESS_TRAIL: path, MAX_CONTACTS_PER_OPERATION: '1' });
    const tooMany = `{ contacts(customerId: "M1", contactIds: ["anna", "other"]) { ${ROLES} } }`;
    expect((await gateway.query(tooMany, {}, await bearer())).data).toBeUndefined();
    const busy = await startVitec(status(429, { 'retry-after': '60' }));
    await using _busy = busy;
    await using overloaded = await start(
      { ACCESS_TRAIL: path, VITEC_MAX_PER_SECOND: '1', OPERATION_TIMEOUT_MS: '1000', VITEC_ATTEMPT_TIMEOUT_MS: '900' },
      busy,
    );
    const answers = await Promise.all(
      Array.from({ length: 10 }, async (_, index) => await overloaded.query(of(`c${index}`, ROLES), {}, await bearer())),
    );
    expect(answers.map((answer) => answer.status)).toContain(503);
    for (const { contacts } of await untilLines(path, 11)) expect(contacts).toEqual([]);
  });

  it('has no line for a request that was not executed', async () => {
    const path = newPath();
    await using gateway = await start({ ACCESS_TRAIL: path });
    await gateway.query('{ nothing }', {}, await bearer());
    await gateway.query(of('anna', ROLES));
    await gateway.query('{ __typename }', {}, await bearer());
    expect(await untilLines(path, 1)).toHaveLength(1);
  });

  it('holds no name, no id of a contact and no personal number, whatever Vitec and callers send', async () => {
    const path = newPath();
    await using vitec = await startPlantedVitec();
    await using gateway = await start({ ACCESS_TRAIL: path }, vitec);
    const fields = `${PROFILE} ${ROLES} representedBy { contact { contactId } } estateTies(side: SELLER) { shareHolding }`;
    for (const id of ['a-person', 'a-company', 'a-deceased-estate', '19121212-1212'])
      await gateway.query(`query Q($id: ID!) { contact(customerId: "M1", contactId: $id) { ${fields} } }`, { id }, await bearer());
    await gateway.query('{ searchContacts(customerId: "M1", term: "19121212-1212") { matches { score } } }', {}, await bearer());
    await untilLines(path, 5);
    const text = readFileSync(path, 'utf8').replaceAll(/"(time|requestId|contactRef)":"[^"]*"/g, '');
    expect(text).toContain('"kinds":["search"]');
    expect(text).not.toMatch(/1912|a-person|a-company|a-deceased|Annahemlig|home-|query|\$id/);
  });

  it('is whole under fifty operations at a time, each with its own request id', async () => {
    const path = newPath();
    await using gateway = await start({ ACCESS_TRAIL: path });
    const authorization = await bearer();
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) => gateway.query(of(index % 2 ? 'anna' : 'other', `${PROFILE} ${ROLES}`), {}, authorization)),
    );
    const lines = await untilLines(path, 50);
    expect(lines.map(({ requestId }) => requestId).sort()).toEqual(answers.map(({ headers }) => headers.get('x-request-id')).sort());
  });

  it('is written whatever the level of the log, to standard output too', async () => {
    await using gateway = await start({ ACCESS_TRAIL: 'stdout', LOG_LEVEL: 'silent', LOG_MAX_PER_SECOND: '1' });
    for (let index = 0; index < 3; index += 1) await gateway.query(of('other', ROLES), {}, await bearer());
    expect(gateway.log().trimEnd().split('\n')).toHaveLength(3);
    expect(gateway.logged('access')).toHaveLength(3);
  });

  it('names its contact as the log does, also without LOG_KEY; the start warns of that', async () => {
    const path = newPath();
    const failing = await startVitec(status(500));
    await using _failing = failing;
    await using gateway = await start({ ACCESS_TRAIL: path, LOG_KEY: '', CACHE_TTL_MS: '1' }, failing);
    expect(gateway.logged('access trail without LOG_KEY: its references can be matched by nobody after a restart')).toEqual([
      expect.objectContaining({ level: 'warn' }),
    ]);
    await gateway.query(of('anna', ROLES), {}, await bearer());
    failing.answer = buyerOf('home-1');
    await gateway.query(of('anna', ROLES), {}, await bearer());
    const lines = await untilLines(path, 2);
    expect(lines[1]?.contacts[0]?.contactRef).toBe(gateway.logged('upstream_failed')[0]?.contactRef);
    await using withKey = await start({ ACCESS_TRAIL: path });
    expect(withKey.log()).not.toContain('access trail');
  });

  it('is not written without ACCESS_TRAIL, and SIGHUP is left to Node', async () => {
    const listeners = process.listenerCount('SIGHUP');
    await using gateway = await start({});
    await gateway.query(of('anna', ROLES), {}, await bearer());
    expect(gateway.logged('access')).toEqual([]);
    expect(process.listenerCount('SIGHUP')).toBe(listeners);
    const traced = await start({ ACCESS_TRAIL: newPath() });
    expect(process.listenerCount('SIGHUP')).toBe(listeners + 1);
    await traced[Symbol.asyncDispose]();
    expect(process.listenerCount('SIGHUP')).toBe(listeners);
    await using toOutput = await start({ ACCESS_TRAIL: 'stdout' });
    expect([toOutput.url, process.listenerCount('SIGHUP')]).toEqual([toOutput.url, listeners]);
  });
});

describe('the caller in the access trail', () => {
  it('is the user name with AUTH_MODE=passthrough, and only where Vitec has accepted its password', async () => {
    const path = newPath();
    await using gateway = await startGateway({ ...PAIR, ...sandbox }, { AUTH_MODE: 'passthrough', LOG_KEY, ACCESS_TRAIL: path });
    const basic = (password: string) => ({ authorization: `Basic ${Buffer.from(`partner:${password}`).toString('base64')}` });
    await gateway.query(of('other', ROLES), {}, basic(PAIR.password));
    await untilLines(path, 1);
    await gateway.query(of('other', ROLES), {}, basic('fel'));
    const [accepted, refused] = await untilLines(path, 2);
    expect(accepted).toMatchObject({ issuer: null, sub: 'partner', contacts: [{ kinds: ['roles'] }] });
    expect(refused).toMatchObject({ issuer: null, sub: null, contacts: [] });
  });

  it('is nobody with AUTH_MODE=none', async () => {
    const path = newPath();
    await using gateway = await startGateway({ ...PAIR, ...sandbox }, { LOG_KEY, ACCESS_TRAIL: path });
    await gateway.query(of('other', ROLES));
    expect(await untilLines(path, 1)).toMatchObject([{ issuer: null, sub: null, contacts: [{ kinds: ['roles'] }] }]);
  });

  it.each([
    ['no sub', { sub: undefined }],
    ['an empty sub', { sub: '' }],
    ['a sub that is a number', { sub: 7 }],
  ])('must be in the token with ACCESS_TRAIL_REQUIRED=true: %s is refused', async (_what, claims) => {
    const path = newPath();
    await using gateway = await start({ ACCESS_TRAIL: path, ACCESS_TRAIL_REQUIRED: 'true' });
    const { status: code, errors } = await gateway.query(of('other', ROLES), {}, await bearer(claims));
    expect([code, errors?.[0]?.extensions.code]).toEqual([401, 'UNAUTHENTICATED']);
    expect(gateway.logged('request refused')).toEqual([expect.objectContaining({ reason: 'invalid', cause: 'SUB_MISSING' })]);
    expect(linesOf(path)).toEqual([]);
    await using lenient = await start({ ACCESS_TRAIL: path });
    expect((await lenient.query(of('other', ROLES), {}, await bearer(claims))).status).toBe(200);
    expect(await untilLines(path, 1)).toMatchObject([{ issuer: ISSUER, sub: null }]);
  });
});

describe('a trail that cannot be written', () => {
  const TROUBLE = 'access trail cannot be written';
  const lines = (outcome: string) => `gateway_access_trail_lines_total{outcome="${outcome}"}`;

  it('lets operations be answered, and the lost lines are counted and logged', async () => {
    await using gateway = await start({ ACCESS_TRAIL: '/dev/full', METRICS_TOKEN });
    for (let index = 0; index < 3; index += 1) {
      const { status: code, data } = await gateway.query(of('other', ROLES), {}, await bearer());
      expect([code, data.contact.partyRoles.length]).toEqual([200, 1]);
    }
    await expect.poll(async () => (await readMetrics(gateway))[lines('lost')]).toBe(3);
    expect(gateway.logged(TROUBLE)).toEqual([expect.objectContaining({ level: 'error', kind: 'ENOSPC' })]);
  });

  it('refuses them with ACCESS_TRAIL_REQUIRED=true: without data, with a code, logged and counted', async () => {
    await using gateway = await start({ ACCESS_TRAIL: '/dev/full', ACCESS_TRAIL_REQUIRED: 'true', METRICS_TOKEN });
    const answer = await gateway.query(of('other', ROLES), {}, await bearer());
    expect(answer.status).toBe(503);
    expect(answer.data).toBeUndefined();
    expect(answer.errors).toEqual([
      expect.objectContaining({
        message: expect.stringMatching(/Ask again in a moment/),
        extensions: { code: 'ACCESS_TRAIL_UNAVAILABLE', retryable: true, requestId: answer.headers.get('x-request-id') },
      }),
    ]);
    expect(gateway.logged('operation')).toEqual([expect.objectContaining({ codes: { ACCESS_TRAIL_UNAVAILABLE: 1 } })]);
    const metrics = await readMetrics(gateway);
    expect([metrics[lines('refused')], metrics[lines('lost')]]).toEqual([1, 0]);
    expect(metrics['gateway_refused_requests_total{code="ACCESS_TRAIL_UNAVAILABLE"}']).toBe(1);
    expect(metrics['gateway_operations_total{operation="other",outcome="refused"}']).toBe(1);
  });

  it('is used again when it can be, which is logged once', async () => {
    const parent = join(folder, 'gone');
    mkdirSync(parent);
    const path = join(parent, 'trail.jsonl');
    await using gateway = await start({ ACCESS_TRAIL: path, ACCESS_TRAIL_REQUIRED: 'true', METRICS_TOKEN });
    const ask = async () => (await gateway.query(of('other', ROLES), {}, await bearer())).status;
    expect(await ask()).toBe(200);
    rmSync(parent, { recursive: true });
    expect([await ask(), await ask()]).toEqual([503, 503]);
    mkdirSync(parent);
    expect([await ask(), await ask()]).toEqual([200, 200]);
    expect(linesOf(path)).toHaveLength(2);
    expect(gateway.logged(TROUBLE)).toHaveLength(1);
    expect(gateway.logged('access trail can be written again')).toHaveLength(1);
    expect((await readMetrics(gateway))[lines('written')]).toBe(3);
  });

  it('because it hangs refuses operations within two seconds, and holds no other request', async () => {
    const path = newPath();
    createNamedPipe(path);
    const reader = openSync(path, constants.O_RDWR | constants.O_NONBLOCK);
    await using gateway = await start({ ACCESS_TRAIL: path, ACCESS_TRAIL_REQUIRED: 'true' });
    expect(() => {
      for (;;) writeSync(reader, Buffer.alloc(4_096)); // until the pipe is full
    }).toThrow('EAGAIN');
    const began = performance.now();
    const answers = Promise.all(
      Array.from({ length: 20 }, async () => (await gateway.query(of('other', ROLES), {}, await bearer())).status),
    );
    expect((await fetch(`${gateway.url}/health`)).status).toBe(200);
    expect((await gateway.query('{ nothing }', {}, await bearer())).status).toBe(400);
    expect(performance.now() - began).toBeLessThan(1_500);
    expect(new Set(await answers)).toEqual(new Set([503]));
    expect(performance.now() - began).toBeLessThan(6_000);
    closeSync(reader);
  });

  it('because it hangs does not hold answers where it is not required', async () => {
    const path = newPath();
    createNamedPipe(path);
    const reader = openSync(path, constants.O_RDWR | constants.O_NONBLOCK);
    await using gateway = await start({ ACCESS_TRAIL: path, METRICS_TOKEN });
    expect(() => {
      for (;;) writeSync(reader, Buffer.alloc(4_096)); // until the pipe is full
    }).toThrow('EAGAIN');
    const began = performance.now();
    expect((await gateway.query(of('other', ROLES), {}, await bearer())).status).toBe(200);
    expect(performance.now() - began).toBeLessThan(1_500);
    await expect.poll(async () => (await readMetrics(gateway))[lines('lost')]).toBe(1);
    expect(gateway.logged(TROUBLE)).toEqual([expect.objectContaining({ kind: 'TOO_SLOW' })]);
    closeSync(reader);
  });

  it('in a required trail has the line of an answer before the answer', async () => {
    const path = newPath();
    await using gateway = await start({ ACCESS_TRAIL: path, ACCESS_TRAIL_REQUIRED: 'true' });
    for (let index = 1; index <= 5; index += 1) {
      await gateway.query(of('other', ROLES), {}, await bearer());
      expect(linesOf(path)).toHaveLength(index);
    }
  });

  it.each([
    ['a folder that is missing', () => join(folder, 'missing', 'trail'), /folder of the file in ACCESS_TRAIL does not exist/],
    ['a path under a file', () => '/etc/hostname/trail', /folder of the file in ACCESS_TRAIL does not exist/],
    ['a folder', () => folder, /ACCESS_TRAIL is a folder/],
  ])('stops the start for %s', async (_what, path, says) => {
    await using program = new Program('src/main.ts', {
      ...signer.settings,
      VITEC_URL: sandbox.url,
      VITEC_USERNAME: 'a',
      VITEC_PASSWORD: 'b',
      PORT: '0',
      ACCESS_TRAIL: path(),
    });
    expect(await program.exit()).toBe(1);
    expect(program.errors).toMatch(says);
    expect(program.errors.trimEnd().split('\n')).toHaveLength(1);
    expect(existsSync(join(folder, 'missing'))).toBe(false);
  });
});

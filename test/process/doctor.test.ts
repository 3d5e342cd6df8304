import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { freePort, listen } from '../support/listen.ts';
import { createNamedPipe } from '../support/named-pipe.ts';
import { contact, startOffice } from '../support/office.ts';
import { Program } from '../support/program.ts';
import { hasRedis, startRedis } from '../support/redis-server.ts';
import { createSigner, temporaryFile } from '../support/tokens.ts';
import { startVitec, status } from '../support/vitec.ts';

type Told = {
  readonly about: string;
  readonly name: string;
  readonly code: string;
  readonly state: string;
  readonly says: string;
  readonly doNext: string;
};

/** All but PartyRoles, which proves the password. Estate is of another function group. */
const OTHER_ENDPOINTS = ['ContactRelations', 'Contact', 'Buyer', 'Seller', 'Speculator', 'Estate', 'Search'];

/** What must never be shown, wherever it was set. */
const SECRET = 'hemligt-ord';
const CACHE_KEY = Buffer.alloc(32, 7).toString('base64');

async function runDoctor(environment: Record<string, string>, ...flags: string[]) {
  await using doctor = new Program('src/tools/doctor.ts', environment, [process.execPath, 'src/tools/doctor.ts', ...flags]);
  const exitCode = await doctor.exit();
  for (const text of [doctor.output, doctor.errors]) {
    expect(text).not.toMatch(new RegExp(`${SECRET}|lösenord-för-M1|${CACHE_KEY}`));
    expect(text).not.toMatch(/\bat .*\.ts:/);
  }
  return { exitCode, output: doctor.output, errors: doctor.errors };
}

/** The codes by what they are about, and how it ended. */
async function codesOf(environment: Record<string, string>, ...flags: string[]) {
  const { exitCode, output } = await runDoctor(environment, '--json', ...flags);
  const { well, checks } = JSON.parse(output) as { readonly well: boolean; readonly checks: readonly Told[] };
  expect(exitCode).toBe(well ? 0 : 1);
  return { exitCode, checks, codes: Object.fromEntries(checks.map(({ about, code }) => [about, code])) };
}

/** An issuer that answers with this at its address. */
async function startIssuer(text: string, answer = (response: ServerResponse) => void response.end(text)) {
  const server = await listen(createServer((_request, response) => answer(response)));
  return { ...server, url: `${server.url}/jwks` };
}

/** Settings with which all is well, and those that they lead to. */
async function startWorld() {
  const office = await startOffice([contact('a').buys('home-1')]);
  const issuer = await startIssuer((await createSigner()).keySet);
  const pair = { username: office.username, password: office.password };
  return {
    office,
    pair,
    settings: {
      VITEC_URL: office.url,
      VITEC_CREDENTIALS_FILE: temporaryFile('credentials.json', JSON.stringify({ M1: pair })),
      JWT_JWKS_URL: issuer.url,
      JWT_ISSUER: 'https://login.example',
      JWT_AUDIENCE: 'vitec-gateway',
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([office[Symbol.asyncDispose](), issuer[Symbol.asyncDispose]()]);
    },
  };
}

describe('npm run doctor', () => {
  it('ends with 0 when all is well, after one call for each customer and endpoint and one without a password, about nobody', async () => {
    await using world = await startWorld();
    const { exitCode, output, errors } = await runDoctor(world.settings);
    expect(exitCode, output).toBe(0);
    expect(output).toMatch(/✓ Customer M1 +\d+ {2}The password works/);
    for (const endpoint of OTHER_ENDPOINTS) expect(output).toMatch(new RegExp(`✓ Customer M1, ${endpoint} +\\d+ {2}The function is open`));
    expect(output).not.toMatch(/[✗?]/);
    expect(output).not.toContain('\u001b');
    expect(errors).toBe('');
    expect(world.office.totalCalls).toBe(2 + OTHER_ENDPOINTS.length);
    expect(world.office.calls).not.toHaveProperty('a');
  });

  it('opens no port: it runs beside the gateway', async () => {
    await using world = await startWorld();
    expect((await codesOf({ ...world.settings, PORT: new URL(world.office.url).port })).exitCode).toBe(0);
  });

  it('tells a password that is wrong from one that opens another customer, and tries the others all the same', async () => {
    await using world = await startWorld();
    const file = { M1: world.pair, M2: world.pair, M3: { username: world.pair.username, password: SECRET } };
    const { exitCode, checks } = await codesOf({
      ...world.settings,
      VITEC_CREDENTIALS_FILE: temporaryFile('credentials.json', JSON.stringify(file)),
      VITEC_LOCKOUT_MS: '900000',
    });
    expect(exitCode).toBe(1);
    expect(checks.filter(({ about }) => about === 'CUSTOMER').map(({ name, code }) => [name, code])).toEqual([
      ['Customer M1', 'PASSWORD_WORKS'],
      ['Customer M2', 'CUSTOMER_REFUSED'],
      ['Customer M3', 'PASSWORD_REFUSED'],
    ]);
    // what such answers lead to in a running gateway
    expect(checks.filter(({ says }) => says.includes(' 900 s (VITEC_LOCKOUT_MS)')).map(({ name }) => name)).toEqual(
      expect.arrayContaining(['Customer M2', 'Customer M3']),
    );
  });

  it.each([
    [401, 'ENDPOINT_CLOSED', 'wrong'],
    [403, 'ENDPOINT_CLOSED', 'wrong'],
    [302, 'ENDPOINT_UNPROVEN', 'untried'],
    [503, 'VITEC_FAILS', 'wrong'],
  ])('tells a function that is not open apart from a password that works: %i is %s', async (otherStatus, code, state) => {
    await using world = await startWorld();
    await using vitec = await startVitec((response) => {
      const { headers, url } = response.req;
      const isOther = url?.endsWith('/ContactRelations');
      response.writeHead(headers.authorization ? (isOther ? otherStatus : 404) : 401).end();
    });
    const { exitCode, checks } = await codesOf({ ...world.settings, VITEC_URL: vitec.url });
    expect(checks.filter(({ name }) => name.startsWith('Customer')).map((check) => [check.name, check.code, check.state])).toEqual([
      ['Customer M1', 'PASSWORD_WORKS', 'well'],
      ['Customer M1, ContactRelations', code, state],
      ...OTHER_ENDPOINTS.slice(1).map((endpoint) => [`Customer M1, ${endpoint}`, 'ENDPOINT_OPEN', 'well']),
    ]);
    expect([exitCode, vitec.calls]).toEqual([1, 2 + OTHER_ENDPOINTS.length]);
  });

  it('tries each function group with its own password: a 401 of one says nothing of the other', async () => {
    await using office = await startOffice([contact('a').buys('home-1')], { advertisingPassword: 'lösenord-för-M1-annonser' });
    await using world = await startWorld();
    const { username, password: crm } = office;
    const advertising = 'lösenord-för-M1-annonser';
    const run = async (entry: object) => {
      const file = temporaryFile('credentials.json', JSON.stringify({ M1: { username, ...entry } }));
      const { checks } = await codesOf({ ...world.settings, VITEC_URL: office.url, VITEC_CREDENTIALS_FILE: file });
      const codes = Object.fromEntries(checks.map(({ name, code }) => [name, code]));
      return [codes['Customer M1'], codes['Customer M1, Contact'], codes['Customer M1, Search'], codes['Customer M1, Estate']];
    };
    const open = ['PASSWORD_WORKS', 'ENDPOINT_OPEN', 'ENDPOINT_OPEN'];
    const closed = ['PASSWORD_REFUSED', undefined, undefined];
    expect(await run({ passwords: { crm, advertising } })).toEqual([...open, 'ENDPOINT_OPEN']);
    expect(await run({ passwords: { crm } })).toEqual([...open, 'ENDPOINT_WITHOUT_PASSWORD']);
    expect(await run({ password: crm })).toEqual([...open, 'ENDPOINT_PASSWORD_REFUSED']);
    expect(await run({ password: SECRET, passwords: { advertising } })).toEqual([...closed, 'ENDPOINT_OPEN']);
    expect(await run({ password: SECRET })).toEqual([...closed, 'ENDPOINT_PASSWORD_REFUSED']);
    expect(await run({ passwords: { advertising } })).toEqual(['CUSTOMER_WITHOUT_PASSWORD', undefined, undefined, 'ENDPOINT_OPEN']);
  });

  it('names the function group to order, in both languages', async () => {
    await using world = await startWorld();
    await using vitec = await startVitec((response) => {
      const { headers, url = '' } = response.req;
      response.writeHead(headers.authorization ? (/\/(?:Advertising|Seller)/.test(url) ? 403 : 404) : 401).end();
    });
    const settings = { ...world.settings, VITEC_URL: vitec.url };
    const doNextOf = async (lang: string) => {
      const { checks } = await codesOf(settings, '--lang', lang);
      return checks.filter(({ code }) => code === 'ENDPOINT_CLOSED').map(({ doNext }) => doNext);
    };
    expect(await doNextOf('en')).toEqual([
      'Ask Vitec to open Seller (function group CRM-Contact) of this customer for your user name.',
      'Ask Vitec to open Estate (function group Advertising) of this customer for your user name.',
    ]);
    expect(await doNextOf('sv')).toEqual([
      'Be Vitec öppna Seller (funktionsgrupp CRM-Contact) hos kunden för ert användarnamn.',
      'Be Vitec öppna Estate (funktionsgrupp Advertising) hos kunden för ert användarnamn.',
    ]);
  });

  it('says how to order notifications, in both languages, and shows no secret', async () => {
    await using world = await startWorld();
    const ADDRESS = 'https://<[^>]+>/webhooks/vitec/<[^>]*WEBHOOK_SECRET[^>]*>';
    for (const [lang, order] of [
      ['en', new RegExp(`have the office order .*: types Contact, EstateContact, Estate .* and Merge.* ${ADDRESS}`)],
      ['sv', new RegExp(`låt kontoret beställa .*: typerna Contact, EstateContact, Estate .* och Merge.* ${ADDRESS}`)],
    ] as const)
      for (const [settings, code, state] of [
        [{}, 'NOTIFICATIONS_UNUSED', 'unused'],
        [{ WEBHOOK_SECRET: SECRET }, 'NOTIFICATIONS_TO_ORDER', 'well'],
      ] as const) {
        const { exitCode, checks } = await codesOf({ ...world.settings, ...settings }, '--lang', lang);
        const check = checks.find(({ about }) => about === 'NOTIFICATIONS');
        expect([exitCode, check]).toEqual([0, expect.objectContaining({ code, state, says: expect.stringMatching(order) })]);
      }
  });

  it('does not ask for notifications where nothing is cached', async () => {
    await using world = await startWorld();
    expect((await codesOf({ ...world.settings, CACHE_TTL_MS: '0' })).codes.NOTIFICATIONS).toBe('NOTIFICATIONS_WITHOUT_CACHE');
  });

  it('says whether the access trail can be written, and leaves no file behind', async () => {
    await using world = await startWorld();
    const existing = temporaryFile('access.jsonl', 'a line\n');
    const folder = dirname(existing);
    const pipe = join(folder, 'pipe');
    createNamedPipe(pipe);
    for (const [target, code, exit] of [
      ['', 'TRAIL_UNUSED', 0],
      ['stdout', 'TRAIL_STDOUT', 0],
      [existing, 'TRAIL_WELL', 0],
      [join(folder, 'new.jsonl'), 'TRAIL_WELL', 0],
      [join(folder, 'missing', 'access.jsonl'), 'TRAIL_WITHOUT_FOLDER', 1],
      [join(existing, 'access.jsonl'), 'TRAIL_WITHOUT_FOLDER', 1],
      [folder, 'TRAIL_IS_FOLDER', 1],
      [pipe, 'TRAIL_UNREAD', 1],
      [' ', 'SETTING_MISSING', 1],
    ] as const) {
      const { exitCode, codes } = await codesOf({ ...world.settings, ACCESS_TRAIL: target, LOG_KEY: SECRET });
      expect([target, exitCode, codes.TRAIL]).toEqual([target, exit, code]);
    }
    expect(readdirSync(folder).sort()).toEqual(['access.jsonl', 'pipe']);
    expect(readFileSync(existing, 'utf8')).toBe('a line\n');
  });

  it('warns of an access trail without LOG_KEY, in both languages', async () => {
    await using world = await startWorld();
    const settings = { ...world.settings, ACCESS_TRAIL: 'stdout' };
    const { exitCode, checks } = await codesOf(settings);
    expect(exitCode).toBe(0);
    expect(checks.filter(({ state }) => state === 'warning').map(({ code }) => code)).toEqual(['TRAIL_WITHOUT_KEY']);
    expect((await runDoctor(settings, '--lang', 'sv')).output).toMatch(/! Åtkomstlogg +LOG_KEY är inte satt/);
  });

  it('does not take a blank secret of notifications for one', async () => {
    await using world = await startWorld();
    const { exitCode, codes } = await codesOf({ ...world.settings, WEBHOOK_SECRET: ' ' });
    expect([exitCode, codes.NOTIFICATIONS]).toEqual([1, 'SETTING_MISSING']);
  });

  it('sends no password to a server that is not Vitec, also where only one function group has one', async () => {
    await using world = await startWorld();
    await using vitec = await startVitec();
    vitec.answer = status(404);
    const file = temporaryFile('credentials.json', JSON.stringify({ M1: { username: 'a', passwords: { advertising: SECRET } } }));
    const { checks } = await codesOf({ ...world.settings, VITEC_URL: vitec.url, VITEC_CREDENTIALS_FILE: file });
    expect(checks.filter(({ name }) => name.startsWith('Customer')).map(({ code }) => code)).toEqual(['CUSTOMER_WITHOUT_PASSWORD']);
    expect(vitec.calls).toBe(1);
  });

  it('needs to be told a customer where one pair serves all', async () => {
    await using world = await startWorld();
    const { VITEC_CREDENTIALS_FILE: _, ...rest } = world.settings;
    const settings = { ...rest, VITEC_USERNAME: world.pair.username, VITEC_PASSWORD: world.pair.password };
    expect(await codesOf(settings)).toMatchObject({ exitCode: 1, codes: { VITEC: 'VITEC_ANSWERS', CUSTOMER: 'CUSTOMER_NEEDED' } });
    expect(await codesOf(settings, '--customer', 'M1')).toMatchObject({ exitCode: 0, codes: { CUSTOMER: 'PASSWORD_WORKS' } });
    expect(await codesOf({ ...settings, VITEC_PASSWORD: SECRET }, '--customer=M1')).toMatchObject({
      exitCode: 1,
      codes: { CUSTOMER: 'PASSWORD_REFUSED' },
    });
  });

  it('has no password to try in passthrough', async () => {
    await using world = await startWorld();
    const { exitCode, codes } = await codesOf({ VITEC_URL: world.office.url, AUTH_MODE: 'passthrough' });
    expect(exitCode).toBe(0);
    expect(codes).toMatchObject({ VITEC: 'VITEC_ANSWERS', CUSTOMER: 'PASSWORD_OF_CALLERS', KEYS: 'KEYS_UNUSED' });
  });

  it('tells that Vitec is down, and tries the rest', async () => {
    await using world = await startWorld();
    const { exitCode, codes } = await codesOf({ ...world.settings, VITEC_URL: `http://127.0.0.1:${await freePort()}` });
    expect(exitCode).toBe(1);
    expect(codes).toMatchObject({
      VITEC: 'CONNECTION_REFUSED',
      CUSTOMER: 'PASSWORD_UNPROVEN',
      KEYS: 'KEYS_WELL',
      CLOCK_KEYS: 'CLOCK_WELL',
    });
  });

  it('waits no longer for a Vitec that is silent than the gateway would', async () => {
    await using world = await startWorld();
    await using vitec = await startVitec();
    vitec.hold();
    const { codes } = await codesOf({ ...world.settings, VITEC_URL: vitec.url, VITEC_ATTEMPT_TIMEOUT_MS: '100' });
    expect(codes).toMatchObject({ VITEC: 'NO_ANSWER_IN_TIME', CUSTOMER: 'PASSWORD_UNPROVEN', KEYS: 'KEYS_WELL' });
  });

  it('names a VITEC_URL where something else than HTTP listens', async () => {
    await using world = await startWorld();
    await using vitec = await startVitec((response) => response.req.socket.end('220 mail.example ESMTP\r\n'));
    const { exitCode, codes } = await codesOf({ ...world.settings, VITEC_URL: vitec.url });
    expect([exitCode, codes.VITEC, codes.CUSTOMER]).toEqual([1, 'NOT_HTTP', 'PASSWORD_UNPROVEN']);
  });

  it('takes no 404 for proof of a password where anybody gets one', async () => {
    await using world = await startWorld();
    await using vitec = await startVitec();
    vitec.answer = status(404);
    const { exitCode, codes } = await codesOf({ ...world.settings, VITEC_URL: vitec.url });
    expect([exitCode, codes.VITEC, codes.CUSTOMER]).toEqual([1, 'VITEC_NOT_VITEC', 'PASSWORD_UNPROVEN']);
    expect(vitec.calls).toBe(1); // a stranger is sent no password
  });

  it('shows no secret that stands where a kund-id should', async () => {
    await using world = await startWorld();
    const file = temporaryFile('credentials.json', JSON.stringify({ M1: world.pair, [`partner:${SECRET}`]: world.pair }));
    const { exitCode, checks } = await codesOf({ ...world.settings, VITEC_CREDENTIALS_FILE: file });
    expect(exitCode).toBe(1);
    expect(checks.filter(({ about }) => about === 'CUSTOMER').map(({ name, code }) => [name, code])).toEqual([
      ['Customer M1', 'PASSWORD_WORKS'],
      ['Customer #2', 'CUSTOMER_ID_ODD'],
    ]);
  });

  it.each([
    [-3_600_000, 'CLOCK_AHEAD'],
    [3_600_000, 'CLOCK_BEHIND'],
    [0, 'CLOCK_WELL'],
  ])('finds a clock that is off from Vitec’s by %i ms: %s', async (offMs, code) => {
    await using world = await startWorld();
    await using vitec = await startVitec();
    vitec.answer = (response) =>
      response.writeHead(response.req.headers.authorization ? 404 : 401, { date: new Date(Date.now() + offMs).toUTCString() }).end();
    const { codes } = await codesOf({ ...world.settings, VITEC_URL: vitec.url });
    expect(codes).toMatchObject({ VITEC: 'VITEC_ANSWERS', CUSTOMER: 'PASSWORD_WORKS', CLOCK_VITEC: code, CLOCK_KEYS: 'CLOCK_WELL' });
  });

  it('tells that Redis is down', async () => {
    await using world = await startWorld();
    const redis = { REDIS_URL: `redis://:${SECRET}@127.0.0.1:${await freePort()}`, CACHE_ENCRYPTION_KEY: CACHE_KEY };
    const { exitCode, codes } = await codesOf({ ...world.settings, ...redis });
    expect(exitCode).toBe(1);
    expect(codes).toMatchObject({ REDIS: 'CONNECTION_REFUSED', VITEC: 'VITEC_ANSWERS', CUSTOMER: 'PASSWORD_WORKS' });
  });

  it.skipIf(!hasRedis)('writes to Redis, and tells what keeps it from that', async () => {
    await using world = await startWorld();
    await using redis = await startRedis();
    const settings = { ...world.settings, REDIS_URL: redis.url, CACHE_ENCRYPTION_KEY: CACHE_KEY };
    expect((await codesOf(settings)).codes.REDIS).toMatch(/^REDIS_(WELL|SLOW)$/); // slow is what it is on a machine with much to do
    await redis.client.config('SET', 'min-replicas-to-write', '1');
    expect((await codesOf(settings)).codes.REDIS).toBe('REDIS_REFUSES');
    await redis.client.config('SET', 'min-replicas-to-write', '0');
    await redis.client.config('SET', 'requirepass', 'another');
    expect((await codesOf({ ...settings, REDIS_URL: redis.url.replace('//', `//:${SECRET}@`) })).codes.REDIS).toBe('REDIS_PASSWORD');
  });

  const octets = JSON.stringify({ keys: [{ kty: 'oct', k: 'aGVtbGlndC1vcmQ', kid: 'k' }] });
  it.each<[string, Parameters<typeof startIssuer>, string]>([
    ['without a usable key', [octets], 'KEYS_NONE_USABLE'],
    ['without any key', ['{"keys":[]}'], 'KEYS_NONE_USABLE'],
    ['that is a page', ['<!doctype html>'], 'KEYS_NO_KEY_SET'],
    ['that is not there', ['', (response) => void response.writeHead(404).end()], 'KEYS_STATUS'],
    ['whose server closes the connection', ['', (response) => void response.socket?.destroy()], 'CONNECTION_BROKEN'],
  ])('tells of a key set %s', async (_what, [text, answer], code) => {
    await using world = await startWorld();
    await using issuer = await startIssuer(text, answer);
    const { exitCode, codes } = await codesOf({ ...world.settings, JWT_JWKS_URL: issuer.url });
    expect([exitCode, codes.KEYS, codes.CUSTOMER]).toEqual([1, code, 'PASSWORD_WORKS']);
  });

  it('tells that nobody gives out keys', async () => {
    await using world = await startWorld();
    const { codes } = await codesOf({ ...world.settings, JWT_JWKS_URL: `http://127.0.0.1:${await freePort()}/jwks` });
    expect(codes).toMatchObject({ KEYS: 'CONNECTION_REFUSED', CUSTOMER: 'PASSWORD_WORKS' });
  });

  it('tells each setting that is wrong, and tries the others', async () => {
    await using world = await startWorld();
    const { exitCode, checks, codes } = await codesOf({ ...world.settings, PORT: SECRET, JWT_ISSUER: '', ROUTER_SECRET: `${SECRET},b,c` });
    expect(exitCode).toBe(1);
    const wrong = checks.filter(({ code }) => code === 'SETTING_WRONG').map(({ says }) => says);
    expect(wrong.map((says) => /[A-Z_]{4,}/.exec(says)?.[0]).sort()).toEqual(['JWT_ISSUER', 'PORT', 'ROUTER_SECRET']);
    expect(codes).toMatchObject({ VITEC: 'VITEC_ANSWERS', CUSTOMER: 'PASSWORD_WORKS', KEYS: 'KEYS_WELL' });
  });

  it('warns of variables that are named like settings, in both languages', async () => {
    await using world = await startWorld();
    const settings = { ...world.settings, VITEC_MAX_PER_SEC: SECRET };
    const { exitCode, checks } = await codesOf(settings);
    expect(exitCode).toBe(0);
    expect(checks.filter(({ state }) => state === 'warning').map(({ code, says, doNext }) => [code, says, doNext])).toEqual([
      [
        'SETTING_UNKNOWN',
        'VITEC_MAX_PER_SEC is not a setting of the gateway, and has no effect.',
        'Write VITEC_MAX_PER_SECOND if that is meant, or remove it.',
      ],
    ]);
    const { output } = await runDoctor(settings, '--lang', 'sv');
    expect(output).toMatch(/! Inställningar +VITEC_MAX_PER_SEC är ingen av gatewayens inställningar/);
    expect(output).toContain('Skriv VITEC_MAX_PER_SECOND om det är den som avses');
    expect(output).toMatch(/Allt fungerar; 1 att titta på\.\n$/);
  });

  it('speaks Swedish where LC_ALL or LANG do, or the flag says so, and else English', async () => {
    await using world = await startWorld();
    const speaks = async (environment: Record<string, string>, ...flags: string[]) =>
      (await runDoctor({ ...world.settings, ...environment }, ...flags)).output.includes('Lösenordet fungerar.') ? 'sv' : 'en';
    expect(await speaks({})).toBe('en');
    expect(await speaks({ LANG: 'sv_SE.UTF-8' })).toBe('sv');
    expect(await speaks({ LC_ALL: 'C.UTF-8', LANG: 'sv_SE.UTF-8' })).toBe('en');
    expect(await speaks({ LC_ALL: 'sv_SE.UTF-8' }, '--lang', 'en')).toBe('en');
    expect(await speaks({}, '--lang=sv')).toBe('sv');
  });

  it('has colours where they are asked for', async () => {
    await using world = await startWorld();
    expect((await runDoctor({ ...world.settings, FORCE_COLOR: '1' })).output).toContain('\u001b[32m✓');
    expect((await runDoctor({ ...world.settings, NO_COLOR: '1' })).output).not.toContain('\u001b');
  });
});

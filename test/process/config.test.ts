import { describe, expect, it } from 'vitest';
import { ConfigError, loadConfig } from '../../src/config.ts';
import { credentialOf } from '../../src/vitec/credentials.ts';
import { createSigner, temporaryFile } from '../support/tokens.ts';

const RIGHT = { VITEC_URL: 'https://vitec.example', VITEC_USERNAME: 'partner', VITEC_PASSWORD: 'hemligt-lösenord' };
const PRODUCTION = { ...RIGHT, JWT_JWKS_URL: 'https://login.example/jwks', JWT_ISSUER: 'i', JWT_AUDIENCE: 'a' };

function faultsOf(environment: Record<string, string>, sandbox = true): string {
  try {
    loadConfig(environment, { sandbox });
    return '';
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
}

describe('settings', () => {
  it.each([
    ['PORT', '4000s'],
    ['PORT', '70000'],
    ['PORT', '-1'],
    ['PORT', '0x10'],
    ['VITEC_ATTEMPT_TIMEOUT_MS', '3s'],
    ['VITEC_ATTEMPT_TIMEOUT_MS', '3000.5'],
    ['VITEC_ATTEMPT_TIMEOUT_MS', '0'],
    ['VITEC_ATTEMPT_TIMEOUT_MS', '9000'], // as long as an operation has
    ['OPERATION_TIMEOUT_MS', 'nine'],
    ['VITEC_MAX_CONCURRENCY', '0'],
    ['MAX_CONTACTS_PER_OPERATION', '1e3'],
    ['AUTH_MODE', 'basic'],
    ['GRAPHIQL', 'yes'],
    ['INTROSPECTION', '1'],
    ['LOG_LEVEL', 'loud'],
    ['ID_PATTERN', '.*'],
    ['ID_PATTERN', '('],
    ['ROUTER_SECRET', 'a,b,c'],
    ['CORS_ORIGINS', 'https://app.example/path'],
    ['CORS_ORIGINS', '*'],
    ['REDIS_URL', 'http://localhost'],
    ['REDIS_URL', 'redis://:hemligt@127.0.0.1:6379'], // without a key
    ['CACHE_ENCRYPTION_KEY', 'hemligt'],
    ['CACHE_ENCRYPTION_KEY', `hemligt!${'A'.repeat(43)}=`],
    ['CACHE_TTL_MS', '60s'],
    ['VITEC_PASSWORD', '  '],
    ['WEBHOOK_SECRET', '\t'],
    ['LOG_KEY', ' '],
    ['METRICS_TOKEN', ' '],
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'ftp://hemligt'],
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'http://a:hemligt@collector'],
    ['OTEL_EXPORTER_OTLP_HEADERS', 'hemligt'],
    ['OTEL_EXPORTER_OTLP_HEADERS', 'x-key=hemligt%2'],
    ['OTEL_EXPORTER_OTLP_HEADERS', 'x-key=hemligt\nx: y'],
    ['OTEL_TRACES_SAMPLER_ARG', '1.5'],
    ['VITEC_USERNAME', 'partner:hemligt'],
    ['REQUEST_TIMEOUT_MS', '5000'], // less than the headers have
    ['HEADERS_TIMEOUT_MS', '20000'],
    ['JWT_JWKS_FILE', temporaryFile('keys.json', '{"keys":[]}')],
    ['TRUSTED_DOCUMENTS_FILE', temporaryFile('documents.json', '{}')],
    ['VITEC_URL', 'not a url'],
    ['VITEC_URL', 'https://vitec.example/CRM'],
    ['VITEC_URL', 'https://vitec.example/?a=b'],
    ['VITEC_URL', 'https://partner:hemligt-i-adressen@vitec.example'],
    ['VITEC_URL', 'http://vitec.example'],
    ['VITEC_URL', 'ftp://vitec.example'],
    ['VITEC_CREDENTIALS_FILE', '/does/not/exist'],
  ])('%s=%s is refused by its name, without showing a value', (name, value) => {
    const faults = faultsOf({ ...RIGHT, [name]: value });
    expect(faults).toContain(name);
    expect(faults).not.toMatch(/hemligt/);
  });

  it('are told with all faults at once', () => {
    const faults = faultsOf(
      { PORT: 'x', VITEC_URL: 'http://vitec.example', GRAPHIQL: 'on', VITEC_USERNAME: 'partner', JWT_ISSUER: 'i' },
      false,
    );
    for (const name of ['PORT', 'VITEC_URL', 'GRAPHIQL', 'VITEC_PASSWORD', 'JWT_JWKS_URL', 'JWT_AUDIENCE']) expect(faults).toContain(name);
    expect(faults).not.toContain('JWT_ISSUER');
  });

  it.each<[string, string, readonly RegExp[]]>([
    ['VITEC_URL', 'http://a:hemligt@vitec.example/CRM', [/a user name or a password/, /not encrypted/, /more than an origin/]],
    ['JWT_JWKS_URL', 'http://a:hemligt@login.example', [/a user name or a password/, /not encrypted/]],
    [
      'REDIS_URL',
      'redis://:hemligt%@localhost/99?hemligt',
      [/a query or a fragment/, /a database/, /a % that begins no/, /without CACHE_ENCRYPTION_KEY/],
    ],
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'ftp://a:hemligt@collector', [/no web address/, /a user name or a password/]],
    [
      'TRUSTED_DOCUMENTS_FILE',
      temporaryFile('documents.json', JSON.stringify({ a: '{', b: '}', c: '{ a }', 'sha256:c': '{ b }', d: '{ a }', 'sha256:d': '{ b }' })),
      [/no GraphQL, under a, b\./, /two documents under c, d\./],
    ],
    [
      'VITEC_CREDENTIALS_FILE',
      temporaryFile(
        'credentials.json',
        JSON.stringify({
          M1: { password: 7 },
          M2: { passwords: { crm: 'hemligt', other: 'hemligt' } },
          M3: { username: 'u' },
          M4: { password: 'hemligt', customers: ['M8', 'M9'] },
          M5: { password: 'hemligt', customers: ['M8', 'M9'] },
        }),
      ),
      [/wrong form at M1\.password\./, /unknown function group at M2\.passwords\./, /no password at M3\./, /M8, M9 in two groups/],
    ],
  ])('with several faults show all of them: %s', (name, value, expected) => {
    const faults = faultsOf({ ...PRODUCTION, [name]: value }, false);
    const lines = faults.split('\n').filter((line) => line.startsWith(`  - ${name} `));
    for (const fault of expected) expect(lines).toContainEqual(expect.stringMatching(fault));
    expect(lines).toHaveLength(expected.length);
    expect(faults).not.toMatch(/hemligt/);
  });

  it.each([
    ['VITEC_USERNAME', { VITEC_USERNAME: 'a:b' }],
    ['VITEC_PASSWORD', { VITEC_PASSWORD: ' ' }],
    ['VITEC_PASSWORD_FILE', { VITEC_PASSWORD: '', VITEC_PASSWORD_FILE: '/does/not/exist' }],
    ['CACHE_ENCRYPTION_KEY_FILE', { REDIS_URL: 'redis://localhost', CACHE_ENCRYPTION_KEY_FILE: '/does/not/exist' }],
  ])('that are wrong are not called missing as well: %s', (name, settings) => {
    const lines = faultsOf({ ...RIGHT, ...settings })
      .split('\n')
      .slice(1, -1);
    expect(lines).toEqual([expect.stringMatching(new RegExp(`^ {2}- ${name} `))]);
  });

  it('that are empty are not set', () => {
    expect(loadConfig({ ...RIGHT, PORT: '', GRAPHIQL: '' }, { sandbox: true })).toMatchObject({ port: 4_000, graphiql: true });
  });

  it('take an origin in any form that is one, and an IPv6 address in brackets', () => {
    const settings = { ...RIGHT, HOST: '[::1]', CORS_ORIGINS: 'HTTPS://App.Example, https://b.example:443/,http://localhost:3000' };
    expect(loadConfig(settings, { sandbox: true })).toMatchObject({
      host: '::1',
      corsOrigins: ['https://app.example', 'https://b.example', 'http://localhost:3000'],
    });
  });

  it.each(['https://a.example/?', 'https://a:b@a.example', 'file:///', 'null', 'capacitor://localhost'])(
    'refuse %s for an origin',
    (origin) => {
      expect(faultsOf({ ...RIGHT, CORS_ORIGINS: origin })).toContain('CORS_ORIGINS holds a value that is not an origin');
    },
  );

  it('take http for this machine alone', () => {
    for (const url of ['http://127.0.0.1:4001', 'http://localhost:4001', 'http://[::1]:4001'])
      expect(faultsOf({ ...RIGHT, VITEC_URL: url })).toBe('');
  });

  it('open more with the sandbox than without', () => {
    expect(loadConfig(RIGHT, { sandbox: true })).toMatchObject({
      auth: { mode: 'none' },
      graphiql: true,
      introspection: true,
      upstreamReport: true,
    });
    expect(loadConfig(PRODUCTION, { sandbox: false })).toMatchObject({
      auth: { mode: 'jwt' },
      graphiql: false,
      introspection: false,
      upstreamReport: false,
    });
  });

  it('give a sender 10 s for its headers and 15 s for all of its request', () => {
    expect(loadConfig(PRODUCTION, { sandbox: false }).http).toMatchObject({ headersTimeoutMs: 10_000, requestTimeoutMs: 15_000 });
  });

  it('keep profiles for 5 min and listings for 10 min, each a day longer when Vitec fails', () => {
    expect(loadConfig(RIGHT, { sandbox: true }).cache).toEqual({
      ttlMs: 60_000,
      graceMs: 3_600_000,
      slowMs: 300,
      profile: { ttlMs: 300_000, graceMs: 86_400_000 },
      listing: { ttlMs: 600_000, graceMs: 86_400_000 },
    });
  });

  it('let an operation be shorter than the default of an attempt, but not than one that is set', () => {
    expect(loadConfig({ ...RIGHT, OPERATION_TIMEOUT_MS: '2000' }, { sandbox: true }).operationTimeoutMs).toBe(2_000);
    const both = { ...RIGHT, OPERATION_TIMEOUT_MS: '2000', VITEC_ATTEMPT_TIMEOUT_MS: '3000' };
    expect(() => loadConfig(both, { sandbox: true })).toThrow(/VITEC_ATTEMPT_TIMEOUT_MS is not less than OPERATION_TIMEOUT_MS/);
  });

  const CACHE_TIMES = {
    CACHE_TTL_MS: '1',
    CACHE_GRACE_MS: '2',
    CACHE_PROFILE_TTL_MS: '3',
    CACHE_PROFILE_GRACE_MS: '4',
    CACHE_LISTING_TTL_MS: '5',
    CACHE_LISTING_GRACE_MS: '6',
  };
  it.each<[Record<string, string>, string]>([
    [{}, '1+2, profile 3+4, listing 5+6'],
    [{ CACHE_TTL_MS: '0' }, '0+2, profile 0+4, listing 0+6'],
    [{ CACHE_GRACE_MS: '0' }, '1+0, profile 3+0, listing 5+0'],
    [{ CACHE_PROFILE_TTL_MS: '0', CACHE_LISTING_GRACE_MS: '0' }, '1+2, profile 0+4, listing 5+0'],
  ])('set the times of each cache, and with 0 in the general ones those of all: %j', (settings, times) => {
    const { cache } = loadConfig({ ...RIGHT, ...CACHE_TIMES, ...settings }, { sandbox: true });
    const textOf = ({ ttlMs, graceMs }: { ttlMs: number; graceMs: number }) => `${ttlMs}+${graceMs}`;
    expect(`${textOf(cache)}, profile ${textOf(cache.profile)}, listing ${textOf(cache.listing)}`).toBe(times);
  });

  it.each([
    ['CACHE_PROFILE_TTL_MS', '86400000', '86400001'],
    ['CACHE_PROFILE_GRACE_MS', '604800000', '604800001'],
    ['CACHE_LISTING_TTL_MS', '86400000', '86400001'],
    ['CACHE_LISTING_GRACE_MS', '604800000', '604800001'],
    ['MAX_CALLS_PER_OPERATION', '10000', '10001'],
    ['MAX_CALLS_PER_OPERATION', '1', '0'],
  ])('%s may be %s, but not %s', (name, right, wrong) => {
    expect(faultsOf({ ...RIGHT, [name]: right })).toBe('');
    expect(faultsOf({ ...RIGHT, [name]: wrong })).toContain(`${name} is out of bounds`);
  });

  it('let an operation cause 200 calls to Vitec, or as many as are set', () => {
    expect(loadConfig(RIGHT, { sandbox: true }).maxCallsPerOperation).toBe(200);
    expect(loadConfig({ ...RIGHT, MAX_CALLS_PER_OPERATION: '7' }, { sandbox: true }).maxCallsPerOperation).toBe(7);
  });

  it('need no Vitec password in passthrough, where each caller brings one', () => {
    expect(loadConfig({ VITEC_URL: RIGHT.VITEC_URL, AUTH_MODE: 'passthrough' }, { sandbox: false }).auth).toEqual({ mode: 'passthrough' });
  });
});

describe('secrets', () => {
  const { VITEC_PASSWORD: _, ...WITHOUT_PASSWORD } = RIGHT;
  it.each([['lösen ord'], ['lösen ord\n'], ['lösen ord\r\n\r\n'], ['lösen ord \t \n'], ['\ufefflösen ord\n']])(
    'come from files too, without a byte order mark and what is blank at their end: %j',
    (content) => {
      const config = loadConfig({ ...WITHOUT_PASSWORD, VITEC_PASSWORD_FILE: temporaryFile('password', content) }, { sandbox: true });
      expect(credentialOf(config.vitec.credentials, 'M1', 'crm')).toEqual({ username: 'partner', password: 'lösen ord' });
    },
  );

  it('keep blanks before and within', () => {
    const settings = { ...WITHOUT_PASSWORD, VITEC_PASSWORD_FILE: temporaryFile('password', ' \n a  b\n') };
    expect(credentialOf(loadConfig(settings, { sandbox: true }).vitec.credentials, 'M1', 'advertising')?.password).toBe(' \n a  b');
  });

  it.each(['', ' \r\n', '\ufeff\n'])('are refused when their file is blank: %j', (content) => {
    expect(faultsOf({ ...WITHOUT_PASSWORD, VITEC_PASSWORD_FILE: temporaryFile('password', content) })).toContain('VITEC_PASSWORD is blank');
  });

  it('are refused when they are given twice or their file is not there', () => {
    expect(faultsOf({ ...RIGHT, VITEC_PASSWORD_FILE: temporaryFile('password', 'x') })).toContain('both set');
    expect(faultsOf({ VITEC_URL: RIGHT.VITEC_URL, VITEC_USERNAME: 'a', VITEC_PASSWORD_FILE: '/does/not/exist' })).toContain(
      'VITEC_PASSWORD_FILE names a file that cannot be read',
    );
  });
});

describe('files that settings name', async () => {
  const { VITEC_PASSWORD: _, JWT_JWKS_URL: __, ...WITHOUT_FILES } = PRODUCTION;
  const { keySet } = await createSigner();
  const FILES = {
    VITEC_PASSWORD_FILE: 'lösen ord',
    VITEC_CREDENTIALS_FILE: JSON.stringify({ M1: { username: 'partner', password: 'lösen ord' } }),
    JWT_JWKS_FILE: keySet.replace('{', '{"from":"Åsa",'),
    TRUSTED_DOCUMENTS_FILE: JSON.stringify({ a: '# på svenska\n{ __typename }' }),
  };
  const settingsWith = (name: string, content: Buffer) => ({
    ...WITHOUT_FILES,
    ...(name.startsWith('VITEC_') ? {} : { VITEC_PASSWORD: 'lösen ord' }),
    ...(name.startsWith('JWT_') ? {} : { JWT_JWKS_URL: PRODUCTION.JWT_JWKS_URL }),
    [name]: temporaryFile('file', content),
  });

  it.each(Object.entries(FILES))('%s is read behind a byte order mark, and refused when it is not UTF-8', (name, text) => {
    expect(faultsOf(settingsWith(name, Buffer.from(`\ufeff${text}\r\n`)), false)).toBe('');
    const faults = faultsOf(settingsWith(name, Buffer.from(text, 'latin1')), false);
    expect(faults).toContain(`${name} names a file that is not UTF-8. Write it in that encoding.`);
    expect(faults).not.toContain('ord');
  });
});

describe('the file of credentials', () => {
  const { VITEC_PASSWORD: _, ...WITHOUT_PASSWORD } = RIGHT;
  const load = (content: unknown, rest: Record<string, string> = WITHOUT_PASSWORD) => {
    const path = temporaryFile('credentials.json', typeof content === 'string' ? content : JSON.stringify(content));
    return { ...rest, VITEC_CREDENTIALS_FILE: path };
  };

  it('gives each customer its own pair, a group’s to its customers, and the one user name where none is given', () => {
    const environment = load({ M1: { username: 'u1', password: 'p1' }, G2: { password: 'p2', customers: ['M1', 'M2'] } });
    const { credentials } = loadConfig(environment, { sandbox: true }).vitec;
    for (const group of ['crm', 'advertising'] as const) {
      expect(credentialOf(credentials, 'M1', group)).toEqual({ username: 'u1', password: 'p1' });
      expect(credentialOf(credentials, 'M2', group)).toEqual({ username: 'partner', password: 'p2' });
      expect(credentialOf(credentials, 'G2', group)).toEqual({ username: 'partner', password: 'p2' });
      expect(credentialOf(credentials, 'M3', group)).toBeNull();
    }
  });

  it.each<[string, unknown, RegExp]>([
    ['no JSON', '{hemligt', /not valid JSON/],
    ['a list', ['hemligt'], /wrong form at/],
    ['nothing in it', {}, /no password/],
    ['a colon in a user name', { M1: { username: 'u:hemligt', password: 'p' } }, /wrong form at M1.username/],
    ['no password', { M1: { username: 'hemligt' }, M2: { password: 'p' }, M3: { passwords: {} } }, /has no password at M1, M3\./],
    ['a number for a password', { M1: { password: 7 } }, /wrong form at M1.password\./],
    ['an empty password', { M1: { password: 'hemligt', passwords: { crm: '' } } }, /wrong form at M1.passwords.crm\./],
    ['a text for passwords', { M1: { passwords: 'hemligt' } }, /wrong form at M1.passwords\./],
    [
      'an unknown function group',
      { passwords: { password: 'p', passwords: { hemligt: 'hemligt' } } },
      /unknown function group at passwords.passwords\. Name only these: crm, advertising\./,
    ],
    ['a word too many', { M1: { username: 'u', password: 'hemligt', pass: 'hemligt' } }, /wrong form at M1/],
    [
      'a customer in two groups',
      { G1: { password: 'hemligt', customers: ['M1'] }, G2: { password: 'x', customers: ['M1'] } },
      /M1 in two groups/,
    ],
  ])('is refused with %s, without showing a value', (_what, content, message) => {
    const faults = faultsOf(load(content));
    expect(faults).toMatch(message);
    expect(faults).not.toContain('hemligt');
  });

  it('is refused beside a password, and without a user name', () => {
    expect(faultsOf(load({ M1: { password: 'p' } }, RIGHT))).toContain('both set');
    const file = { M1: { password: 'p' }, M2: { username: 'u', password: 'p' }, M3: { password: 'p' } };
    expect(faultsOf(load(file, { VITEC_URL: RIGHT.VITEC_URL }))).toContain('no username for M1, M3.');
  });
});

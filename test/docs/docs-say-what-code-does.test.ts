import { globSync, readFileSync } from 'node:fs';
import { buildSchema, type GraphQLObjectType, isObjectType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { TOKEN_FAULTS } from '../../src/access/token-fault.ts';
import { ENDPOINT_NAMES } from '../../src/domain/endpoint.ts';
import { FAILURES, PUBLIC_CODES } from '../../src/domain/failure.ts';
import { STREAM_ENDS } from '../../src/domain/stream-end.ts';
import { UPSTREAM_CAUSES } from '../../src/domain/upstream-cause.ts';
import { isRetryableRequest, REQUEST_CODES, type RequestCode } from '../../src/graphql/errors/request-codes.ts';
import { standaloneSdl } from '../../src/graphql/schema/schema.ts';
import { settings } from '../../src/settings.ts';

const read = (file: string) => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
/** The rows of the table under a heading, as cells without their marks of code. */
const rowsUnder = (file: string, heading: string) => {
  const section = read(file).split(`${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  const lines = section.split('\n').filter((line) => line.startsWith('| '));
  return lines.slice(2).map((line) =>
    line
      .slice(2, -2)
      .split(' | ')
      .map((cell) => cell.replaceAll('`', '').trim()),
  );
};

describe('the page about errors', () => {
  const codes = rowsUnder('docs/errors.md', '# Errors: codes, and what to do');

  it('has a row for each code, and for none that is not', () => {
    expect(codes.map(([code]) => code).sort()).toEqual([...PUBLIC_CODES, ...Object.keys(REQUEST_CODES)].sort());
  });

  it('tells of each whether it may be asked again', () => {
    const retryable = PUBLIC_CODES.filter((code) => FAILURES[code].retryable);
    const shown = codes.flatMap(([code = '', , isRetryable]) => (isRetryable === 'yes' ? [code] : []));
    expect(shown.sort()).toEqual([...retryable, ...(Object.keys(REQUEST_CODES) as RequestCode[]).filter(isRetryableRequest)].sort());
  });

  it('tells the HTTP status of every request that is refused whole', () => {
    const rows = new Map(codes.map(([code, what]) => [code, what]));
    for (const [code, status] of Object.entries(REQUEST_CODES)) {
      if (code !== 'INTERNAL_SERVER_ERROR' && !Object.hasOwn(STREAM_ENDS, code)) expect(rows.get(code), code).toContain(String(status));
    }
  });
});

describe('the page about resilience', () => {
  const MS_OF_UNIT: Readonly<Record<string, number>> = { ms: 1, s: 1_000, min: 60_000, h: 3_600_000, d: 86_400_000 };
  /** `30 s` -> 30,000; NaN for a value that is not fixed. */
  const toMs = (text: string) => {
    const [, number, unit = ''] = /^(\d+(?:\.\d+)?) (\w+)$/.exec(text) ?? [];
    return Number(number) * (MS_OF_UNIT[unit] ?? Number.NaN);
  };
  const rows = rowsUnder('docs/resilience.md', '## All time-outs').map(([, name = '', value = '', file = '']) => ({ name, value, file }));
  const shown = rows.map(({ name, value, file }) => `${name} ${toMs(value)} ${file}`);

  const src = new URL('../../src/', import.meta.url);
  const constants = globSync('**/*.ts', { cwd: src, exclude: ['sandbox/**'] }).flatMap((file) =>
    [...readFileSync(new URL(file, src), 'utf8').matchAll(/\bconst (\w*(?:MS|SECONDS)) = ([\d_ *]+);/g)].map(
      ([, name = '', value = '']) => ({
        name,
        file,
        ms: value.split('*').reduce((product, factor) => product * Number(factor.replaceAll('_', '')), name.endsWith('MS') ? 1 : 1_000),
      }),
    ),
  );

  it('lists each constant that is a time, with its file and value', () => {
    const units = ['domain/date-time.ts DAY_MS', 'upstream/rate-limiter.ts SECOND_MS'];
    const waits = constants.filter(({ name, file }) => !units.includes(`${file} ${name}`));
    expect(waits.length).toBeGreaterThan(30);
    expect(waits.map(({ name, ms, file }) => `${name} ${ms} ${file}`).filter((row) => !shown.includes(row))).toEqual([]);
  });

  it('has no row for a constant or a file that is gone', () => {
    for (const { name, file } of rows) {
      const code = read(`src/${file}`);
      if (/^[A-Z_]+$/.test(name) && !(name in settings.shape)) expect(code, file).toContain(`const ${name} = `);
    }
  });

  it('lists each setting that is a time, with its default', () => {
    const defaults = Object.entries(settings.shape).flatMap(([name, check]) =>
      name.endsWith('_MS') ? [`${name} ${check.parse(undefined)}`] : [],
    );
    expect(defaults.length).toBeGreaterThan(3);
    expect(defaults.filter((setting) => !shown.some((row) => row.startsWith(`${setting} `)))).toEqual([]);
  });

  describe('about the longest waits', () => {
    const constant = (file: string, name: string) => constants.find((one) => one.file === file && one.name === name)?.ms ?? Number.NaN;
    const setting = (
      name: 'HEADERS_TIMEOUT_MS' | 'REQUEST_TIMEOUT_MS' | 'VITEC_ATTEMPT_TIMEOUT_MS' | 'OPERATION_TIMEOUT_MS' | 'CACHE_SLOW_MS',
    ) => settings.shape[name].parse(undefined);
    const check = constant('http/server/server.ts', 'CHECK_MS');
    const keySet = constant('access/key-set.ts', 'TIMEOUT_MS');
    const token = constant('access/key-set.ts', 'COOLDOWN_MS') + keySet;
    const attempt = setting('VITEC_ATTEMPT_TIMEOUT_MS');
    const operation = setting('OPERATION_TIMEOUT_MS');
    const retryAfter = constant('upstream/retries.ts', 'MAX_RETRY_AFTER_MS');
    const redis = constant('redis/gateway-redis.ts', 'COMMAND_TIMEOUT_MS');
    const unread = Number(/timeoutMs: ([\d_]+)/.exec(read('src/http/server/server.ts'))?.[1]?.replaceAll('_', ''));
    const connectingMs = Number(/untilReady\((\d+)\)/.exec(read('src/tools/doctor/examine.ts'))?.[1]);
    /** Of the parts of an answer, in order. */
    const together = token + operation;
    const CLIENT_MS = 15_000;

    const sums: Readonly<Record<string, number>> = {
      'Headers that arrive slowly': setting('HEADERS_TIMEOUT_MS') + check,
      'A request that arrives slowly': setting('REQUEST_TIMEOUT_MS') + check,
      'A token when the keys are over 10 min old, or none have come yet': keySet,
      'A token of an unknown key': token,
      'An operation, from its parsed document to its data': operation,
      'One call: Vitec hangs, or sends its answer too slowly': attempt,
      'One call: Vitec answers 429 slowly': 2 * attempt + retryAfter,
      'One call: Vitec fails slowly': Math.min(operation, 3 * attempt + 100 + 200),
      'Calls that need each other (roles, then listings; relations, then profiles)': operation,
      'Queue, rate limit, the probe of a lockout': operation,
      'Half-open breaker': constant('upstream/breaker.ts', 'MAX_WAIT_MS'),
      'A stale entry': setting('CACHE_SLOW_MS'),
      'Redis that is slow': 4 * redis,
      'The line of the access trail, if it is required': constant('telemetry/trail/trail-sink.ts', 'WRITE_MS'),
      'A request that arrives at once, all together': together,
      'A response that the client does not read': unread + constant('http/server/slow-readers.ts', 'CHECK_MS'),
      'A request after SIGTERM': constant('main.ts', 'LINGER_MS') + constant('gateway.ts', 'DRAIN_MS'),
      'Start without Redis': constant('gateway.ts', 'REDIS_START_MS'),
      'Doctor, without customers':
        connectingMs + attempt + constant('tools/doctor/check-vitec.ts', 'ALL_MS') + attempt + constant('tools/doctor.ts', 'LINGER_MS'),
    };

    it('sums up the constants and defaults', () => {
      const told = rowsUnder('docs/resilience.md', '## Longest waits').map(([situation = '', wait = '']) => [
        situation.replaceAll('**', ''),
        toMs(wait),
      ]);
      expect(Object.fromEntries(told)).toEqual(sums);
    });

    it('names the sums that its sentences have', () => {
      const section = read('docs/resilience.md').split('## Longest waits\n')[1]?.split('\n## ')[0] ?? '';
      const seconds = (ms: number) => `${ms / 1_000} s`;
      expect(section).toContain(
        `Three attempts would take ${seconds(3 * attempt + 100 + 200)}, and ${seconds(3 * attempt + 2 * retryAfter)} with`,
      );
      expect(section).toContain(`\`OPERATION_TIMEOUT_MS\`: ${seconds(CLIENT_MS - operation)} more than that`);
      expect(section).toContain(`${ENDPOINT_NAMES.length} s more for each customer`);
      expect(constant('tools/doctor/check-vitec.ts', 'EACH_MS')).toBe(1_000);
    });

    it.each<readonly [string, RegExp]>([
      ['README.md', /at most 9 s,.* hangs 3 s.*may take 4 s before that: give your client 15 s/s],
      ['docs/resilience.md', /time-outs of clients, routers and load balancers to 15 s or more/],
      ['docs/known-limits.md', /answered within 13 s: 4 s if the key .* 9 s for the operation/],
      ['docs/clients.md', /a time-out of at least 15 s .* within 13 s/],
      ['docs/federation.md', /wait 15 s for the gateway, which answers within 13 s/],
      ['docs/deploy.md', /time-out for a response is 15 s or more/],
      ['docs/federation/apollo-router.yaml', /within 13 s(.|\n)*timeout: 15s/],
      ['docs/federation/cosmo-router.yaml', /within 13 s(.|\n)*request_timeout: 15s/],
      ['docs/federation/hive-gateway.config.ts', /within 13 s(.|\n)*15_000/],
      ['examples/apollo/client.ts', /TIMEOUT_MS = 15_000/],
      ['examples/fetch/ask.ts', /TIMEOUT_MS = 15_000/],
      ['examples/relay/environment.ts', /TIMEOUT_MS = 15_000/],
    ])('%s gives the gateway as much time', (file, told) => {
      expect(read(file)).toMatch(told);
    });

    it('has the figures of those pages', () => {
      expect([attempt, token, operation, together]).toEqual([3_000, 4_000, 9_000, 13_000]);
      expect(CLIENT_MS).toBeGreaterThanOrEqual(together + 2_000);
    });
  });
});

describe('the page about operations', () => {
  it('explains each cause of a failed call, and no other', () => {
    const causes = rowsUnder('docs/operations.md', '## The log').flatMap(([cell = '']) => cell.split(', '));
    const start = causes.indexOf('DNS');
    const explained = causes.slice(start).filter((cause) => /^[A-Z0-9_]+$/.test(cause));
    expect(explained.sort()).toEqual([...UPSTREAM_CAUSES].sort());
  });

  it('explains each cause of a refused token, and no other', () => {
    const explained = rowsUnder('docs/operations.md', '## Refused tokens').flatMap(([cell = '']) => cell.split(', '));
    expect(explained.sort()).toEqual([...TOKEN_FAULTS].sort());
  });
});

describe('the page for clients', () => {
  const withFields = Object.values(buildSchema(standaloneSdl()).getTypeMap()).filter(
    (type) => isObjectType(type) && !type.name.startsWith('__') && !['Query', 'Subscription'].includes(type.name),
  ) as readonly GraphQLObjectType[];

  it('tells the cache of urql each type without an id', () => {
    const withoutId = withFields.filter((type) => !('id' in type.getFields())).map(({ name }) => name);
    const told = [...read('docs/clients.md').matchAll(/^ {2}(\w+): withoutId,$/gm)].map(([, name]) => name);
    expect(told).toEqual(withoutId.sort());
  });

  it('tells of each status whose fields it is', () => {
    const statuses = withFields.flatMap((type) =>
      Object.values(type.getFields()).flatMap(({ name }) => (/Status$/.test(name) ? [name] : [])),
    );
    const told = [...read('docs/clients.md').matchAll(/^ {2}\| `(\w+Status)(?:\(\w+\))?` \|/gm)].map(([, name]) => name);
    expect(told.sort()).toEqual(statuses.sort());
  });
});

describe.each(['docs/tutorial.md', 'docs/clients.md'])('%s', (page) => {
  it('installs the versions that are tested here', () => {
    const tested = ['package.json', 'examples/package.json'].flatMap((file) => {
      const { dependencies, devDependencies } = JSON.parse(read(file)) as Record<string, Record<string, string>>;
      return Object.entries({ ...dependencies, ...devDependencies });
    });
    const installed = [...read(page).matchAll(/ (@?[\w/-]+)@(\d+\.\d+\.\d+)/g)].map(([, name, version]) => [name, version]);
    expect(installed.length).toBeGreaterThan(3);
    expect(tested).toEqual(expect.arrayContaining(installed));
  });
});

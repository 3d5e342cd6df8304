import { globSync, readFileSync } from 'node:fs';
import { buildSchema, type GraphQLObjectType, isObjectType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { TOKEN_FAULTS } from '../../src/access/token-fault.ts';
import { FAILURES, PUBLIC_CODES } from '../../src/domain/failure.ts';
import { UPSTREAM_CAUSES } from '../../src/domain/upstream-cause.ts';
import { REQUEST_CODES } from '../../src/graphql/errors/request-codes.ts';
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
    // of a refused request these alone are: test/access/keys-and-router.test.ts, test/telemetry/access-trail.test.ts
    expect(shown.sort()).toEqual([...retryable, 'AUTHENTICATION_UNAVAILABLE', 'ACCESS_TRAIL_UNAVAILABLE'].sort());
  });

  it('tells the HTTP status of every request that is refused whole', () => {
    const rows = new Map(codes.map(([code, what]) => [code, what]));
    for (const [code, status] of Object.entries(REQUEST_CODES)) {
      if (code !== 'INTERNAL_SERVER_ERROR') expect(rows.get(code), code).toContain(String(status));
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

  it('lists each constant that is a time, with its file and value', () => {
    const units = ['domain/date-time.ts DAY_MS', 'upstream/rate-limiter.ts SECOND_MS'];
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
    (type) => isObjectType(type) && !type.name.startsWith('__') && type.name !== 'Query',
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

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FAILURES, PUBLIC_CODES } from '../../src/domain/failure.ts';
import { REQUEST_CODES } from '../../src/graphql/errors/request-codes.ts';
import { OFFICES } from '../../src/sandbox/offices.ts';

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
    // of a refused request this one alone is: test/access/keys-and-router.test.ts
    expect(shown.sort()).toEqual([...retryable, 'AUTHENTICATION_UNAVAILABLE'].sort());
  });

  it('tells the HTTP status of every request that is refused whole', () => {
    const rows = new Map(codes.map(([code, what]) => [code, what]));
    for (const [code, status] of Object.entries(REQUEST_CODES)) {
      if (code !== 'INTERNAL_SERVER_ERROR') expect(rows.get(code), code).toContain(String(status));
    }
  });
});

describe('the page about the sandbox', () => {
  it('names everybody who lives there, as they are', () => {
    const people = OFFICES.flatMap(({ customerId, contacts }) => contacts.map(({ contactId, who }) => [customerId, contactId, who])).filter(
      ([, , who]) => who !== 'Vanlig kontakt',
    );
    expect(rowsUnder('docs/sandbox.md', '# The sandbox')).toEqual(people);
  });
});

describe('the page for clients', () => {
  it('has a sentence for each code that a person may meet', () => {
    const codes = rowsUnder('docs/clients.md', '## What the person at the screen should read').map(([code]) => code);
    expect(codes).toEqual(expect.arrayContaining([...PUBLIC_CODES, 'AUTHENTICATION_UNAVAILABLE', 'INTERNAL_SERVER_ERROR']));
  });
});

describe('the tutorial', () => {
  it('installs the versions that are tested here', () => {
    const { dependencies, devDependencies } = JSON.parse(read('package.json')) as Record<string, Record<string, string>>;
    const installed = [...read('docs/tutorial.md').matchAll(/ (@?[\w/-]+)@(\d+\.\d+\.\d+)/g)].map(([, name = '', version]) => [
      name,
      version,
    ]);
    expect(installed.length).toBeGreaterThan(3);
    expect(installed).toEqual(installed.map(([name = '']) => [name, { ...dependencies, ...devDependencies }[name]]));
  });
});

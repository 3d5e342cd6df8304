import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FAILURES } from '../../src/domain/failure.ts';
import { REQUEST_CODES } from '../../src/graphql/request-codes.ts';
import { OFFICES } from '../../src/sandbox/offices.ts';
import { SECRETS, settings } from '../../src/settings.ts';

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

describe('the README', () => {
  const codes = rowsUnder('README.md', '## Codes, and what to do');

  it('has a row for each code, and for none that is not', () => {
    expect(codes.map(([code]) => code).sort()).toEqual([...Object.keys(FAILURES), ...Object.keys(REQUEST_CODES)].sort());
  });

  it('tells the HTTP status of every request that is refused whole', () => {
    const rows = new Map(codes.map(([code, what]) => [code, what]));
    for (const [code, status] of Object.entries(REQUEST_CODES)) {
      if (code !== 'INTERNAL_SERVER_ERROR') expect(rows.get(code), code).toContain(String(status));
    }
  });

  it('has a row for each setting with its default, and for none that is not', () => {
    const rows = rowsUnder('README.md', '## Run it');
    expect(rows.map(([name]) => name?.replace(' ¹', ''))).toEqual(Object.keys(settings.shape));
    expect(rows.filter(([name]) => name?.endsWith(' ¹')).map(([name]) => name?.replace(' ¹', ''))).toEqual([...SECRETS]);
    const defaults = settings.partial({ VITEC_URL: true }).parse({}) as Record<string, unknown>;
    for (const [name = '', shown = ''] of rows) {
      const value = defaults[name.replace(' ¹', '')];
      if (typeof value === 'number' || typeof value === 'string') expect(shown, name).toMatch(new RegExp(`^${value}(;|$)`));
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
    expect(codes).toEqual(expect.arrayContaining([...Object.keys(FAILURES), 'AUTHENTICATION_UNAVAILABLE', 'INTERNAL_SERVER_ERROR']));
  });
});

it.each([
  'README.md',
  'SECURITY.md',
  ...readdirSync(new URL('../../docs/', import.meta.url)).flatMap((file) => (file.endsWith('.md') ? [`docs/${file}`] : [])),
])('the links of %s lead to files that are there', (file) => {
  const links = [...read(file).matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map(([, link]) => link ?? '');
  const dead = links.filter((link) => !existsSync(new URL(link, new URL(`../../${file}`, import.meta.url))));
  expect(dead).toEqual([]);
});

import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { DIFFERENCE_KINDS } from '../../src/tools/contract/difference.ts';
import { VERDICTS } from '../../src/tools/contract/facts.ts';
import { EXIT_CODES } from '../../src/tools/contract/report.ts';

const page = readFileSync(new URL('../../docs/contract.md', import.meta.url), 'utf8');
/** The first cells of the table whose first heading is that. */
const firstCells = (heading: string): readonly string[] => {
  const table = page.split(`| ${heading} |`)[1]?.split('\n\n')[0] ?? '';
  return table
    .split('\n')
    .slice(2)
    .map((line) => line.split(' | ')[0] ?? '');
};

it('the page about the contract has a row for each kind of difference, and for none that is not', () => {
  const kinds = firstCells('`kind`').flatMap((cell) => cell.match(/[A-Z_]{4,}/g) ?? []);
  expect(kinds.toSorted()).toEqual([...DIFFERENCE_KINDS].toSorted());
});

it('and for each way in which it ends', () => {
  expect(firstCells('exit code')).toEqual(Object.values(EXIT_CODES).map((code) => `| ${code}`));
  for (const [outcome, code] of Object.entries(EXIT_CODES)) expect(page).toContain(`| ${code} | \`${outcome}\` |`);
});

it('and for each verdict about a fact', () => {
  const verdicts = firstCells('sign').map((_, index) => page.split('| sign |')[1]?.split('\n')[index + 2]?.split('`')[3]);
  expect(verdicts.toSorted()).toEqual([...VERDICTS].toSorted());
});

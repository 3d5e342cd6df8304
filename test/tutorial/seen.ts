import { stripVTControlCharacters } from 'node:util';
import type { Step } from './blocks.ts';

/** Stands for whatever differs from run to run. */
const ANYTHING = '…';

/** Why what came is not what the page shows; null when it is. */
export function differenceFrom({ language, text }: NonNullable<Step['seen']>, output: string): string | null {
  const isSame = language === 'json' ? isSameJson(text, output) : isSameText(text, output);
  return isSame ? null : `The page shows\n${text}\nand what came is\n${output}`;
}

/** The lines are there, one below the other; a program may say more before and after. */
const isSameText = (shown: string, output: string): boolean =>
  new RegExp(shown.trim().split(ANYTHING).map(escaped).join('[\\s\\S]*?')).test(stripVTControlCharacters(output));

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** An answer, without where in the document something is, and without its cost where the page leaves that out. */
function isSameJson(shown: string, output: string): boolean {
  const [expected, came] = [JSON.parse(shown), JSON.parse(output, (key, value) => (key === 'locations' ? undefined : value))];
  if (!('extensions' in expected)) delete came.extensions;
  return isSameValue(expected, came);
}

function isSameValue(shown: unknown, came: unknown): boolean {
  if (shown === ANYTHING) return came !== undefined && came !== null;
  if (typeof shown !== 'object' || shown === null || typeof came !== 'object' || came === null) return shown === came;
  const names = new Set([...Object.keys(shown), ...Object.keys(came)]);
  return (
    Array.isArray(shown) === Array.isArray(came) &&
    [...names].every((name) => isSameValue((shown as Record<string, unknown>)[name], (came as Record<string, unknown>)[name]))
  );
}

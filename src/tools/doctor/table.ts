import { stripVTControlCharacters, styleText } from 'node:util';
import { type Check, FINDINGS, isWell, type State } from './findings.ts';
import { type Language, textOf, WORDS } from './words.ts';

const SIGNS = {
  well: ['green', '✓'],
  wrong: ['red', '✗'],
  warning: ['yellow', '!'],
  untried: ['yellow', '?'],
  unused: ['dim', '–'],
} as const satisfies Record<State, readonly [Parameters<typeof styleText>[0], string]>;
/** Width without a terminal. */
const WIDTH = 100;

/** The findings as a table, in colours where standard output supports them. `width` in characters. */
export function toTable(checks: readonly Check[], language: Language, width = WIDTH): string {
  const { headings } = WORDS[language];
  const rows = checks.map((check) => ({
    ...textOf(check, language),
    state: FINDINGS[check.code],
    took: check.milliseconds?.toString() ?? '',
  }));
  const aboutWidth = Math.max(headings.what.length, ...rows.map(({ about }) => about.length));
  const tookWidth = Math.max(headings.milliseconds.length, ...rows.map(({ took }) => took.length));
  const line = (sign: string, about: string, took: string, text: string) =>
    `${sign} ${about.padEnd(aboutWidth)}  ${took.padStart(tookWidth)}  ${text}`.trimEnd();
  const textWidth = Math.max(30, width - aboutWidth - tookWidth - 6);

  const lines = rows.flatMap(({ state, about, took, says, doNext }) => {
    const [style, sign] = SIGNS[state];
    const [first = '', ...others] = wrap(says, textWidth);
    const next = doNext === null ? [] : wrap(doNext, textWidth - 2).map((text, index) => `${index === 0 ? '→' : ' '} ${text}`);
    return [
      line(styleText(style, sign), about, took, first),
      ...others.map((text) => line(' ', '', '', text)),
      ...next.map((text) => line(' ', '', '', styleText('bold', text))),
    ];
  });
  const heading = styleText('dim', line(' ', headings.what, headings.milliseconds, headings.says));
  return `${[heading, ...lines, '', verdictOf(checks, language)].join('\n')}\n`;
}

function verdictOf(checks: readonly Check[], language: Language): string {
  const { allWell, wellButWarnings, notAllWell } = WORDS[language];
  const count = (...states: readonly State[]) => String(checks.filter(({ code }) => states.includes(FINDINGS[code])).length);
  if (!isWell(checks)) return styleText('red', notAllWell.replace('{count}', count('wrong', 'untried')));
  const warnings = count('warning');
  return warnings === '0' ? styleText('green', allWell) : styleText('yellow', wellButWarnings.replace('{count}', warnings));
}

/** Breaks between words. A longer word keeps its length. */
function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of stripVTControlCharacters(text).split(' ')) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}

/** The findings as one JSON document. Codes and states are the same in all languages. */
export const toJson = (checks: readonly Check[], language: Language): string =>
  `${JSON.stringify(
    {
      well: isWell(checks),
      checks: checks.map((check) => {
        const { about, says, doNext } = textOf(check, language);
        return {
          about: check.about,
          name: about,
          state: FINDINGS[check.code],
          code: check.code,
          milliseconds: check.milliseconds,
          says,
          doNext,
        };
      }),
    },
    null,
    2,
  )}\n`;

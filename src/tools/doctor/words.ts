import { type FaultTexts, faultText } from '../../settings/faults.ts';
import type { About, Check, FindingCode } from './findings.ts';
import { ENGLISH } from './words-english.ts';
import { SWEDISH } from './words-swedish.ts';

export const LANGUAGES = ['sv', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The texts of one language. `doNext` is null where there is nothing to do. `{name}` is a value of the check. */
export type Words = {
  readonly headings: { readonly what: string; readonly milliseconds: string; readonly says: string };
  readonly about: Readonly<Record<About, string>>;
  readonly faults: FaultTexts;
  readonly findings: Readonly<Record<FindingCode, readonly [says: string, doNext: string | null]>>;
  readonly allWell: string;
  readonly wellButWarnings: string;
  readonly notAllWell: string;
  readonly progress: string;
};

export const WORDS: Readonly<Record<Language, Words>> = { sv: SWEDISH, en: ENGLISH };

export type Text = { readonly about: string; readonly says: string; readonly doNext: string | null };

export function textOf({ about, code, values, fault }: Check, language: Language): Text {
  const words = WORDS[language];
  const shown: Check['values'] = fault ? { ...values, ...faultText(fault, words.faults) } : values;
  const fill = (text: string) => text.replace(/\{(\w+)\}/g, (_, name: string) => String(shown[name] ?? ''));
  const [says, doNext] = words.findings[code];
  return { about: fill(words.about[about]).trim(), says: fill(says), doNext: doNext === null ? null : fill(doNext) };
}

/** The language of the locale, in the order of POSIX. English for all but Swedish. */
export function languageOf({ LC_ALL, LC_MESSAGES, LANG }: Readonly<Record<string, string | undefined>>): Language {
  return /^sv\b|^sv_/i.test(LC_ALL || LC_MESSAGES || LANG || '') ? 'sv' : 'en';
}

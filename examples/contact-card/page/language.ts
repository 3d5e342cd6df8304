import { createContext, useContext } from 'react';
import { TEXTS, type Texts } from './texts.ts';

export type Language = 'sv' | 'en';
/** The parts that are asked for, each with a status of its own. */
export type PartName = 'profile' | 'roles' | 'relations' | 'homes' | 'names' | 'search' | 'list';
/** The gateway's name for the language of its labels. */
export const LOCALES = { sv: 'SV', en: 'EN' } as const satisfies Record<Language, string>;

const KEPT_AS = 'contact-card-language';

export const LanguageContext = createContext<Language>('sv');
export const useLanguage = (): Language => useContext(LanguageContext);
export const useTexts = (): Texts => TEXTS[useLanguage()];

/** What was chosen before; else Swedish, unless the browser asks for English first. */
export function readLanguage(): Language {
  const kept = fromStorage(() => localStorage.getItem(KEPT_AS));
  if (kept === 'sv' || kept === 'en') return kept;
  return navigator.language.toLowerCase().startsWith('en') ? 'en' : 'sv';
}

export const keepLanguage = (language: Language): void => void fromStorage(() => localStorage.setItem(KEPT_AS, language));

/** A browser may forbid a page to keep anything: then the choice holds as long as the page. */
function fromStorage<Value>(use: () => Value): Value | null {
  try {
    return use();
  } catch {
    return null;
  }
}

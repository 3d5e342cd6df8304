import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Codes } from '../../schema/artefacts.ts';
import { FAILURES, PUBLIC_CODES } from '../../src/domain/failure.ts';
import { isRetryableRequest, REQUEST_CODES, type RequestCode } from '../../src/graphql/errors/request-codes.ts';

const codes = JSON.parse(readFileSync(new URL('../../schema/codes.json', import.meta.url), 'utf8')) as Codes;
const sentences = Object.entries(codes).flatMap(([code, { sv, en }]) => [['sv', code, sv] as const, ['en', code, en] as const]);

/** Words of developers and operators, whole or as the beginning of one. */
const JARGON = /graphql|\bquery|\bapi\b|http|json|token|upstream|gateway|header|\bid\b|-id\b|_|\b[45]\d\d\b/i;
/** What to do, in the words of either language. */
const ADVICE = {
  sv: /\b(Logga in|Be den|Försök|Sök|Kontrollera|Hör av dig|Visa|Välj|Läs in)\b/,
  en: /\b(Sign in|Ask|[Tt]ry again|Search|Check|Contact|Show|Choose|Reload)\b/,
};

describe('the sentences of schema/codes.json', () => {
  it('are there for every code, and for no other', () => {
    expect(Object.keys(codes).sort()).toEqual([...PUBLIC_CODES, ...Object.keys(REQUEST_CODES)].sort());
    expect(sentences.filter(([, , sentence]) => !sentence)).toEqual([]);
  });

  it.each(sentences)('in %s say of %s what to do, without jargon, shortly', (language, _code, sentence) => {
    expect(sentence).toMatch(ADVICE[language]);
    expect(sentence).not.toMatch(JARGON);
    expect(sentence).toMatch(/^\p{Lu}.*\.$/u);
    expect(sentence.length).toBeLessThan(130);
  });

  it.each([
    ['sv', 'om en stund'],
    ['en', 'in a moment'],
  ] as const)('advise in %s to try again in a moment where that may help, and only there', (language, words) => {
    const advised = Object.keys(codes).filter((code) => codes[code]?.[language].includes(words));
    const retryable = PUBLIC_CODES.filter((code) => FAILURES[code].retryable);
    expect(advised.sort()).toEqual([...retryable, ...(Object.keys(REQUEST_CODES) as RequestCode[]).filter(isRetryableRequest)].sort());
  });
});

import { describe, expect, it } from 'vitest';
import { faultText } from '../../src/settings/faults.ts';
import { ENGLISH_FAULTS } from '../../src/settings/faults-english.ts';
import { FINDINGS, type FindingCode, found } from '../../src/tools/doctor/findings.ts';
import { LANGUAGES, textOf, WORDS } from '../../src/tools/doctor/words.ts';
import { faultsOf, REFUSED } from '../support/refused-settings.ts';

/** Words that only the other language has; names of settings and what stands in quotes belong to both. */
const ENGLISH = /\b(the|is|are|with|set|and|which|must|needs|keep|put|give|write|one of)\b/i;

describe('the words of the doctor', () => {
  it.each(REFUSED.map((environment, index) => [index, environment] as const))(
    'tell a fault of the settings in Swedish (%i)',
    (_index, environment) => {
      for (const fault of faultsOf(environment)) {
        const { what } = faultText(fault, ENGLISH_FAULTS);
        const { says, doNext } = textOf(found('SETTINGS', 'SETTING_WRONG', { fault }), 'sv');
        for (const text of [says, doNext ?? '']) expect(text.replace(/\{.*\}|JSON Web Key Set/g, ''), what).not.toMatch(ENGLISH);
        expect(says, what).toMatch(/^[A-Z].*\.$/s);
        expect(doNext, what).toMatch(/^[A-ZÅÄÖ][a-zåäö]+ .*\.$/s);
        expect(/^[A-Z_]+/.exec(says)?.[0]).toBe(/^[A-Z_]+/.exec(what)?.[0]); // the setting is named as it is
      }
    },
  );

  it.each(LANGUAGES)('say in %s what to do next for all that is wrong, odd or untried, and for nothing else', (language) => {
    for (const [code, [, doNext]] of Object.entries(WORDS[language].findings)) {
      const state = FINDINGS[code as FindingCode];
      expect(doNext !== null, code).toBe(['wrong', 'warning', 'untried'].includes(state));
    }
  });

  it('name the same in both languages', () => {
    const names = (text: string | null) => [...new Set(text?.match(/\{\w+\}|[A-Z]+_[A-Z_]+|--\w+|\b[45]\d\d\b/g))].sort();
    for (const code of Object.keys(FINDINGS) as FindingCode[]) {
      const [[says, doNext], [säger, gör]] = [WORDS.en.findings[code], WORDS.sv.findings[code]];
      expect([names(säger), names(gör)], code).toEqual([names(says), names(doNext)]);
    }
  });
});

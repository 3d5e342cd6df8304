import { readFlags } from './command-line/flags.ts';
import { startProgress } from './command-line/progress.ts';
import { examine } from './doctor/examine.ts';
import { isWell } from './doctor/findings.ts';
import { toJson, toTable } from './doctor/table.ts';
import { LANGUAGES, type Language, languageOf, WORDS } from './doctor/words.ts';

/** A look-up of a name that hangs cannot be called off: what was found is shown, and the process ends all the same. */
const LINGER_MS = 500;

const COMMAND = {
  run: 'npm run doctor --',
  does: 'Reads the settings of the gateway, tries what they lead to (Vitec with each password, Redis, the keys of tokens, the clock), and says what to do.',
  flags: {
    customer: {
      takes: 'M30011',
      description: 'A customer to try Vitec with, beside those in VITEC_CREDENTIALS_FILE; may be given several times.',
    },
    lang: { takes: 'sv|en', choices: LANGUAGES, description: 'Swedish or English; else LC_ALL and LANG say.' },
    json: { description: 'Writes one JSON document instead of a table (npm run --silent doctor -- ...).' },
  },
  more: `It listens nowhere, asks for no person, and shows no secret.
Ends with 0 when all is well, with 1 when something is wrong or could not be tried, with 2 when a flag is wrong.
More: docs/doctor.md.`,
} as const;

const flags = readFlags(COMMAND, process.argv.slice(2));
if (flags) {
  const language = (flags.lang?.at(-1) as Language | undefined) ?? languageOf(process.env);
  let [done, all] = [0, 0];
  const progress = startProgress(process.stderr, () =>
    WORDS[language].progress.replace('{done}', String(done)).replace('{all}', String(all)),
  );
  const checks = await examine(process.env, flags.customer ?? [], {
    expect: (count) => {
      all = count;
    },
    onDone: () => {
      done += 1;
    },
  }).finally(progress.stop);
  process.stdout.write(flags.json ? toJson(checks, language) : toTable(checks, language, process.stdout.columns));
  process.exitCode = isWell(checks) ? 0 : 1;
  setTimeout(() => process.exit(), LINGER_MS).unref();
}

import { readFlags } from './command-line/flags.ts';
import { startProgress } from './command-line/progress.ts';
import { examine } from './doctor/examine.ts';
import { isWell } from './doctor/findings.ts';
import { toJson, toTable } from './doctor/table.ts';
import { LANGUAGES, type Language, languageOf, WORDS } from './doctor/words.ts';

/** A DNS lookup cannot be cancelled: the process ends although one is pending. */
const LINGER_MS = 500;

const COMMAND = {
  run: 'npm run doctor --',
  does: 'Tries the settings of the gateway (Vitec with each password, Redis, the keys of tokens, the clock), and says what to fix.',
  flags: {
    customer: { takes: 'M30011', description: 'A customer to try, beside those in VITEC_CREDENTIALS_FILE; may be given several times.' },
    token: { takes: 'FILE', description: 'A file with an access token, to say claim by claim why the gateway accepts or refuses it.' },
    lang: { takes: 'sv|en', choices: LANGUAGES, description: 'Swedish or English. Default: LC_ALL, LC_MESSAGES or LANG.' },
    json: { description: 'Writes one JSON document instead of a table (npm run --silent doctor -- ...).' },
  },
  more: `It opens no port, asks about no person, and shows no secret. Of a token it shows the kund-ids.
Exit code: 0 when all is well, 1 when something is wrong or could not be tried, 2 when a flag is wrong.
More: docs/doctor.md.`,
} as const;

const flags = readFlags(COMMAND, process.argv.slice(2));
if (flags) {
  const language = (flags.lang?.at(-1) as Language | undefined) ?? languageOf(process.env);
  let [done, all] = [0, 0];
  const progress = startProgress(process.stderr, () =>
    WORDS[language].progress.replace('{done}', String(done)).replace('{all}', String(all)),
  );
  const checks = await examine(
    process.env,
    { customerIds: flags.customer ?? [], tokenFile: flags.token?.at(-1) ?? null },
    {
      expect: (count) => {
        all = count;
      },
      onDone: () => {
        done += 1;
      },
    },
  ).finally(progress.stop);
  process.stdout.write(flags.json ? toJson(checks, language) : toTable(checks, language, process.stdout.columns));
  process.exitCode = isWell(checks) ? 0 : 1;
  setTimeout(() => process.exit(), LINGER_MS).unref();
}

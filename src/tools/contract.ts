import { loadConfig } from '../config.ts';
import { explainStartFault } from '../start-fault.ts';
import { readFlags } from './command-line/flags.ts';
import { startProgress } from './command-line/progress.ts';
import { COMMAND, toArguments } from './contract/arguments.ts';
import { makeReport } from './contract/make-report.ts';
import { EXIT_CODES } from './contract/report.ts';
import { toText } from './contract/report-text.ts';

/** `npm run contract`: compares the answers of Vitec Connect with the recorded contract. */
const flags = readFlags(COMMAND, process.argv.slice(2));
if (flags) {
  try {
    const { vitec, idPattern } = loadConfig(settingsOfVitec(process.env), { sandbox: true });
    const given = toArguments(flags, idPattern);
    if (given) {
      let callsSoFar = () => 0;
      const progress = startProgress(process.stderr, () => `Asking Vitec: ${callsSoFar()} calls so far ...`);
      const report = await makeReport(vitec, given, (calls) => {
        callsSoFar = calls;
      }).finally(progress.stop);
      process.exitCode = EXIT_CODES[report.outcome];
      process.stdout.write(given.json ? `${JSON.stringify(report, null, 2)}\n` : toText(report));
    }
  } catch (error) {
    const explanation = explainStartFault(error, {});
    process.exitCode = EXIT_CODES.COULD_NOT_ASK;
    process.stderr.write(
      explanation === null ? `Internal error: ${error instanceof Error ? error.stack : 'no error'}\n` : `${explanation}\n`,
    );
  }
}

/**
 * The settings of the gateway that are about Vitec. The command has no callers, so that AUTH_MODE does not apply: hence `sandbox` above. It
 * has no operations either, so that an attempt may take longer than theirs.
 */
function settingsOfVitec(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const ofVitec = Object.entries(environment).filter(([name]) => name.startsWith('VITEC_') || name === 'ID_PATTERN');
  return { ...Object.fromEntries(ofVitec), OPERATION_TIMEOUT_MS: '600000' };
}

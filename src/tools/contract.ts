import { loadConfig } from '../config.ts';
import { explainStartFault } from '../start-fault.ts';
import { createAskOnce } from '../vitec/ask-once.ts';
import { readFlags } from './command-line/flags.ts';
import { startProgress } from './command-line/progress.ts';
import { COMMAND, type ContractArguments, toArguments } from './contract/arguments.ts';
import { nothingKnown } from './contract/asking.ts';
import { Caller } from './contract/caller.ts';
import { FactLog } from './contract/facts.ts';
import { askAboutFacts } from './contract/probe.ts';
import { EXIT_CODES, type Report, toReport } from './contract/report.ts';
import { toText } from './contract/report-text.ts';
import { askAll } from './contract/run.ts';

/** `npm run contract`: compares the answers of Vitec Connect with the recorded contract. */
const flags = readFlags(COMMAND, process.argv.slice(2));
if (flags) {
  try {
    const { vitec, idPattern } = loadConfig(settingsOfVitec(process.env), { sandbox: true });
    const given = toArguments(flags, idPattern);
    if (given) {
      const report = await runContract(given, vitec);
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

async function runContract(given: ContractArguments, vitec: ReturnType<typeof loadConfig>['vitec']): Promise<Report> {
  const once = createAskOnce(vitec.origin, vitec.attemptTimeoutMs);
  const caller = new Caller(once, given.customerId, vitec.credentials);
  const asking = { caller, toAsk: given, facts: new FactLog(), known: nothingKnown(given.contactIds) };
  const progress = startProgress(process.stderr, () => `Asking Vitec: ${caller.calls} calls so far ...`);
  try {
    const results = await askAll(asking);
    await askAboutFacts(asking);
    return toReport(results, asking.facts.report(given.endpoints), caller.calls);
  } finally {
    progress.stop();
    await once.close();
  }
}

/** The settings of the gateway that are about Vitec. The command has no callers, so that AUTH_MODE does not apply: hence `sandbox` above. */
function settingsOfVitec(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => name.startsWith('VITEC_') || name === 'ID_PATTERN'));
}

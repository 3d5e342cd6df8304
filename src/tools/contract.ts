import { loadConfig } from '../config.ts';
import { explainStartFault } from '../start-fault.ts';
import { createAskOnce } from '../vitec/ask-once.ts';
import { credentialOf } from '../vitec/credentials.ts';
import { readFlags } from './command-line/flags.ts';
import { startProgress } from './command-line/progress.ts';
import { COMMAND, type ContractArguments, toArguments } from './contract/arguments.ts';
import { askAndCompare, type ContactResult } from './contract/ask.ts';
import { EXIT_CODES, type Report, toReport, toText } from './contract/report.ts';

/** `npm run contract`: does Vitec Connect still answer as the gateway reads it? */
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
      explanation === null ? `A bug of ours: ${error instanceof Error ? error.stack : 'no error'}\n` : `${explanation}\n`,
    );
  }
}

/** Asks for one contact after another: a comparison is in no hurry, and Vitec has others to serve. */
async function runContract({ customerId, contactIds }: ContractArguments, vitec: ReturnType<typeof loadConfig>['vitec']): Promise<Report> {
  const credential = credentialOf(vitec.credentials, customerId);
  const results: ContactResult[] = [];
  if (credential === null) {
    results.push({ kind: 'NOT_COMPARED', reason: 'the credentials have no password for this customer', endsRun: true });
    return toReport(results, contactIds.length);
  }
  const once = createAskOnce(vitec.origin, vitec.attemptTimeoutMs);
  const progress = startProgress(process.stderr, () => `Asking Vitec: ${results.length} of ${contactIds.length} answers ...`);
  for (const contactId of contactIds) {
    const result = await askAndCompare(once, { customerId, contactId }, credential);
    results.push(result);
    if (result.kind === 'NOT_COMPARED' && result.endsRun) break;
  }
  progress.stop();
  await once.close();
  return toReport(results, contactIds.length);
}

/** The gateway's settings that are about Vitec. It has no callers here, so that those about callers are not needed: hence `sandbox` above. */
function settingsOfVitec(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => name.startsWith('VITEC_') || name === 'ID_PATTERN'));
}

import { loadConfig } from '../config.ts';
import { explainStartFault } from '../start-fault.ts';
import { type AskOnce, createAskOnce } from '../vitec/ask-once.ts';
import { type Credential, credentialOf } from '../vitec/credentials.ts';
import { readFlags } from './command-line/flags.ts';
import { startProgress } from './command-line/progress.ts';
import { COMMAND, type ContractArguments, toArguments } from './contract/arguments.ts';
import { askAndCompare, type ContactResult } from './contract/ask.ts';
import { EXIT_CODES, type Report, toReport, toText } from './contract/report.ts';
import type { AskedEndpoint } from './endpoints.ts';

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
  const { customerId, contactIds, endpoints } = given;
  const results = new Map<AskedEndpoint, ContactResult[]>(endpoints.map((endpoint) => [endpoint, []]));
  const credential = credentialOf(vitec.credentials, customerId);
  if (credential === null) {
    const result: ContactResult = { kind: 'NOT_COMPARED', reason: 'the credentials have no password for this customer', reach: 'RUN' };
    return toReport(new Map(endpoints.map((endpoint) => [endpoint, [result]])), contactIds.length);
  }
  const once = createAskOnce(vitec.origin, vitec.attemptTimeoutMs);
  const count = () => [...results.values()].flat().length;
  const progress = startProgress(process.stderr, () => `Asking Vitec: ${count()} of ${contactIds.length * endpoints.length} answers ...`);
  await askAll(once, given, credential, results);
  progress.stop();
  await once.close();
  return toReport(results, contactIds.length);
}

/** One call at a time, so that other users of Vitec do not wait for this one. */
async function askAll(
  once: AskOnce,
  { customerId, contactIds }: ContractArguments,
  credential: Credential,
  resultsOf: ReadonlyMap<AskedEndpoint, ContactResult[]>,
): Promise<void> {
  for (const [endpoint, results] of resultsOf)
    for (const contactId of contactIds) {
      const result = await askAndCompare(once, endpoint, { customerId, contactId }, credential);
      results.push(result);
      if (result.kind === 'COMPARED' || result.reach === 'CALL') continue;
      if (result.reach === 'RUN') return;
      break;
    }
}

/** The settings of the gateway that are about Vitec. The command has no callers, so that AUTH_MODE does not apply: hence `sandbox` above. */
function settingsOfVitec(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => name.startsWith('VITEC_') || name === 'ID_PATTERN'));
}

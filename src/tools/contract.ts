import { loadConfig } from '../config.ts';
import type { FunctionGroup } from '../domain/endpoint.ts';
import { explainStartFault } from '../start-fault.ts';
import { type AskOnce, createAskOnce } from '../vitec/ask-once.ts';
import { type Credentials, credentialOf } from '../vitec/credentials.ts';
import { readFlags } from './command-line/flags.ts';
import { startProgress } from './command-line/progress.ts';
import { COMMAND, type ContractArguments, toArguments } from './contract/arguments.ts';
import { askAndCompare, type ContactResult } from './contract/ask.ts';
import { EXIT_CODES, type Report, toReport, toText } from './contract/report.ts';
import { type AskedEndpoint, functionGroupOf } from './endpoints.ts';

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
  const { contactIds, endpoints } = given;
  const results = new Map<AskedEndpoint, ContactResult[]>(endpoints.map((endpoint) => [endpoint, []]));
  const once = createAskOnce(vitec.origin, vitec.attemptTimeoutMs);
  const count = () => [...results.values()].flat().length;
  const progress = startProgress(process.stderr, () => `Asking Vitec: ${count()} of ${contactIds.length * endpoints.length} answers ...`);
  await askAll(once, given, vitec.credentials, results);
  progress.stop();
  await once.close();
  return toReport(results, contactIds.length);
}

/** One call at a time, so that other users of Vitec do not wait for this one. */
async function askAll(
  once: AskOnce,
  { customerId, contactIds }: ContractArguments,
  credentials: Credentials,
  resultsOf: ReadonlyMap<AskedEndpoint, ContactResult[]>,
): Promise<void> {
  const refused = new Set<FunctionGroup>();
  for (const [endpoint, results] of resultsOf) {
    const group = functionGroupOf(endpoint);
    if (refused.has(group)) continue;
    const credential = credentialOf(credentials, customerId, group);
    if (!credential) {
      results.push({ kind: 'NOT_COMPARED', reason: `the credentials have no password for this customer (${group})`, reach: 'ENDPOINT' });
      continue;
    }
    for (const contactId of contactIds) {
      const result = await askAndCompare(once, endpoint, { customerId, contactId }, credential);
      results.push(result);
      if (result.kind === 'COMPARED' || result.reach === 'CALL') continue;
      if (result.reach === 'RUN') return;
      if (result.reach === 'FUNCTION_GROUP') refused.add(group);
      break;
    }
  }
}

/** The settings of the gateway that are about Vitec. The command has no callers, so that AUTH_MODE does not apply: hence `sandbox` above. */
function settingsOfVitec(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => name.startsWith('VITEC_') || name === 'ID_PATTERN'));
}

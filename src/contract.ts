import { Pool } from 'undici';
import { loadConfig } from './config.ts';
import { ArgumentsError, type ContractArguments, HELP, parseArguments } from './contract/arguments.ts';
import { type Asked, askAndCompare } from './contract/ask.ts';
import { EXIT_CODES, type Report, toReport, toText } from './contract/report.ts';
import { explainStartFault } from './start-fault.ts';
import { credentialOf } from './vitec/credentials.ts';

/** `npm run contract`: does Vitec Connect still answer as the gateway reads it? */
try {
  const given = parseArguments(process.argv.slice(2));
  if (given === null) process.stdout.write(HELP);
  else {
    const report = await runContract(given);
    process.exitCode = EXIT_CODES[report.outcome];
    process.stdout.write(given.json ? `${JSON.stringify(report, null, 2)}\n` : toText(report));
  }
} catch (error) {
  const explanation = error instanceof ArgumentsError ? error.message : explainStartFault(error);
  process.exitCode = EXIT_CODES.COULD_NOT_ASK;
  process.stderr.write(explanation === null ? `A bug of ours: ${error instanceof Error ? error.stack : 'no error'}\n` : `${explanation}\n`);
}

/** Asks for one contact after another: a comparison is in no hurry, and Vitec has others to serve. */
async function runContract({ customerId, contactIds }: ContractArguments): Promise<Report> {
  const { vitec, idPattern } = loadConfig(settingsOfVitec(process.env), { sandbox: true });
  if (!idPattern.test(customerId)) throw new ArgumentsError('--customer has characters that no id may have (ID_PATTERN).');
  if (!contactIds.every((contactId) => idPattern.test(contactId)))
    throw new ArgumentsError('A --contact has characters that no id may have (ID_PATTERN).');
  const credential = credentialOf(vitec.credentials, customerId);
  const asked: Asked[] = [];
  if (credential === null) {
    asked.push({ kind: 'NOT_ASKED', reason: 'the credentials have no password for this customer', endsRun: true });
    return toReport(asked, contactIds.length);
  }
  const pool = new Pool(vitec.origin, { connections: 1, pipelining: 1, allowH2: false, headersTimeout: 0, bodyTimeout: 0 });
  for (const contactId of contactIds) {
    const answer = await askAndCompare(pool, { contact: { customerId, contactId }, credential, timeoutMs: vitec.attemptTimeoutMs });
    asked.push(answer);
    if (answer.kind === 'NOT_ASKED' && answer.endsRun) break;
  }
  await pool.destroy();
  return toReport(asked, contactIds.length);
}

/** The gateway's settings that are about Vitec. It has no callers here, so that those about callers are not needed: hence `sandbox` above. */
function settingsOfVitec(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => name.startsWith('VITEC_') || name === 'ID_PATTERN'));
}

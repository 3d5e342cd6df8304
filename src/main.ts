import { flagRows, HELP, readCommandLine, toColumns } from './command-line.ts';
import { loadConfig } from './config.ts';
import { startGateway } from './gateway.ts';
import { endForStartFault } from './start-fault.ts';
import { untilSignal } from './until-signal.ts';

/** Whoever runs containers takes a while to send no more requests; till then they are answered, and /ready says 503. */
const LINGER_MS = 2_000;

const FLAGS = { help: HELP };
const HELP_TEXT = `The GraphQL gateway to Vitec Connect: npm start, or node src/main.ts

${toColumns(flagRows(FLAGS))}
Everything else is set in the environment. It needs:
${toColumns({
  VITEC_URL: 'where Vitec Connect is',
  VITEC_CREDENTIALS_FILE: 'its passwords, or VITEC_USERNAME and VITEC_PASSWORD',
  'JWT_JWKS_URL, JWT_ISSUER, JWT_AUDIENCE': 'how callers are known',
})}
The README has a table of all settings. npm run doctor tells whether they work, npm run demo needs none.
`;

try {
  const { help } = readCommandLine(process.argv.slice(2), FLAGS);
  if (help) process.stdout.write(HELP_TEXT);
  else await run();
} catch (error) {
  const { PORT, METRICS_PORT } = process.env;
  endForStartFault(error, { PORT: PORT || '4000', METRICS_PORT });
}

async function run(): Promise<void> {
  const untilStopped = untilSignal(); // one that comes during the start is not lost
  const gateway = await startGateway(loadConfig(process.env, { sandbox: false }));
  const signal = await untilStopped;
  await gateway.stop(signal, signal === 'SIGTERM' ? LINGER_MS : 0);
}

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ConfigError, loadConfig } from './config.ts';
import { startGateway } from './gateway.ts';
import { EXAMPLES } from './sandbox/examples.ts';
import { OFFICES } from './sandbox/offices.ts';
import { startSandbox } from './sandbox/server.ts';
import { wholeNumber } from './settings/checks.ts';
import { faultsOf } from './settings/faults.ts';
import { endForStartFault, type PortSettings } from './start-fault.ts';
import { createReadableLog } from './telemetry/logging/readable-log.ts';
import { readFlags } from './tools/command-line/flags.ts';
import { untilSignal } from './until-signal.ts';

/** Built from examples/contact-card. */
const CONTACT_CARD = new URL('sandbox/contact-card.html', import.meta.url);

/** Where pages of common development servers come from: Vite, and Next.js or Create React App. */
const DEVELOPMENT_ORIGINS = [5173, 3000].flatMap((port) => [`http://localhost:${port}`, `http://127.0.0.1:${port}`]).join();

const COMMAND = {
  run: 'npm run demo --',
  does: 'Starts the gateway and a stand-in for Vitec Connect with made-up people, for this machine alone, till Ctrl-C.',
  flags: {},
  more: `Nothing has to be set. In the environment,
  PORT (4000) is where the contact card and GraphiQL are, 0 a free one;
  SANDBOX_PORT (4001) is where the stand-in for Vitec listens;
  CORS_ORIGINS (those of http://localhost:5173 and :3000) are the origins whose pages may call it;
  LOG_LEVEL, CACHE_TTL_MS and the other settings in docs/settings.md work as with \`npm start\`.
Who lives in the sandbox, and what can be made to fail: docs/sandbox.md.`,
};

if (readFlags(COMMAND, process.argv.slice(2))) await run();

/** The gateway and a stand-in for Vitec Connect in one process, for this machine alone and with nothing to set. */
async function run(): Promise<void> {
  let ports: PortSettings = {};
  try {
    const untilStopped = untilSignal();
    const isTerminal = process.stdout.isTTY === true;
    const sandboxPort = readSandboxPort(process.env.SANDBOX_PORT);
    ports = { SANDBOX_PORT: sandboxPort };
    const sandbox = await startSandbox(OFFICES, { port: sandboxPort });
    const environment = {
      LOG_LEVEL: isTerminal ? 'info' : 'error',
      WEBHOOK_SECRET: 'sandbox-webhook',
      CORS_ORIGINS: DEVELOPMENT_ORIGINS,
      ...process.env,
      HOST: process.env.HOST || '127.0.0.1', // an empty one would open the demo to the network
      VITEC_URL: sandbox.url,
      VITEC_CREDENTIALS_FILE: fileURLToPath(new URL('sandbox/credentials.json', import.meta.url)),
      VITEC_PASSWORD: '',
    };
    const config = loadConfig(environment, { sandbox: true });
    ports = { PORT: config.port, METRICS_PORT: config.metricsPort };
    const gateway = await startGateway(
      config,
      { examples: EXAMPLES, frontPage: readFileSync(CONTACT_CARD, 'utf8') },
      isTerminal ? createReadableLog((text) => process.stdout.write(text)) : undefined,
    );
    process.stdout.write(welcome(toLocalhost(gateway.url), toLocalhost(sandbox.url)));
    await gateway.stop(await untilStopped);
    await sandbox.stop();
    process.exit(0); // a reader that does not take its last lines would keep the process
  } catch (error) {
    endForStartFault(error, ports);
  }
}

function readSandboxPort(text: string | undefined): number {
  const { data, error } = wholeNumber(0, 65_535).safeParse(text || '4001');
  if (error) throw new ConfigError(faultsOf(error, 'SANDBOX_PORT'));
  return data;
}

function toLocalhost(url: string): string {
  return url.replace('127.0.0.1', 'localhost');
}

function welcome(gateway: string, sandbox: string): string {
  const query =
    '{ contact(customerId: \\"M30011\\", contactId: \\"anna-andersson\\") { primaryRoles { roleLabel createdAt estate { estateId } } } }';
  return `
A contact card, to see what comes of it:  ${gateway}/
GraphiQL, with six operations to try:    ${gateway}/graphql
What the sandbox has been asked:          ${sandbox}/

One that answers:
curl -s ${gateway}/graphql -H 'content-type: application/json' -d '{"query":"${query}"}'

Ctrl-C ends it.
`;
}

import './v8-flags.ts';
import { loadConfig } from './config.ts';
import { startGateway } from './gateway.ts';
import { endForStartFault, type PortSettings } from './start-fault.ts';
import { readFlags } from './tools/command-line/flags.ts';
import { untilSignal } from './until-signal.ts';

/** How long requests are still accepted after SIGTERM, while /ready answers 503: a load balancer takes a moment to stop sending them. */
const LINGER_MS = 2_000;

const COMMAND = {
  run: 'npm start --',
  does: 'Starts the GraphQL gateway to Vitec Connect, till SIGTERM or Ctrl-C.',
  flags: {},
  more: `Everything else is set in the environment. It needs
  VITEC_URL, where Vitec Connect is;
  VITEC_CREDENTIALS_FILE, its passwords, or VITEC_USERNAME and VITEC_PASSWORD;
  JWT_JWKS_URL, JWT_ISSUER and JWT_AUDIENCE, how callers are known.
docs/settings.md lists all settings. \`npm run doctor\` tries what is set; \`npm run demo\` needs nothing.`,
};

if (readFlags(COMMAND, process.argv.slice(2))) await run();

async function run(): Promise<void> {
  let ports: PortSettings = {};
  try {
    const untilStopped = untilSignal(); // a signal during the start must not be lost
    const config = loadConfig(process.env, { sandbox: false });
    ports = { PORT: config.port, METRICS_PORT: config.metricsPort };
    const gateway = await startGateway(config);
    const signal = await untilStopped;
    await gateway.stop(signal, signal === 'SIGTERM' ? LINGER_MS : 0);
    process.exit(0); // unread log lines would keep the process alive
  } catch (error) {
    endForStartFault(error, ports);
  }
}

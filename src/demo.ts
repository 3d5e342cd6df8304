import { loadConfig } from './config.ts';
import { startGateway } from './gateway.ts';
import { EXAMPLES } from './sandbox/examples.ts';
import { OFFICES } from './sandbox/offices.ts';
import { startSandbox } from './sandbox/server.ts';
import { explainStartFault } from './start-fault.ts';
import { untilSignal } from './until-signal.ts';

const SANDBOX_PORT = Number(process.env.SANDBOX_PORT || 4_001);
const CREDENTIALS_FILE = new URL('sandbox/credentials.json', import.meta.url).pathname;

/** The gateway and a stand-in of Vitec Connect in one process, with nothing to set. */
try {
  const sandbox = await startSandbox(OFFICES, { port: SANDBOX_PORT });
  const environment = {
    HOST: '127.0.0.1',
    LOG_LEVEL: 'error',
    ...process.env,
    VITEC_URL: sandbox.url,
    VITEC_CREDENTIALS_FILE: CREDENTIALS_FILE,
  };
  const gateway = await startGateway(loadConfig(environment, { sandbox: true }), EXAMPLES);
  const address = gateway.url.replace('127.0.0.1', 'localhost');
  process.stdout.write(`
GraphiQL, with four operations to try:  ${address}/graphql
What the sandbox has been asked:        ${sandbox.url.replace('127.0.0.1', 'localhost')}/

One that answers:
curl -s ${address}/graphql -H 'content-type: application/json' -d '{"query":"{ contact(customerId: \\"M30011\\", contactId: \\"anna-andersson\\") { primaryRoles { roleLabel createdAt estate { estateId } } } }"}'

Ctrl-C ends it.
`);
  await untilSignal();
  await gateway.stop('SIGINT');
  await sandbox.stop();
} catch (error) {
  const explanation = explainStartFault(error);
  if (explanation === null) throw error;
  process.stderr.write(`${explanation}\n`);
  process.exitCode = 1;
}

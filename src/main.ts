import { loadConfig } from './config.ts';
import { startGateway } from './gateway.ts';
import { explainStartFault } from './start-fault.ts';
import { untilSignal } from './until-signal.ts';

try {
  const gateway = await startGateway(loadConfig(process.env, { sandbox: false }));
  await gateway.stop(await untilSignal());
} catch (error) {
  const explanation = explainStartFault(error);
  if (explanation === null) throw error;
  process.stderr.write(`${explanation}\n`);
  process.exitCode = 1;
}

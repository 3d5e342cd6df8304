import { loadConfig } from './config.ts';
import { startGateway } from './gateway.ts';
import { explainStartFault } from './start-fault.ts';
import { untilSignal } from './until-signal.ts';

/** Whoever runs containers takes a while to send no more requests; till then they are answered, and /ready says 503. */
const LINGER_MS = 2_000;

try {
  const untilStopped = untilSignal(); // one that comes during the start is not lost
  const gateway = await startGateway(loadConfig(process.env, { sandbox: false }));
  const signal = await untilStopped;
  await gateway.stop(signal, signal === 'SIGTERM' ? LINGER_MS : 0);
} catch (error) {
  const explanation = explainStartFault(error);
  if (explanation === null) throw error;
  process.stderr.write(`${explanation}\n`);
  process.exitCode = 1;
}

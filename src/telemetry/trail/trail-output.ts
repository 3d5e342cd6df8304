import type { LogOutput } from '../logging/standard-output.ts';
import { TrailFault, type TrailSink, WRITE_MS } from './trail-sink.ts';

/** Writes the trail between the lines of the log. A line counts as written when the reader of standard output has taken it. */
export const createTrailOutput = (output: LogOutput): TrailSink => ({
  async write(line) {
    if (output.deliver) await withinTime(output.deliver(line));
    else output.write(line);
  },
  close: async () => {}, // the gateway waits for the log
});

async function withinTime(delivered: Promise<void>): Promise<void> {
  const { promise: timeout, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new TrailFault('TOO_SLOW')), WRITE_MS);
  try {
    await Promise.race([delivered, timeout]);
  } finally {
    clearTimeout(timer);
  }
}

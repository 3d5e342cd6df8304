import type { LogOutput } from '../logging/standard-output.ts';
import { TrailFault, type TrailSink, WRITE_MS } from './trail-sink.ts';

/** Writes the trail between the lines of the log. A line counts as written when it is in the pipe to the reader of standard output. */
export function createTrailOutput(output: LogOutput): TrailSink {
  /** Lines that have waited for WRITE_MS. A reader that hangs must not hold each caller for so long. */
  let late = 0;

  const withinTime = async (delivered: Promise<void>): Promise<void> => {
    const { promise: timeout, reject } = Promise.withResolvers<never>();
    const timer = setTimeout(() => {
      late += 1;
      const taken = () => {
        late -= 1;
      };
      delivered.then(taken, taken);
      reject(new TrailFault('TOO_SLOW'));
    }, WRITE_MS);
    try {
      await Promise.race([delivered, timeout]);
    } finally {
      clearTimeout(timer);
    }
  };

  return {
    async write(line) {
      if (late > 0) throw new TrailFault('TOO_SLOW');
      if (output.deliver) await withinTime(output.deliver(line));
      else output.write(line);
    },
    close: async () => {}, // the gateway waits for the log
  };
}

/** Waits for Ctrl-C or for whoever runs the process to say stop, and tells which it was. A second signal ends the process at once. */
export const untilSignal = (): Promise<NodeJS.Signals> =>
  new Promise((resolve) => {
    const onSignal = (signal: NodeJS.Signals) => {
      for (const each of SIGNALS) process.off(each, onSignal); // the next does what signals do
      resolve(signal);
    };
    for (const signal of SIGNALS) process.on(signal, onSignal);
  });

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

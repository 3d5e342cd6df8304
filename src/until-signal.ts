/** Resolves with the first SIGINT or SIGTERM. A second signal ends the process at once. */
export const untilSignal = (): Promise<NodeJS.Signals> =>
  new Promise((resolve) => {
    const onSignal = (signal: NodeJS.Signals) => {
      for (const each of SIGNALS) process.off(each, onSignal); // restores the default action for the next signal
      resolve(signal);
    };
    for (const signal of SIGNALS) process.on(signal, onSignal);
  });

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

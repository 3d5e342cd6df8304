import type { FetchPartyRoles } from '../domain/party-roles-answer.ts';

/** So many at once; whoever comes later waits in line, and leaves it when its operation ends. */
export function withWaitingLine(fetch: FetchPartyRoles, slots: number): FetchPartyRoles {
  let free = slots;
  const line = new Set<() => void>();

  const takeSlot = (signal: AbortSignal): Promise<void> => {
    signal.throwIfAborted();
    if (free > 0) {
      free -= 1;
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const enter = () => {
        signal.removeEventListener('abort', leave);
        resolve();
      };
      const leave = () => {
        line.delete(enter);
        reject(signal.reason);
      };
      signal.addEventListener('abort', leave, { once: true });
      line.add(enter);
    });
  };

  const giveBackSlot = () => {
    const [next] = line;
    if (!next) {
      free += 1;
      return;
    }
    line.delete(next); // the slot goes straight to the one that has waited longest
    next();
  };

  return async (contact, operation) => {
    await takeSlot(operation.signal);
    try {
      return await fetch(contact, operation);
    } finally {
      giveBackSlot();
    }
  };
}

import type { Server, ServerResponse } from 'node:http';

export type SlowReaderLimits = {
  /** How long a response may wait for its client to read it; then the connection is closed. */
  readonly timeoutMs: number;
  /** Unread bytes of all responses from which the server accepts no more work. */
  readonly maxUnreadBytes: number;
};

/** Time between two checks. A response may wait this much longer than its limit. */
const CHECK_MS = 250;

/**
 * Closes connections whose clients do not read their responses, which would fill the memory. The function it returns says whether there
 * is memory for another response.
 */
export function limitSlowReaders(server: Server, { timeoutMs, maxUnreadBytes }: SlowReaderLimits): () => boolean {
  /** Open responses -> how long each has had unread bytes. */
  const waitedMs = new Map<ServerResponse, number>();
  let unreadBytes = 0;

  const check = () => {
    unreadBytes = 0;
    for (const [response, waited] of waitedMs) {
      unreadBytes += response.writableLength;
      waitedMs.set(response, response.writableLength > 0 ? waited + CHECK_MS : 0);
      if (waited >= timeoutMs) response.destroy();
    }
  };
  server.on('request', (_request, response) => {
    waitedMs.set(response, 0);
    // a stream that its client reads slowly may have unread bytes at every check
    response.on('drain', () => waitedMs.has(response) && waitedMs.set(response, 0));
    response.once('close', () => waitedMs.delete(response));
  });
  const timer = setInterval(check, CHECK_MS).unref();
  server.once('close', () => clearInterval(timer));
  return () => unreadBytes < maxUnreadBytes;
}

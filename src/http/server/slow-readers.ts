import type { Server, ServerResponse } from 'node:http';

export type UnreadLimits = {
  /** So long an answer waits for a client to take all of it; then its connection ends. */
  readonly timeoutMs: number;
  /** From so many bytes that wait like this, nothing more is asked. */
  readonly bytes: number;
};

/** How often is looked: an answer may wait so much longer, and so long what waits is not counted. */
const LOOK_MS = 250;

/** Watches over answers that their clients do not read, which would fill the memory. Tells whether there is room for more. */
export function limitUnread(server: Server, { timeoutMs, bytes }: UnreadLimits): () => boolean {
  /** Requests under way -> the milliseconds that their answers have waited to be read. */
  const waits = new Map<ServerResponse, number>();
  let unread = 0;

  const look = () => {
    unread = 0;
    for (const [response, waitedMs] of waits) {
      unread += response.writableLength;
      waits.set(response, response.writableLength > 0 ? waitedMs + LOOK_MS : 0);
      if (waitedMs >= timeoutMs) response.destroy();
    }
  };
  server.on('request', (_request, response) => {
    waits.set(response, 0);
    response.once('close', () => waits.delete(response));
  });
  const timer = setInterval(look, LOOK_MS).unref();
  server.once('close', () => clearInterval(timer));
  return () => unread < bytes;
}

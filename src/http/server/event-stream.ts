import type { ServerResponse } from 'node:http';
import { UNBUFFERED, write } from './write.ts';

/** How often a comment is sent on a silent stream: proxies close connections that are silent for 30 to 60 s. */
const HEARTBEAT_MS = 12_000;
const COMMENT = ':\n\n';

/** Server-sent events in the form of GraphQL over SSE, distinct connections: https://github.com/enisdenjo/graphql-sse/blob/master/PROTOCOL.md */
export class EventStream {
  readonly #response: ServerResponse;
  readonly #heartbeat: NodeJS.Timeout;

  constructor(response: ServerResponse) {
    this.#response = response;
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', ...UNBUFFERED });
    response.write(COMMENT); // a client sees at once that it is subscribed
    const beat = () => {
      if (response.writableLength === 0) response.write(COMMENT); // else the client has yet to read what was sent before
    };
    this.#heartbeat = setInterval(beat, HEARTBEAT_MS).unref();
    response.once('close', () => clearInterval(this.#heartbeat));
  }

  /** Sends a result. Resolves to whether the client is still there. */
  next(json: string): Promise<boolean> {
    return write(this.#response, `event: next\ndata: ${json}\n\n`);
  }

  /** The operation is done: clients do not subscribe again by themselves. */
  complete(): void {
    this.#end('event: complete\ndata:\n\n');
  }

  /** The stream ends before its operation is done: clients subscribe again by themselves, those that read `retry` after so many seconds. */
  breakOff(retryAfterSeconds: number): void {
    this.#end(`retry: ${retryAfterSeconds * 1_000}\n\n`);
  }

  #end(text: string): void {
    clearInterval(this.#heartbeat);
    this.#response.end(text);
  }
}

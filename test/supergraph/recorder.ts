import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { listen } from '../support/listen.ts';

/** A request of a router to a subgraph. */
export type RecordedRequest = {
  readonly method: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Resolves when its connection has ended: the answer was sent, or the router has left. */
  readonly closed: Promise<unknown>;
};

/** Stands between a router and the gateway, and keeps what the router sends. */
export async function startRecorder(to: string) {
  const requests: RecordedRequest[] = [];
  const server = createServer(async (request, response) => {
    const body = await text(request);
    const { query, variables = {} } = JSON.parse(body) as RecordedRequest;
    const closed = once(response, 'close');
    requests.push({ method: request.method, headers: request.headers, query, variables, closed });
    const left = new AbortController();
    void closed.then(() => left.abort());
    const { host: _host, connection: _connection, 'content-length': _length, 'transfer-encoding': _encoding, ...headers } = request.headers;
    const answer = await fetch(to, { method: 'POST', headers: headers as Record<string, string>, body, signal: left.signal });
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' });
    await pipeline(answer.body ?? [], response).catch(() => response.destroy());
  });
  return Object.assign(await listen(server), { requests });
}

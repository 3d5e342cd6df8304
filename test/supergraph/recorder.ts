import { createServer, type IncomingHttpHeaders } from 'node:http';
import { text } from 'node:stream/consumers';
import { listen } from '../support/listen.ts';

/** A request of a router to a subgraph. */
export type RecordedRequest = {
  readonly headers: IncomingHttpHeaders;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
};

/** Stands between a router and the gateway, and keeps what the router sends. */
export async function startRecorder(to: string) {
  const requests: RecordedRequest[] = [];
  const server = createServer(async (request, response) => {
    const body = await text(request);
    const { query, variables = {} } = JSON.parse(body) as RecordedRequest;
    requests.push({ headers: request.headers, query, variables });
    const { host: _host, connection: _connection, 'content-length': _length, 'transfer-encoding': _encoding, ...headers } = request.headers;
    const answer = await fetch(to, { method: 'POST', headers: headers as Record<string, string>, body });
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' }).end(await answer.text());
  });
  return Object.assign(await listen(server), { requests });
}

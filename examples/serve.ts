import { request as ask, createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';
import { type AppName, buildApp, MAIN_FILES } from './build.ts';

const TYPES: Readonly<Record<string, string>> = { '': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

/** `node examples/serve.ts apollo`: one app, with /graphql handed on to the gateway, so that the browser sees one origin. */
const name = process.argv[2] ?? '';
if (!isAppName(name)) {
  process.stderr.write(`Which app? ${Object.keys(MAIN_FILES).join(', ')}\n`);
  process.exit(1);
}
const gateway = new URL(process.env.GATEWAY_URL || 'http://localhost:4000');
const files = await buildApp(name);
const server = createServer((request, response) => {
  const path = new URL(request.url ?? '/', gateway).pathname;
  if (path === '/graphql') return handOn(request, response);
  const file = files.get(path);
  if (!file) return response.writeHead(404).end();
  return response.writeHead(200, { 'content-type': `${TYPES[extname(path)]}; charset=utf-8` }).end(file);
});
server.listen(Number(process.env.PORT || 3000), '127.0.0.1', () => {
  process.stdout.write(`http://localhost:${(server.address() as AddressInfo).port}/ asks ${gateway.origin}\n`);
});

function isAppName(text: string): text is AppName {
  return Object.hasOwn(MAIN_FILES, text);
}

function handOn(request: IncomingMessage, response: ServerResponse): void {
  const { method, headers } = request;
  const asked = ask(new URL('/graphql', gateway), { method, headers: { ...headers, host: gateway.host } }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  asked.on('error', () => (response.headersSent ? response.destroy() : response.writeHead(502).end()));
  response.on('close', () => asked.destroy());
  request.pipe(asked);
}

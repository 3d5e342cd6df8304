import type { Duplex } from 'node:stream';
import type { RequestCode } from '../../graphql/errors/request-codes.ts';

type RawResponse = { readonly status: number; readonly reason: string; readonly code: RequestCode; readonly headers?: readonly string[] };

/** CONNECT asks for a tunnel. Node hands its socket to the 'connect' listener. */
const NO_TUNNEL: RawResponse = { status: 405, reason: 'Method Not Allowed', code: 'METHOD_NOT_ALLOWED', headers: ['allow: POST'] };

/**
 * Responds to bytes that are not HTTP and to headers that are too slow or too large. Node makes no ServerResponse for them, so the
 * response is written to the socket. `onRejected` receives the code.
 */
export function answerClientError(error: NodeJS.ErrnoException, socket: Duplex, onRejected: (code: RequestCode) => void): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  writeResponse(socket, responseTo(error.code), onRejected);
}

/** Rejects a CONNECT request. Node has removed its listeners from the socket, and its timeouts no longer apply. */
export function answerConnect(socket: Duplex, onRejected: (code: RequestCode) => void): void {
  if (socket.writable) writeResponse(socket, NO_TUNNEL, onRejected);
  else socket.destroy();
}

/** How long a client has to read the response and close. Then the socket is destroyed, since it counts as a connection. */
const LINGER_MS = 1_000;

function writeResponse(socket: Duplex, { status, reason, code, headers = [] }: RawResponse, onRejected: (code: RequestCode) => void): void {
  onRejected(code);
  const body = JSON.stringify({ errors: [{ message: `${reason}.`, extensions: { code, retryable: false } }] });
  const head = [
    `HTTP/1.1 ${status} ${reason}`,
    'content-type: application/json; charset=utf-8',
    `content-length: ${body.length}`,
    'connection: close',
    ...headers,
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
  socket.resume(); // unread bytes would delay the 'end' event
  const linger = setTimeout(() => socket.destroy(), LINGER_MS);
  socket.once('close', () => clearTimeout(linger));
}

function responseTo(errorCode: string | undefined): RawResponse {
  if (errorCode === 'ERR_HTTP_REQUEST_TIMEOUT') return { status: 408, reason: 'Request Timeout', code: 'BAD_REQUEST' };
  if (errorCode === 'HPE_HEADER_OVERFLOW')
    return { status: 431, reason: 'Request Header Fields Too Large', code: 'REQUEST_ENTITY_TOO_LARGE' };
  return { status: 400, reason: 'Bad Request', code: 'BAD_REQUEST' };
}

import type { Duplex } from 'node:stream';
import type { RequestCode } from '../../graphql/errors/request-codes.ts';

type Answer = { readonly status: number; readonly reason: string; readonly code: RequestCode; readonly headers?: readonly string[] };

/** CONNECT asks for a tunnel, and Node leaves its connection to us. */
const NO_TUNNEL: Answer = { status: 405, reason: 'Method Not Allowed', code: 'METHOD_NOT_ALLOWED', headers: ['allow: POST'] };

/**
 * Answers what is no HTTP, or is too slow or too large in its headers: there is no request to answer, so the bytes are written by
 * hand. `onRejected` hears the code.
 */
export function answerClientError(error: NodeJS.ErrnoException, socket: Duplex, onRejected: (code: RequestCode) => void): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  answerByHand(socket, answerTo(error.code), onRejected);
}

/** Answers a request for a tunnel. Node has taken its own listeners off the socket, and none of its time limits applies any more. */
export function answerConnect(socket: Duplex, onRejected: (code: RequestCode) => void): void {
  if (socket.writable) answerByHand(socket, NO_TUNNEL, onRejected);
  else socket.destroy();
}

/** How long a client has to read such an answer and to close: it is not cut off in the middle, and holds no place for longer. */
const LINGER_MS = 1_000;

function answerByHand(socket: Duplex, { status, reason, code, headers = [] }: Answer, onRejected: (code: RequestCode) => void): void {
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
  socket.resume(); // unread bytes would keep its end from being seen
  const linger = setTimeout(() => socket.destroy(), LINGER_MS);
  socket.once('close', () => clearTimeout(linger));
}

function answerTo(errorCode: string | undefined): Answer {
  if (errorCode === 'ERR_HTTP_REQUEST_TIMEOUT') return { status: 408, reason: 'Request Timeout', code: 'BAD_REQUEST' };
  if (errorCode === 'HPE_HEADER_OVERFLOW')
    return { status: 431, reason: 'Request Header Fields Too Large', code: 'REQUEST_ENTITY_TOO_LARGE' };
  return { status: 400, reason: 'Bad Request', code: 'BAD_REQUEST' };
}

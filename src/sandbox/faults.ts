import type { ServerResponse } from 'node:http';

const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' };
const GOOD_BODY = '{"buyer":[{"estateId":"OBJ30011_0001","roleCreatedAt":"2026-03-14T09:26:53.5897932+01:00"}],"seller":[]}';

/** Vitec documents that an error has its HTTP status and a JSON error message, but not the form of the message. */
const status =
  (code: number, message: string, headers: Record<string, string> = {}) =>
  (response: ServerResponse): void => {
    response.writeHead(code, { ...JSON_TYPE, ...headers });
    response.end(JSON.stringify({ message }));
  };
const body =
  (text: string, headers: Record<string, string> = JSON_TYPE) =>
  (response: ServerResponse): void => {
    response.writeHead(200, headers);
    response.end(text);
  };

/** Faults by name. Their bodies are those of PartyRoles, at every endpoint. */
export const FAULTS = {
  'bad-request': status(400, 'The request is invalid.'),
  unauthorized: status(401, 'Authorization has been denied for this request.'),
  forbidden: status(403, 'Access denied.'),
  'not-found': status(404, 'Contact not found.'),
  'rate-limited': status(429, 'Too many requests.', { 'retry-after': '30' }),
  'rate-limited-without-time': status(429, 'Too many requests.'),
  'server-error': status(500, 'An error has occurred.'),
  'bad-gateway': status(502, 'Bad gateway.'),
  unavailable: status(503, 'Service unavailable.', { 'retry-after': '10' }),
  'gateway-timeout': status(504, 'Gateway timeout.'),
  redirect: status(302, 'Moved.', { location: '/CRM/Contact/M30011/anna-andersson/PartyRoles' }),
  'no-content': (response) => response.writeHead(204).end(),
  html: body('<!doctype html><title>Underhåll</title><p>Vi är snart tillbaka.', { 'content-type': 'text/html; charset=utf-8' }),
  truncated: body(GOOD_BODY.slice(0, 60)),
  empty: body(''),
  'null-body': body('null'),
  'an-array': body('[]'),
  'no-lists': body('{"message":"nothing of the eight lists"}'),
  'row-without-estate': body('{"buyer":[{"roleCreatedAt":"2026-03-14T09:26:53+01:00"}]}'),
  'number-for-estate': body('{"buyer":[{"estateId":90071992547409931}]}'), // not exact as a JavaScript number
  'too-large': body(`{"buyer":[],"padding":"${'x'.repeat(17 * 1024 * 1024)}"}`),
  'not-gzip': body(GOOD_BODY, { ...JSON_TYPE, 'content-encoding': 'gzip' }),
  /** Accepts the request and never answers. */
  silent: () => undefined,
  /** Sends one byte every 50 ms without end, so that no idle timeout passes. */
  drip: (response) => {
    response.writeHead(200, JSON_TYPE);
    const timer = setInterval(() => response.write(' '), 50);
    response.on('close', () => clearInterval(timer));
  },
  /** Closes the connection instead of answering. */
  reset: (response) => {
    response.socket?.resetAndDestroy();
  },
  /** Closes the connection in the middle of the headers. */
  'reset-in-headers': (response) => {
    response.socket?.write('HTTP/1.1 200 OK\r\ncontent-type: appl', () => response.socket?.resetAndDestroy());
  },
  /** Sends less than its content-length. */
  'too-long-a-length': (response) => {
    response.socket?.end(
      `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${GOOD_BODY.length + 100}\r\n\r\n${GOOD_BODY}`,
    );
  },
  /** Sends more than its content-length. */
  'too-short-a-length': (response) => {
    response.socket?.end(`HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 40\r\n\r\n${GOOD_BODY}`);
  },
  /** Closes the connection in the middle of the body. */
  'reset-in-body': (response) => {
    response.writeHead(200, { ...JSON_TYPE, 'content-length': String(GOOD_BODY.length) });
    response.write(GOOD_BODY.slice(0, 40), () => response.socket?.destroy());
  },
} as const satisfies Record<string, (response: ServerResponse) => unknown>;

export type FaultName = keyof typeof FAULTS;

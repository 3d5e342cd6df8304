import { brotliCompressSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { startGateway } from '../support/gateway.ts';
import { readByClient } from '../support/read-by-client.ts';
import { type Answer, disconnect, type End, endSocket, startVitec } from '../support/vitec.ts';

const QUERY = '{ contact(customerId: "M1", contactId: "kontakt-a") { partyRoles { role estate { estateId } } } }';
const HOME = '{"buyer":[{"estateId":"home-1"}]}';
const HALF = HOME.slice(0, 20);
const OK = 'HTTP/1.1 200 OK';
const CLOSE = 'connection: close';
/** The head of an answer: status line and header lines. */
const head = (...lines: readonly string[]): string => `${lines.join('\r\n')}\r\n\r\n`;
const whole = head(OK, `content-length: ${HOME.length}`) + HOME;

/** Sends these bytes and then ends the connection; a reset waits until the client has read them. */
const then =
  (end: End, bytes: string | Buffer): Answer =>
  ({ req: { socket } }) =>
    socket.write(bytes, 'latin1', async () => {
      if (end === 'RST') await readByClient(socket);
      endSocket(socket, end);
    });
const only =
  (bytes: string | Buffer): Answer =>
  ({ req: { socket } }) =>
    socket.write(bytes, 'latin1');
const withBody = (lines: string[], body: Buffer | string) => Buffer.concat([Buffer.from(head(...lines)), Buffer.from(body)]);

async function ask(first: Answer, next = first) {
  await using vitec = await startVitec();
  vitec.answer = (response) => (vitec.calls === 1 ? first : next)(response);
  await using gateway = await startGateway(vitec, { VITEC_ATTEMPT_TIMEOUT_MS: '10000', OPERATION_TIMEOUT_MS: '20000' });
  const { data, errors } = await gateway.query(QUERY);
  const code = errors?.[0]?.extensions.code ?? data.contact.partyRoles.map((row: { estate: { estateId: string } }) => row.estate.estateId);
  return { code, calls: vitec.calls };
}

describe('an incomplete answer is UPSTREAM_UNAVAILABLE, and is retried', () => {
  it.each<[string, Answer]>([
    ['a body without a length, reset', then('RST', head(OK, CLOSE) + HALF)],
    ['a body without a length, closed', then('FIN', head(OK, CLOSE) + HALF)],
    ['a body without a length, closed after an inner brace', then('FIN', `${head(OK, CLOSE)}{"buyer":[{"estateId":"home-1"}`)],
    ['a body without a length, closed before its first byte', then('FIN', head(OK, CLOSE))],
    ['a body without a length, reset before its first byte', then('RST', head(OK, CLOSE))],
    ['a body of HTTP/1.0, reset', then('RST', head('HTTP/1.0 200 OK') + HALF)],
    ['a page of a front, reset', then('RST', `${head(OK, CLOSE)}<html>`)],
    ['a packed body without a length, reset', then('RST', withBody([OK, CLOSE, 'content-encoding: gzip'], gzipSync(HOME).subarray(0, 25)))],
    [
      'a packed body without a length, closed',
      then('FIN', withBody([OK, CLOSE, 'content-encoding: br'], brotliCompressSync(HOME).subarray(0, 12))),
    ],
    ['a body shorter than its length, closed', then('FIN', head(OK, `content-length: ${HOME.length}`) + HALF)],
    ['a body shorter than its length, closed as it said', then('FIN', head(OK, CLOSE, `content-length: ${HOME.length}`) + HALF)],
    ['a body shorter than its length, reset', then('RST', head(OK, `content-length: ${HOME.length}`) + HALF)],
    ['a body shorter than its length, reset after it said close', then('RST', head(OK, CLOSE, `content-length: ${HOME.length}`) + HALF)],
    ['chunks cut off, closed', then('FIN', `${head(OK, 'transfer-encoding: chunked')}14\r\n${HALF}\r\n`)],
    ['chunks cut off, closed as it said', then('FIN', `${head(OK, CLOSE, 'transfer-encoding: chunked')}14\r\n${HALF}\r\n`)],
    ['chunks cut off within one, closed as it said', then('FIN', `${head(OK, CLOSE, 'transfer-encoding: chunked')}40\r\n${HALF}`)],
    ['chunks cut off, reset', then('RST', `${head(OK, 'transfer-encoding: chunked')}14\r\n${HALF}\r\n`)],
    ['chunks cut off, reset after it said close', then('RST', `${head(OK, CLOSE, 'transfer-encoding: chunked')}14\r\n${HALF}\r\n`)],
    ['half a header, closed', then('FIN', `${OK}\r\n${CLOSE}\r\ncontent-le`)],
    ['half a header, reset', then('RST', `${OK}\r\n${CLOSE}\r\ncontent-le`)],
    ['nothing, closed', disconnect('FIN')],
    ['nothing, reset', disconnect('RST')],
    ['an unasked 100 on its own', then('FIN', head('HTTP/1.1 100 Continue'))],
    ['an unasked 100, and the answer behind it', only(head('HTTP/1.1 100 Continue') + whole)],
    ['408 and close', then('FIN', head('HTTP/1.1 408 Request Timeout', 'Connection: CLOSE', 'content-length: 0'))],
    [
      '408 and a list of options with close',
      then('FIN', head('HTTP/1.1 408 Request Timeout', 'Connection: foo, close', 'content-length: 0')),
    ],
    ['425', only(head('HTTP/1.1 425 Too Early', 'content-length: 0'))],
  ])('%s', async (_what, broken) => {
    expect(await ask(broken, only(whole))).toEqual({ code: ['home-1'], calls: 2 });
    expect(await ask(broken)).toEqual({ code: 'UPSTREAM_UNAVAILABLE', calls: 3 });
  });
});

describe('a complete answer in an unusual form is accepted', () => {
  it.each<[string, Answer]>([
    ['without a length, then reset', then('RST', head(OK, CLOSE) + HOME)],
    ['without a length, then closed', then('FIN', head(OK, CLOSE) + HOME)],
    ['after 102 and 103', only(`${head('HTTP/1.1 102 Processing')}${head('HTTP/1.1 103 Early Hints', 'link: </a>')}${whole}`)],
    [
      'with names of Object.prototype among its headers',
      only(`${head(OK, '__proto__: x', '__proto__: y', 'constructor: z', 'toString: a', `content-length: ${HOME.length}`)}${HOME}`),
    ],
    [
      'packed, its coding in upper case',
      only(withBody([OK, 'Content-Encoding: GZIP', `content-length: ${gzipSync(HOME).length}`], gzipSync(HOME))),
    ],
    [
      'packed once and told with identity',
      only(withBody([OK, 'content-encoding: identity, gzip,', `content-length: ${gzipSync(HOME).length}`], gzipSync(HOME))),
    ],
    ['with an empty coding', only(`${head(OK, 'content-encoding:', `content-length: ${HOME.length}`)}${HOME}`)],
  ])('%s', async (_what, answer) => {
    expect(await ask(answer)).toEqual({ code: ['home-1'], calls: 1 });
  });
});

describe('an answer that cannot be parsed is UPSTREAM_BAD_RESPONSE, and is not retried', () => {
  const coded = (coding: string) => only(head(OK, `content-encoding: ${coding}`, `content-length: ${HOME.length}`) + HOME);
  it.each<[string, Answer]>([
    ...['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf', 'zstd', 'gzip', 'identity, constructor'].map(
      (coding): [string, Answer] => [`content-encoding ${coding}`, coded(coding)],
    ),
    ['packed twice', coded('gzip, gzip')],
    ['packed twice, told in two lines', coded('gzip\r\ncontent-encoding: br')],
    ['a page without a length', then('FIN', `${head(OK, CLOSE)}<html>`)],
    ['a body that is cut though its length is right', only(`${head(OK, `content-length: ${HALF.length}`)}${HALF}`)],
    [
      'a packed body that is cut though its length is right',
      only(withBody([OK, 'content-encoding: gzip', 'content-length: 25'], gzipSync(HOME).subarray(0, 25))),
    ],
    ['two lengths that differ', only(head(OK, 'content-length: 33', 'content-length: 40') + HOME)],
    ['no chunk where one must be', only(`${head(OK, 'transfer-encoding: chunked')}zz\r\n`)],
    ['no HTTP', then('FIN', '220 mail.example ESMTP\r\n')],
  ])('%s', async (_what, answer) => {
    expect(await ask(answer)).toEqual({ code: 'UPSTREAM_BAD_RESPONSE', calls: 1 });
  });

  it('a Retry-After date is compared with the Date header of its answer', async () => {
    const lines = ['date: Tue, 24 Nov 2015 12:00:00 GMT', 'retry-after: Tue, 24 Nov 2015 12:00:30 GMT', 'content-length: 0'];
    await using vitec = await startVitec(only(head('HTTP/1.1 503 Service Unavailable', ...lines)));
    await using gateway = await startGateway(vitec);
    const { errors } = await gateway.query(QUERY);
    expect(errors).toMatchObject([{ extensions: { code: 'UPSTREAM_UNAVAILABLE', retryAfterSeconds: 30 } }]);
    expect(vitec.calls).toBe(1);
  });

  it('408 on a keep-alive connection is UPSTREAM_TIMEOUT', async () => {
    expect(await ask(only(head('HTTP/1.1 408 Request Timeout', 'content-length: 0')))).toEqual({ code: 'UPSTREAM_TIMEOUT', calls: 1 });
  });
});

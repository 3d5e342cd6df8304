import { gzipSync } from 'node:zlib';
import { describe, it } from 'vitest';
import { type Attack, head, many, POSTED, useTarget } from '../support/target.ts';

const target = useTarget();
const { ask, bearer, post, raw } = target;

const askFor = (contactId: string) =>
  ask('query ($v: ID!) { contact(customerId: "M1", contactId: $v) { partyRoles { id } } }', { v: contactId });

const ATTACKS: readonly Attack[] = [
  ['a batch of 1,000', () => () => post(`[${Array(1_000).fill(POSTED).join(',')}]`), 400, 'BAD_REQUEST'],
  [
    'variables that reach for the prototype',
    () => () =>
      post('{"query":"query ($v: ID!) { contact(customerId: $v, contactId: \\"a\\") { id } }","variables":{"__proto__":{"v":"M1"}}}'),
    400,
    'BAD_USER_INPUT',
  ],
  [
    'a body of 50 MB',
    () => () =>
      post(Buffer.alloc(50_000_000, 'x')).catch(
        () => new Response('{"errors":[{"extensions":{"code":"REQUEST_ENTITY_TOO_LARGE"}}]}', { status: 413 }),
      ),
    413,
    'REQUEST_ENTITY_TOO_LARGE',
  ],
  [
    'a body of 50 MB in chunks',
    () =>
      raw(
        head(
          [bearer(), 'content-type: application/json', 'transfer-encoding: chunked'],
          many(60, () => `${(32_768).toString(16)}\r\n${'x'.repeat(32_768)}\r\n`).replaceAll('\r\n ', '\r\n'),
        ),
      ),
    413,
    'REQUEST_ENTITY_TOO_LARGE',
  ],
  ['a bomb of gzip', () => () => post(gzipSync(Buffer.alloc(100_000_000)), { 'content-encoding': 'gzip' }), 415, 'UNSUPPORTED_MEDIA_TYPE'],
  ['null bytes in the document', () => ask('{ contact\u0000 }'), 400, 'GRAPHQL_PARSE_FAILED'],
  ['null bytes in an id', () => askFor('a\u0000'), 200, 'BAD_USER_INPUT'],
  ['an id that climbs out', () => askFor('../../M2/a'), 200, 'BAD_USER_INPUT'],
  ['an id with %2f', () => askFor('a%2f..%2fM2'), 200, 'BAD_USER_INPUT'],
  ['an id with a line break', () => askFor('a\r\nHost: evil'), 200, 'BAD_USER_INPUT'],
  [
    'two lengths',
    () => raw(head([bearer(), 'content-type: application/json', `content-length: ${POSTED.length}`, 'content-length: 5'], POSTED)),
    400,
    'BAD_REQUEST',
  ],
  [
    'a length beside chunks',
    () =>
      raw(
        head(
          [bearer(), 'content-type: application/json', 'content-length: 5', 'transfer-encoding: chunked'],
          `${POSTED.length.toString(16)}\r\n${POSTED}\r\n0\r\n\r\n`,
        ),
      ),
    400,
    'BAD_REQUEST',
  ],
  [
    'chunks in disguise',
    () => raw(head([bearer(), 'content-type: application/json', 'transfer-encoding: xchunked'], POSTED)),
    400,
    'BAD_REQUEST',
  ],
  [
    'a chunk of no size',
    () => raw(head([bearer(), 'content-type: application/json', 'transfer-encoding: chunked'], 'zz\r\n')),
    400,
    'BAD_REQUEST',
  ],
  [
    'a folded header',
    () => raw(head([bearer(), 'content-type: application/json', 'x-a: b\r\n\tc: d', `content-length: 0`])),
    400,
    'BAD_REQUEST',
  ],
  ['a header of 100 kB', () => raw(head([`x-padding: ${'x'.repeat(100_000)}`])), 431, 'REQUEST_ENTITY_TOO_LARGE'],
  ['no HTTP at all', () => raw('\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\r\n\r\n'), 400, 'BAD_REQUEST'],
  ['an unknown method', () => raw('BREW /graphql HTTP/1.1\r\nhost: gateway\r\n\r\n'), 400, 'BAD_REQUEST'],
];

describe('a hostile request', () => {
  it.each(ATTACKS)('%s is rejected with its code, in time, without a call, and does not delay others', async (...attack) =>
    target.refuses(attack),
  );
});

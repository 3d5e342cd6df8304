import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { startGateway } from '../support/gateway.ts';
import { startVitec } from '../support/vitec.ts';

const BODY = JSON.stringify({ buyer: [{ estateId: 'hemmet på åsen' }] });
const QUERY = '{ contact(customerId: "M1", contactId: "a") { partyRoles { estate { estateId } } } }';

async function ask(bytes: Buffer, encoding: string) {
  const seen: Record<string, unknown>[] = [];
  await using vitec = await startVitec((response) => {
    seen.push(response.req.headers);
    response
      .writeHead(200, { 'content-type': 'application/json', ...(encoding === 'none' ? {} : { 'content-encoding': encoding }) })
      .end(bytes);
  });
  await using gateway = await startGateway({ ...vitec, password: 'lösenord' });
  const { data, errors } = await gateway.query(QUERY);
  return { data, code: errors?.[0]?.extensions.code, headers: seen[0] };
}

it.each<[string, Buffer]>([
  ['none', Buffer.from(BODY)],
  ['', Buffer.from(BODY)],
  ['gzip', gzipSync(BODY)],
  ['GZIP', gzipSync(BODY)],
  ['br', brotliCompressSync(BODY)],
  ['deflate', deflateSync(BODY)],
  ['deflate', deflateRawSync(BODY)], // by old habit
  ['identity', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(BODY)])], // with the byte order mark of .NET
])('an answer packed as %j is read', async (encoding, bytes) => {
  const { data } = await ask(bytes, encoding);
  expect(data.contact.partyRoles).toEqual([{ estate: { estateId: 'hemmet på åsen' } }]);
});

it.each<[string, string, Buffer]>([
  ['cut off', 'gzip', gzipSync(BODY).subarray(0, 20)],
  ['a bomb of 200 MB', 'gzip', gzipSync(Buffer.alloc(200_000_000))],
  ['packed in a way nobody asked for', 'zstd', Buffer.from(BODY)],
  ['packed twice', 'gzip, gzip', gzipSync(gzipSync(BODY))],
  ['in another character set', '', Buffer.from(BODY, 'latin1')],
])('an answer that is %s is UPSTREAM_BAD_RESPONSE', async (_what, encoding, bytes) => {
  expect(await ask(bytes, encoding)).toMatchObject({ data: { contact: { partyRoles: null } }, code: 'UPSTREAM_BAD_RESPONSE' });
});

it('is asked for as JSON, with the password, and with nothing of the caller', async () => {
  const { headers } = await ask(Buffer.from(BODY), '');
  expect(headers).toMatchObject({
    accept: 'application/json',
    authorization: `Basic ${Buffer.from('a:lösenord').toString('base64')}`,
  });
  expect(Object.keys(headers ?? {}).sort()).toEqual(['accept', 'accept-encoding', 'authorization', 'connection', 'host', 'user-agent']);
});

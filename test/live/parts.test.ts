import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { startGateway } from '../support/gateway.ts';
import { codesOf, EVENTS, type LiveResponse, openLive, PARTS_V1, PARTS_V2 } from '../support/live-response.ts';
import { startNamesVitec } from '../support/names-vitec.ts';
import { startVitec } from '../support/vitec.ts';

const ROLES = 'partyRoles { estate { estateId } }';
const deferred = (contactId = 'anna', fields = ROLES) =>
  `{ contact(customerId: "M1", contactId: "${contactId}") { contactId ... @defer { ${fields} } } }`;

const V1 = { accept: PARTS_V1 };
const PART = '---\r\nContent-Type: application/json; charset=utf-8\r\n\r\n';

type Kind = 'PARTS v0.1' | 'PARTS v0.2' | 'JSON' | 'ONE PART' | 'EVENT' | 406;

describe('a query with @defer', () => {
  it('is answered in parts, each readable as soon as it is sent, and ends with -----', async () => {
    await using vitec = await startVitec();
    const held = vitec.hold();
    await using gateway = await startGateway(vitec, { UPSTREAM_REPORT: 'false' });
    const live = await openLive(gateway.url, { query: deferred(), headers: V1 });
    expect([live.status, live.headers['content-type'], live.headers['transfer-encoding'], live.headers['content-length']]).toEqual([
      200,
      'multipart/mixed; boundary="-"',
      'chunked',
      undefined,
    ]);
    expect([live.headers['cache-control'], live.headers['x-accel-buffering']]).toEqual(['no-store', 'no']);
    const first = `${PART}{"data":{"contact":{"contactId":"anna"}},"hasNext":true}\r\n---`;
    await live.until(() => live.text.length >= first.length);
    expect(live.text).toBe(first);
    await expect.poll(() => held.length).toBe(1);
    held[0]?.writeHead(200, { 'content-type': 'application/json' }).end('{"buyer":[{"estateId":"home-1"}]}');
    expect(await live.ended()).toBe('ENDED');
    const second = '{"incremental":[{"data":{"partyRoles":[{"estate":{"estateId":"home-1"}}]},"path":["contact"]}],"hasNext":false}';
    const [, body = ''] = live.text.split(PART.slice(3)).slice(1);
    expect(JSON.parse(body.slice(0, -'\r\n-----\r\n'.length))).toEqual(JSON.parse(second));
    expect(live.text.endsWith('}\r\n-----\r\n')).toBe(true);
  });

  it('announces places by ids in format v0.2', async () => {
    await using vitec = await startVitec();
    await using gateway = await startGateway(vitec);
    const live = await openLive(gateway.url, { query: deferred(), headers: { accept: PARTS_V2 } });
    expect((await live.merged()).data).toEqual({ contact: { contactId: 'anna', partyRoles: [{ estate: { estateId: 'home-1' } }] } });
    const [first, ...later] = live.parts;
    expect(first).toMatchObject({ pending: [{ id: expect.any(String), path: ['contact'] }], hasNext: true });
    expect(later.flatMap(({ completed = [] }) => completed)).toHaveLength(1);
    expect(later.at(-1)?.hasNext).toBe(false);
  });

  type Row = readonly [accept: string, query: string, Kind];
  it.each<Row>([
    ['multipart/mixed', deferred(), 'PARTS v0.1'],
    ['multipart/mixed; deferSpec=20220824', deferred(), 'PARTS v0.1'],
    ['Multipart/Mixed ; DeferSpec="20220824"', deferred(), 'PARTS v0.1'],
    ['multipart/mixed;incrementalSpec=v0.2', deferred(), 'PARTS v0.2'],
    ['multipart/mixed;incrementalSpec=v0.2, multipart/mixed;deferSpec=20220824', deferred(), 'PARTS v0.2'],
    ['multipart/mixed;deferSpec=20990101, multipart/mixed;incrementalSpec=v0.2', deferred(), 'PARTS v0.2'],
    ['multipart/mixed;deferSpec=20990101, application/json', deferred(), 'JSON'],
    ['multipart/mixed;deferSpec=20990101', deferred(), 406],
    ['multipart/mixed;q=0, application/json', deferred(), 'JSON'],
    ['multipart/mixed;q=0', deferred(), 406],
    ['application/json', deferred(), 'JSON'],
    ['*/*', deferred(), 'JSON'],
    ['multipart/mixed', deferred().replace('@defer', ''), 'ONE PART'],
    ['multipart/mixed', deferred().replace('@defer', '@defer(if: false)'), 'ONE PART'],
    [PARTS_V1, deferred().replace('@defer', '@defer(if: false)'), 'JSON'],
    [EVENTS, deferred(), 'EVENT'],
    [EVENTS, deferred().replace('@defer', ''), 'EVENT'],
  ])('with accept %s: %s: %s', async (accept, query, expected) => {
    await using vitec = await startVitec();
    await using gateway = await startGateway(vitec, { UPSTREAM_REPORT: 'false' });
    const live = await openLive(gateway.url, { query, headers: { accept } });
    await live.ended();
    expect(live.status).toBe(expected === 406 ? 406 : 200);
    expect(kindOf(live)).toBe(expected);
  });

  it.each([
    [true, 2],
    [false, 0],
  ])('with a variable for `if` that is %s, has as many parts: %d', async (isDeferred, count) => {
    await using vitec = await startVitec();
    await using gateway = await startGateway(vitec);
    const query = `query ($if: Boolean!) ${deferred().replace('@defer', '@defer(if: $if)')}`;
    const live = await openLive(gateway.url, { query, variables: { if: isDeferred }, headers: V1 });
    await live.ended();
    expect(live.parts).toHaveLength(count);
    expect(live.text).toContain('home-1');
  });

  it('rejects what is invalid as a whole, with its status, and in one part for a client that takes nothing else', async () => {
    await using vitec = await startVitec();
    await using gateway = await startGateway(vitec);
    const json = await openLive(gateway.url, { query: '{ no @defer }', headers: V1 });
    await json.ended();
    expect([json.status, JSON.parse(json.text).errors[0].extensions.code]).toEqual([400, 'GRAPHQL_VALIDATION_FAILED']);
    const only = await openLive(gateway.url, { query: '{ no @defer }', headers: { accept: 'multipart/mixed' } });
    await only.ended();
    expect(codesOf(only.parts[0]?.errors as never)).toContain('GRAPHQL_VALIDATION_FAILED');
  });

  it('is answered in parts on a connection of HTTP/1.0, without chunks', async () => {
    await using vitec = await startVitec();
    await using gateway = await startGateway(vitec);
    const { text } = await sendText(gateway.url, post(deferred(), 'HTTP/1.0', ['connection: keep-alive'])).closed;
    const [head = '', ...rest] = text().split('\r\n\r\n');
    expect(head).toMatch(/^HTTP\/1\.1 200/);
    expect(head).toMatch(/connection: close/i);
    expect(head).not.toMatch(/transfer-encoding/i);
    expect(rest.join('\r\n\r\n')).toMatch(/^---\r\nContent-Type: .*home-1.*\r\n-----\r\n$/s);
  });

  it('holds back a request that comes behind it on its connection until its last part', async () => {
    await using vitec = await startVitec();
    const held = vitec.hold();
    await using gateway = await startGateway(vitec);
    const both = `${post(deferred(), 'HTTP/1.1')}${post('{ __typename }', 'HTTP/1.1', ['connection: close'])}`;
    const { text, closed } = sendText(gateway.url, both);
    await expect.poll(() => [text().includes('"hasNext":true'), held.length]).toEqual([true, 1]);
    held[0]?.writeHead(200).end('{"buyer":[]}');
    await closed;
    expect(text().match(/HTTP\/1\.1 200/g)).toHaveLength(2);
    expect(text().indexOf('-----\r\n')).toBeLessThan(text().indexOf('"__typename"'));
  });

  it('shows no personal number in a part', async () => {
    const number = '19121212-1212';
    await using vitec = await startNamesVitec({
      Person: ({ ids }) =>
        ids.map((id) => ({ id, type: 'Person', customerId: 'M1', firstName: `Tolvan ${number}`, socialSecurityNumber: number })),
    });
    await using gateway = await startGateway(vitec);
    const live = await openLive(gateway.url, { query: deferred('anna', 'profile { displayName }'), headers: V1 });
    const { data } = await live.merged();
    expect(data.contact.profile.displayName).toContain('Tolvan');
    expect(live.text).not.toContain('1212-1212');
    expect(live.text).not.toContain('121212');
  });
});

function kindOf(live: LiveResponse): Kind {
  if (live.status === 406) return 406;
  const type = live.headers['content-type'] ?? '';
  if (type.startsWith('application/json')) return 'JSON';
  if (type.startsWith('text/event-stream')) {
    expect(live.events.map(({ event }) => event)).toEqual(['next', 'complete']);
    expect(JSON.stringify(live.events[0]?.data)).toContain('home-1');
    return 'EVENT';
  }
  if (live.parts.length === 1) return 'ONE PART';
  return live.parts[0] && 'pending' in live.parts[0] ? 'PARTS v0.2' : 'PARTS v0.1';
}

const post = (query: string, version: string, headers: readonly string[] = []) => {
  const body = JSON.stringify({ query });
  const lines = [`POST /graphql ${version}`, 'host: gateway', 'content-type: application/json', `accept: ${PARTS_V1}`, ...headers];
  return `${[...lines, `content-length: ${body.length}`].join('\r\n')}\r\n\r\n${body}`;
};

/** Sends a text over a connection of its own. */
function sendText(url: string, sent: string) {
  const { hostname, port } = new URL(url);
  let seen = '';
  const text = () => seen;
  const socket = connect(Number(port), hostname, () => socket.write(sent));
  socket.setEncoding('utf8').on('data', (chunk: string) => {
    seen += chunk;
  });
  return { text, closed: once(socket, 'close').then(() => ({ text })) };
}

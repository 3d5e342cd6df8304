import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { Program, programSettings } from '../support/program.ts';
import { head, LIMIT_BYTES, many, POSTED, useTarget } from '../support/target.ts';
import { createSigner } from '../support/tokens.ts';

const target = useTarget();
const { bearer, neighbour } = target;

describe('a client that never reads', () => {
  it('and pipelines 60 requests on each of 10 connections has one answer of each in memory', async () => {
    const body = JSON.stringify({
      query: `{ contact(customerId: "M1", contactId: "big") { ${many(5, (index) => `a${index}: partyRoles { id }`)} } }`,
    });
    const request = head([bearer(), 'content-type: application/json', `content-length: ${body.length}`], body);
    await (await target.post(body)).text();
    const before = target.program.residentBytes;
    const sockets = Array.from({ length: 10 }, () => {
      const socket = target.open(() => socket.write(request.repeat(60))).pause();
      return socket.on('error', () => undefined);
    });
    for (let asked = 0; asked < 10; asked += 1) await neighbour();
    const swollen = target.program.residentBytes - before;
    for (const socket of sockets) socket.destroy();
    expect(swollen).toBeLessThan(LIMIT_BYTES * 3);
  });
});

describe('a pipeline', () => {
  it('of 100,000 requests whose answers are not read is closed, and the process goes on', async () => {
    const before = target.program.residentBytes;
    const socket = target.open(() => socket.write('GET / HTTP/1.1\r\nhost: gateway\r\n\r\n'.repeat(100_000))).pause();
    socket.on('error', () => undefined);
    for (let asked = 0; asked < 20; asked += 1) await neighbour();
    expect(target.program.residentBytes - before).toBeLessThan(LIMIT_BYTES);
    socket.resume();
    await new Promise((resolve) => socket.once('close', resolve));
  });

  it('with rubbish after a request is answered before it is closed', async () => {
    const text = await new Promise<string>((resolve) => {
      let received = '';
      const socket = target.open(() =>
        socket.write(`${head([bearer(), 'content-type: application/json', `content-length: ${POSTED.length}`], POSTED)}GARBAGE\r\n\r\n`),
      );
      socket.setEncoding('utf8').on('data', (chunk: string) => {
        received += chunk;
      });
      socket.on('close', () => resolve(received));
    });
    expect(text.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 400']);
    expect(text).toContain('"__typename":"Query"');
  });

  it('of 50 requests is answered in order', async () => {
    const { port, hostname } = new URL(target.url);
    const idOf = (index: number) => index.toString(16).padStart(32, 'a');
    const one = (index: number) =>
      head([bearer(), 'content-type: application/json', `x-request-id: ${idOf(index)}`, `content-length: ${POSTED.length}`], POSTED);
    const text = await new Promise<string>((resolve, reject) => {
      let received = '';
      const socket = connect(Number(port), hostname, () => socket.write(Array.from({ length: 50 }, (_, index) => one(index)).join('')));
      socket
        .setEncoding('utf8')
        .on('error', reject)
        .on('data', (chunk: string) => {
          received += chunk;
          if ((received.match(/"__typename":"Query"/g) ?? []).length === 50) {
            socket.destroy();
            resolve(received);
          }
        });
    });
    expect([...text.matchAll(/x-request-id: (\w+)/gi)].map(([, id]) => id)).toEqual(Array.from({ length: 50 }, (_, index) => idOf(index)));
  });
});

describe('a client that disconnects', () => {
  it.each([
    ['in its headers', () => 'POST /graphql HTTP/1.1\r\nhost: gateway\r\nx-a'],
    ['in its body', () => head([bearer(), 'content-type: application/json', 'content-length: 500'], '{"query":')],
    ['in a chunk', () => head([bearer(), 'content-type: application/json', 'transfer-encoding: chunked'], '40\r\n{"query"')],
    ['in a notification', () => 'POST /webhooks/vitec/hemlig-webhook HTTP/1.1\r\nhost: gateway\r\ncontent-length: 500\r\n\r\n{"type"'],
    ['before its answer', () => head([bearer(), 'content-type: application/json', `content-length: ${POSTED.length}`], POSTED)],
    ['before the page', () => 'GET /graphql HTTP/1.1\r\nhost: gateway\r\naccept: text/html\r\n\r\n'],
  ])('%s leaves nothing behind, and the process goes on', async (_what, bytes) => {
    const { port, hostname } = new URL(target.url);
    for (let index = 0; index < 20; index += 1) {
      await new Promise<void>((resolve) => {
        const socket = connect(Number(port), hostname, () =>
          socket.write(bytes(), () => setTimeout(() => socket.resetAndDestroy(), index)),
        );
        socket.on('error', () => undefined).on('close', () => resolve());
      });
    }
    await neighbour();
    expect(target.program.errors).toBe('');
    expect(target.program.output).not.toContain('"level":"error"');
  });
});

describe('a slow client', () => {
  it.each([
    ['of its headers', (_credentials: string) => 'POST /graphql HTTP/1.1\r\nhost: gateway\r\nx-slow: '],
    ['of its body', (credentials: string) => head([credentials, 'content-type: application/json', 'content-length: 500'], '{"query":')],
  ])('%s is closed with 408 after its timeout, and no other is', async (_what, first) => {
    const signer = await createSigner();
    const credentials = `authorization: Bearer ${await signer.token()}`;
    const times = { HEADERS_TIMEOUT_MS: '400', REQUEST_TIMEOUT_MS: '700' };
    await using quick = new Program('src/main.ts', {
      ...times,
      ...programSettings(target.office, signer),
    });
    const { port, hostname, origin } = new URL(await quick.address());
    const socket = connect(Number(port), hostname, () => socket.write(first(credentials)));
    const drip = setInterval(() => socket.write('x'), 50);
    let answer = '';
    socket.setEncoding('utf8').on('error', () => undefined);
    socket.on('data', (chunk: string) => {
      answer += chunk;
    });
    expect((await fetch(`${origin}/health`)).status).toBe(200);
    await new Promise((resolve) => socket.once('close', resolve));
    clearInterval(drip);
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect((await fetch(`${origin}/health`)).status).toBe(200);
  });
});

describe('connections beyond the limit', () => {
  it('are answered 503 and closed, and the others go on', async () => {
    const signer = await createSigner();
    await using small = new Program('src/main.ts', {
      MAX_CONNECTIONS: '3',
      ...programSettings(target.office, signer),
    });
    const { port, hostname, origin } = new URL(await small.address());
    const held = await Promise.all(
      Array.from(
        { length: 3 },
        () =>
          new Promise<ReturnType<typeof connect>>((resolve) => {
            const socket = connect(Number(port), hostname, () => resolve(socket));
          }),
      ),
    );
    const shed = await fetch(`${origin}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: POSTED });
    expect([shed.status, shed.headers.get('retry-after'), shed.headers.get('connection')]).toEqual([503, '1', 'close']);
    expect(await shed.json()).toMatchObject({ errors: [{ extensions: { code: 'OVERLOADED', retryable: true } }] });
    expect((await fetch(`${origin}/health`)).status).toBe(200); // busy is not dead
    held[0]?.write('GET /health HTTP/1.1\r\nhost: gateway\r\n\r\n');
    const health = await new Promise<string>((resolve) => held[0]?.setEncoding('utf8').once('data', resolve));
    expect(health).toMatch(/^HTTP\/1\.1 200 /);
    for (const socket of held) socket.destroy();
    await expect.poll(async () => (await fetch(`${origin}/health`)).status).toBe(200);
  });
});

import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { freePort } from '../support/listen.ts';
import { METRICS_TOKEN, readMetrics } from '../support/metrics.ts';
import { createNamedPipe } from '../support/named-pipe.ts';
import { contact, type Office, startOffice } from '../support/office.ts';
import { Program, programSettings } from '../support/program.ts';
import { createSigner } from '../support/tokens.ts';
import { json, startVitec } from '../support/vitec.ts';

const LOG_KEY = 'a-key-of-the-log-that-is-long-enough';
const READ = JSON.stringify({ query: '{ contact(customerId: "M1", contactId: "a") { partyRoles { role } } }' });
const STATUS = JSON.stringify({ query: '{ contact(customerId: "M1", contactId: "a") { partyRolesStatus { state } } }' });
const NOTHING = JSON.stringify({ query: '{ __typename }' });
const lines = (outcome: string) => `gateway_access_trail_lines_total{outcome="${outcome}"}`;

const folder = mkdtempSync(join(tmpdir(), 'gateway-trail-'));
let count = 0;
const newPath = () => join(folder, `${count++}.jsonl`);
const idsIn = (text: string): readonly string[] =>
  text.split('\n').flatMap((line) => (line.includes('"msg":"access"') ? [(JSON.parse(line) as { requestId: string }).requestId] : []));
const idsOf = (path: string) => idsIn(readFileSync(path, 'utf8'));

let office: Office;
let signer: Awaited<ReturnType<typeof createSigner>>;
beforeAll(async () => {
  office = await startOffice([contact('a').sells('home-1')]);
  signer = await createSigner();
});
afterAll(async () => {
  await office[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

async function startProgram(settings: Record<string, string>) {
  const program = new Program('src/main.ts', { ...programSettings(office, signer), LOG_KEY, METRICS_TOKEN, ...settings });
  const url = await program.address();
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${await signer.token({ sub: 'anna' })}` };
  const ask = async (body = READ) => {
    const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body });
    await response.arrayBuffer();
    return { status: response.status, requestId: response.headers.get('x-request-id') ?? '' };
  };
  return { program, url, ask, [Symbol.asyncDispose]: () => program[Symbol.asyncDispose]() };
}

describe.concurrent('the access trail of a process', { timeout: 30_000 }, () => {
  it.for([{}, { ACCESS_TRAIL_REQUIRED: 'true' }] as Record<string, string>[])(
    'is rotated by rename and SIGHUP while requests are answered, without the loss of a line (%o)',
    async (settings, { expect }) => {
      const path = newPath();
      await using gateway = await startProgram({ ACCESS_TRAIL: path, ...settings });
      const answered: string[] = [];
      let isDone = false;
      const askOn = async () => {
        while (!isDone) answered.push((await gateway.ask()).requestId);
      };
      const asking = [askOn(), askOn(), askOn(), askOn()];
      const rotated: string[] = [];
      for (let rotation = 1; rotation <= 3; rotation += 1) {
        const before = answered.length;
        await expect.poll(() => answered.length).toBeGreaterThan(before + 20);
        renameSync(path, `${path}.${rotation}`);
        rotated.push(`${path}.${rotation}`);
        gateway.program.signal('SIGHUP');
        await expect.poll(() => existsSync(path)).toBe(true);
      }
      isDone = true;
      await Promise.all(asking);
      answered.push((await gateway.ask()).requestId);
      const last = answered.at(-1);
      expect(await gateway.program.stop('SIGINT')).toBe(0);
      expect(idsOf(path)).toContain(last);
      for (const each of rotated) expect(idsOf(each).length).toBeGreaterThan(0);
      expect([...rotated, path].flatMap(idsOf).sort()).toEqual(answered.sort());
    },
  );

  it('has the lines of all answers when the process has stopped', async ({ expect }) => {
    const path = newPath();
    await using gateway = await startProgram({ ACCESS_TRAIL: path });
    const answers = await Promise.all(Array.from({ length: 50 }, () => gateway.ask()));
    expect(await gateway.program.stop('SIGINT')).toBe(0);
    expect([...idsOf(path)].sort()).toEqual(answers.map(({ requestId }) => requestId).sort());
  });

  it('is shared by two gateways whose lines do not mix', async ({ expect }) => {
    const path = newPath();
    await using one = await startProgram({ ACCESS_TRAIL: path });
    await using two = await startProgram({ ACCESS_TRAIL: path });
    const answers = await Promise.all(Array.from({ length: 100 }, (_, index) => (index % 2 ? one : two).ask()));
    expect(await Promise.all([one.program.stop('SIGINT'), two.program.stop('SIGINT')])).toEqual([0, 0]);
    expect([...idsOf(path)].sort()).toEqual(answers.map(({ requestId }) => requestId).sort());
  });

  it('on standard output stands between the lines of the log', async ({ expect }) => {
    await using gateway = await startProgram({ ACCESS_TRAIL: 'stdout', ACCESS_TRAIL_REQUIRED: 'true' });
    const answers = await Promise.all(Array.from({ length: 20 }, () => gateway.ask()));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200));
    expect(await gateway.program.stop('SIGINT')).toBe(0);
    for (const line of gateway.program.output.trimEnd().split('\n')) expect(JSON.parse(line)).toHaveProperty('msg');
    expect([...idsIn(gateway.program.output)].sort()).toEqual(answers.map(({ requestId }) => requestId).sort());
  });

  it.for(['stdout', 'file'])('takes a line of over a megabyte, and those after it (%s)', async (target, { expect }) => {
    const wards = Array.from({ length: 20_000 }, (_, index) => ({ estateId: 'home-1', partyRole: 'Guardian', contactId: `ward-${index}` }));
    await using large = await startVitec(json(JSON.stringify({ extraSeller: wards })));
    const path = target === 'file' ? newPath() : null;
    await using gateway = await startProgram({
      VITEC_URL: large.url,
      ACCESS_TRAIL: path ?? 'stdout',
      ACCESS_TRAIL_REQUIRED: 'true',
      LOG_LEVEL: 'info',
    });
    const answers = [await gateway.ask(STATUS), await gateway.ask(STATUS), await gateway.ask(NOTHING)];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await gateway.program.stop('SIGINT')).toBe(0);
    const text = path ? readFileSync(path, 'utf8') : gateway.program.output;
    expect(idsIn(text)).toEqual(answers.map(({ requestId }) => requestId));
    expect(Math.max(...text.split('\n').map(({ length }) => length))).toBeGreaterThan(1_048_576);
    expect(gateway.program.output.match(/"msg":"operation"/g)).toHaveLength(3);
  });

  it('on standard output that nobody takes any more refuses operations where it is required', async ({ expect }) => {
    await using gateway = await startProgram({ ACCESS_TRAIL: 'stdout', ACCESS_TRAIL_REQUIRED: 'true' });
    expect((await gateway.ask()).status).toBe(200);
    gateway.program.closeOutput();
    expect([(await gateway.ask()).status, (await gateway.ask()).status]).toEqual([503, 503]);
    expect((await readMetrics(gateway))[lines('refused')]).toBe(2);
    expect(await gateway.program.stop('SIGINT')).toBe(0);
  });

  it('on standard output that is not read refuses operations within about two seconds', async ({ expect }) => {
    await using gateway = await startProgram({ ACCESS_TRAIL: 'stdout', ACCESS_TRAIL_REQUIRED: 'true' });
    gateway.program.stopReading();
    const statuses: number[] = [];
    const began = performance.now();
    let slowestMs = 0;
    while (!statuses.includes(503) && performance.now() - began < 25_000) {
      const beganMs = performance.now();
      const answers = await Promise.all(Array.from({ length: 200 }, () => gateway.ask()));
      slowestMs = Math.max(slowestMs, performance.now() - beganMs);
      statuses.push(...answers.map(({ status }) => status));
    }
    expect(statuses).toContain(503);
    expect(slowestMs).toBeLessThan(10_000);
    expect(await gateway.program.stop('SIGINT')).toBe(0);
  });

  it('in a pipe that nobody reads stops the start, and does not hold it', async ({ expect }) => {
    const path = newPath();
    createNamedPipe(path);
    await using program = new Program('src/main.ts', { ...programSettings(office, signer), ACCESS_TRAIL: path });
    expect(await program.exit()).toBe(1);
    expect(program.errors).toBe('ACCESS_TRAIL is a pipe that nobody reads. Start its reader first, or set the path of a file.\n');
  });

  it('on standard output that is a full disk refuses operations where it is required', async ({ expect }) => {
    const port = await freePort();
    const environment = { ...programSettings(office, signer), PORT: String(port), ACCESS_TRAIL: 'stdout', ACCESS_TRAIL_REQUIRED: 'true' };
    await using program = new Program('src/main.ts', environment, ['sh', '-c', `exec '${process.execPath}' src/main.ts > /dev/full`]);
    const url = `http://127.0.0.1:${port}`;
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${await signer.token({ sub: 'anna' })}` };
    await expect
      .poll(() =>
        fetch(`${url}/graphql`, { method: 'POST', headers, body: READ }).then(
          ({ status }) => status,
          () => null,
        ),
      )
      .toBe(503);
    expect(await program.stop('SIGINT')).toBe(0);
  });

  it('without a file leaves SIGHUP to Node, which ends the process', async ({ expect }) => {
    await using gateway = await startProgram({});
    expect(await gateway.program.stop('SIGHUP')).toBeNull();
  });
});

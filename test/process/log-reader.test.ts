import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { freePort } from '../support/listen.ts';
import { METRICS_TOKEN, readMetrics } from '../support/metrics.ts';
import { contact, type Office, startOffice } from '../support/office.ts';
import { Program, programSettings } from '../support/program.ts';
import { createSigner } from '../support/tokens.ts';

const DROPPED = 'gateway_log_lines_dropped_total';
/** So many lines are at most kept for the reader, in the gateway and in the pipe: some 1.2 MB. */
const MOST_KEPT = 9_000;
const LINES = 12_000;
/** Kubernetes kills a program that takes longer to end. */
const GRACE_MS = 30_000;

async function startProgram(office: Office) {
  const signer = await createSigner();
  const settings = { ...programSettings(office, signer), LOG_LEVEL: 'trace', LOG_MAX_PER_SECOND: '100000', METRICS_TOKEN };
  const program = new Program('src/main.ts', settings);
  return { program, url: await program.address(), authorization: `Bearer ${await signer.token()}` };
}

/** Requests that are each refused with a line in the log, over one connection. Ends when all are answered. */
function flood(url: string, count: number): Promise<void> {
  const { hostname, port } = new URL(url);
  const inOneGo = 50;
  return new Promise((resolve, reject) => {
    let answered = 0;
    const send = () => socket.write('GET /graphql HTTP/1.1\r\nhost: gateway\r\n\r\n'.repeat(inOneGo));
    const socket = connect(Number(port), hostname, send);
    socket.setEncoding('latin1').on('error', reject);
    socket.on('data', (text: string) => {
      const before = answered;
      answered += text.split('HTTP/1.1 405').length - 1;
      if (answered >= count) {
        socket.destroy();
        resolve();
      } else if (Math.floor(answered / inOneGo) > Math.floor(before / inOneGo)) send();
    });
  });
}

describe('a reader of the log', { timeout: 90_000 }, () => {
  it.for<NodeJS.Signals>(['SIGTERM', 'SIGINT'])(
    'that stands still gets a bounded number of lines, and the others are dropped; requests are answered, and %s ends the program in time',
    async (signal) => {
      await using office = await startOffice([contact('a').sells('home-1')]);
      const { program, url, authorization } = await startProgram(office);
      await using _program = program;
      const ask = async () => {
        const body = JSON.stringify({ query: '{ contact(customerId: "M1", contactId: "a") { partyRoles { role } } }' });
        const headers = { 'content-type': 'application/json', authorization };
        return (await fetch(`${url}/graphql`, { method: 'POST', headers, body })).status;
      };
      program.stopReading();
      await flood(url, LINES);
      expect((await readMetrics({ url }))[DROPPED]).toBeGreaterThan(LINES - MOST_KEPT);
      expect(await ask()).toBe(200);
      const began = performance.now();
      expect(await program.stop(signal)).toBe(0);
      expect(performance.now() - began).toBeLessThan(GRACE_MS);
    },
  );

  it('that comes back is told once how many lines it missed, and gets the others', async () => {
    await using office = await startOffice([]);
    const { program, url } = await startProgram(office);
    await using _program = program;
    program.stopReading();
    await flood(url, LINES);
    program.readAgain();
    const missed = Number(await program.says(/"lines":(\d+),"msg":"lines dropped/));
    expect(missed).toBe((await readMetrics({ url }))[DROPPED]);
    await flood(url, 50);
    expect(await program.stop('SIGINT')).toBe(0);
    const lines = program.output.trimEnd().split('\n');
    const ofRequests = lines.filter((line) => line.includes('request refused'));
    expect(ofRequests.length + missed).toBeGreaterThanOrEqual(LINES + 50);
    expect(lines.filter((line) => line.includes('lines dropped'))).toHaveLength(1);
    expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ msg: 'stopped' });
  });

  it('that reads gets every line, the last one included', async () => {
    await using office = await startOffice([]);
    const { program, url } = await startProgram(office);
    await using _program = program;
    await flood(url, 2_000);
    expect(await program.stop('SIGINT')).toBe(0);
    const lines = program.output.trimEnd().split('\n');
    expect(lines.filter((line) => line.includes('request refused')).length).toBeGreaterThanOrEqual(2_000);
    expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ msg: 'stopped' });
  });

  it('that goes away does not end the program', async () => {
    await using office = await startOffice([]);
    const { program, url } = await startProgram(office);
    await using _program = program;
    program.closeOutput();
    await flood(url, 1_000);
    expect((await readMetrics({ url }))[DROPPED]).toBeGreaterThan(900);
    expect(await program.stop('SIGTERM')).toBe(0);
  });

  it('that is a full disk does not end the program', async () => {
    await using office = await startOffice([]);
    const signer = await createSigner();
    const port = await freePort();
    const environment = { ...programSettings(office, signer), PORT: String(port), METRICS_TOKEN };
    await using program = new Program('src/main.ts', environment, ['sh', '-c', `exec '${process.execPath}' src/main.ts > /dev/full`]);
    const url = `http://127.0.0.1:${port}`;
    await expect
      .poll(() =>
        fetch(`${url}/health`).then(
          ({ status }) => status,
          () => null,
        ),
      )
      .toBe(200);
    await fetch(`${url}/graphql`);
    expect((await readMetrics({ url }))[DROPPED]).toBeGreaterThan(0);
    expect(await program.stop('SIGTERM')).toBe(0);
  });
});

import { afterEach, describe, expect, it, vi } from 'vitest';
import { createLogRateLimit } from '../../src/telemetry/logging/log-rate-limit.ts';
import { postOperation } from '../support/gateway.ts';
import { freePort } from '../support/listen.ts';
import { contact, startOffice } from '../support/office.ts';
import { Program, programSettings } from '../support/program.ts';
import { createSigner, temporaryFile } from '../support/tokens.ts';

type Line = {
  msg: string;
  level: string;
  event?: string;
  code?: string;
  suppressed?: number;
  document?: string | null;
  operation?: string;
  requestId?: string;
};
const linesOf = ({ output }: Program): Line[] =>
  output
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);

/** A gateway as its own process, and how its callers ask it. */
async function startProgram(office: Parameters<typeof programSettings>[0], settings: Record<string, string>) {
  const signer = await createSigner();
  const program = new Program('src/main.ts', { ...programSettings(office, signer), ...settings });
  const url = await program.address();
  const authorization = `Bearer ${await signer.token()}`;
  return {
    program,
    ask: (body: object) => postOperation(url, body, { authorization }),
    askWithoutToken: () => postOperation(url, { query: '{ __typename }' }),
    [Symbol.asyncDispose]: () => program[Symbol.asyncDispose](),
  };
}

describe('the log', () => {
  it('names the document of an operation: a trusted one by its hash, any other by a keyed hash', async () => {
    await using office = await startOffice([]);
    const hash = 'a'.repeat(64);
    await using gateway = await startProgram(office, {
      LOG_KEY: 'nyckel',
      TRUSTED_DOCUMENTS_FILE: temporaryFile('documents.json', JSON.stringify({ [hash]: 'query Typ { __typename }' })),
    });
    const queries = ['{ contact(customerId: "M1", contactId: "kontakt-a") { id } }', 'query Typ { __typename }', '{ nothing'];
    for (const query of [queries[0], ...queries]) await gateway.ask({ query });
    await gateway.ask({ documentId: hash });
    await gateway.program.stop('SIGINT');
    const documents = linesOf(gateway.program).flatMap(({ msg, document }) => (msg === 'operation' ? [document] : []));
    expect(documents).toEqual([expect.stringMatching(/^[\w-]{12}$/), documents[0], hash, null, hash]);
  });

  it('counts every suppressed line at every level, and still logs rare lines', async () => {
    await using office = await startOffice([contact('a').sells('home-1'), contact('b').fails('html')]);
    await using gateway = await startProgram(office, { LOG_MAX_PER_SECOND: '1', CACHE_TTL_MS: '0' });
    const FLOOD = 40; // more than the seconds before the test times out
    const query = (id: string) => ({ query: `{ contact(customerId: "M1", contactId: "${id}") { partyRoles { role } } }` });
    for (let round = 0; round < FLOOD; round += 1)
      await Promise.all([gateway.ask(query('a')), gateway.ask(query('b')), gateway.askWithoutToken()]);
    await gateway.ask({ query: '{ nothing }' });
    await gateway.program.stop('SIGINT');
    const lines = linesOf(gateway.program);
    const countLines = (event: string, code?: string) => {
      const suppressed = lines.filter((line) => line.msg === 'lines suppressed' && line.event === event && line.code === code);
      return {
        written: lines.filter(({ msg }) => msg === event).length,
        suppressed: suppressed.reduce((sum, line) => sum + (line.suppressed ?? 0), 0),
      };
    };
    const failures = countLines('upstream_failed', 'UPSTREAM_BAD_RESPONSE');
    const rejections = countLines('request refused', 'missing');
    const [good, bad] = [countLines('operation'), countLines('operation', 'UPSTREAM_BAD_RESPONSE')];
    expect([failures.written + failures.suppressed, rejections.written + rejections.suppressed]).toEqual([FLOOD, FLOOD]);
    expect(good.written + good.suppressed + bad.suppressed).toBe(2 * FLOOD + 1);
    expect(good.written).toBeLessThan(2 * FLOOD);
    expect(lines.filter(({ msg, level }) => msg === 'lines suppressed' && level === 'warn').length).toBeGreaterThan(0);
    expect(lines.filter((line) => JSON.stringify(line).includes('GRAPHQL_VALIDATION_FAILED'))).toHaveLength(1);
  });

  it('writes no line below LOG_LEVEL', async () => {
    await using office = await startOffice([contact('b').fails('html')]);
    const signer = await createSigner();
    const port = String(await freePort());
    await using program = new Program('src/main.ts', { ...programSettings(office, signer), PORT: port, LOG_LEVEL: 'warn' });
    const url = `http://127.0.0.1:${port}`;
    await expect
      .poll(() =>
        fetch(`${url}/ready`).then(
          ({ ok }) => ok,
          () => false,
        ),
      )
      .toBe(true);
    const query = '{ contact(customerId: "M1", contactId: "b") { partyRoles { role } } }';
    await postOperation(url, { query }, { authorization: `Bearer ${await signer.token()}` });
    await program.stop('SIGINT');
    expect(linesOf(program).map(({ msg, level }) => [msg, level])).toEqual([['upstream_failed', 'warn']]);
  });
});

describe('the log rate limit', () => {
  afterEach(() => vi.useRealTimers());

  const startRateLimit = (perSecond: number) => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'], now: 0 });
    const suppressed: [string, string | undefined, number][] = [];
    const rateLimit = createLogRateLimit<'info' | 'warn'>({
      perSecond,
      nowMs: () => performance.now(),
      onSuppressed: ({ event, code }, count) => suppressed.push([event, code, count]),
    });
    const write = (times: number, code?: string) =>
      Array.from({ length: times }, () => rateLimit.admits({ level: 'warn', event: 'fault', code })).filter(Boolean).length;
    return { rateLimit, write, suppressed };
  };

  it('admits a number of identical lines per second and reports the number of suppressed ones', () => {
    const { write, suppressed } = startRateLimit(3);
    expect([write(10, 'A'), write(2, 'B'), write(4)]).toEqual([3, 2, 3]);
    vi.advanceTimersByTime(999);
    expect([write(1, 'A'), suppressed]).toEqual([0, []]);
    vi.advanceTimersByTime(1);
    expect(suppressed).toEqual([
      ['fault', 'A', 8],
      ['fault', undefined, 1],
    ]);
    expect(write(5, 'A')).toBe(3);
  });

  it('reports suppressed lines without a further line, and begins a new second with the next line', () => {
    const { write, suppressed, rateLimit } = startRateLimit(1);
    write(3);
    vi.advanceTimersByTime(60_000);
    expect(suppressed).toEqual([['fault', undefined, 2]]);
    expect(write(1)).toBe(1);
    vi.advanceTimersByTime(999);
    expect(write(1)).toBe(0);
    rateLimit.endSecond();
    expect(suppressed).toEqual([
      ['fault', undefined, 2],
      ['fault', undefined, 1],
    ]);
    expect(vi.getTimerCount()).toBe(0);
  });
});

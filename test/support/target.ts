import { connect } from 'node:net';
import { afterAll, beforeAll, expect } from 'vitest';
import { NO_ROLES } from '../../src/sandbox/endpoints/party-roles.ts';
import { contact, contactThatAnswers, type Office, startOffice } from './office.ts';
import { Program, programSettings } from './program.ts';
import { createSigner } from './tokens.ts';

/** CPU time of the program, so that a busy machine fails no test. */
const LIMIT_MS = 1_500;
/** The heaviest operations grow the heap of a process that has just started by 230 MB, of which most is freed later. */
export const LIMIT_BYTES = 256 * 1024 * 1024;

type Send = () => Promise<Response>;
/** What is sent, how, and the status and code that must answer it. */
export type Attack = readonly [what: string, make: () => Send, status: number, code: string];

/**
 * The production program before an office, for the tests of a file: `a` sells a home, `big` has 10,000 roles, `eleven` has eleven in
 * all eight lists, `guardian` acts for 10,000 others.
 */
export function useTarget() {
  let office: Office;
  let program: Program;
  let url: string;
  let token: string;

  beforeAll(async () => {
    const rows = Array.from({ length: 10_000 }, (_, index) => ({
      estateId: `home-${index}`,
      roleCreatedAt: '2026-10-04T13:51:40.3548718+02:00',
    }));
    const acting = rows.map((row, index) => ({ ...row, partyRole: 'Guardian', contactId: `principal-${index}` }));
    const one = acting.slice(0, 1);
    office = await startOffice([
      contact('a').sells('home-1'),
      contactThatAnswers('big', { ...NO_ROLES, seller: rows }),
      contactThatAnswers('eleven', {
        buyer: rows.slice(0, 2),
        seller: rows.slice(0, 2),
        tenant: rows.slice(0, 1),
        owner: rows.slice(0, 2),
        extraBuyer: one,
        extraSeller: one,
        extraTenant: one,
        extraOwner: one,
      }),
      contactThatAnswers('guardian', { ...NO_ROLES, extraSeller: acting }),
    ]);
    const signer = await createSigner();
    token = await signer.token({ exp: Math.floor(Date.now() / 1_000) + 3_600 });
    program = new Program('src/main.ts', {
      INTROSPECTION: 'true',
      GRAPHIQL: 'true',
      WEBHOOK_SECRET: 'hemlig-webhook',
      ...programSettings(office, signer),
    });
    url = await program.address();
    for (let warm = 0; warm < 20; warm += 1) await neighbour();
  });
  afterAll(async () => {
    await program[Symbol.asyncDispose]();
    await office[Symbol.asyncDispose]();
  });

  const bearer = () => `authorization: Bearer ${token}`;
  const post = (body: BodyInit, extra: Record<string, string> = {}) =>
    fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...extra },
      body,
    });
  const ask = (query: string, variables?: object) => () => post(JSON.stringify({ query, variables }));

  /** What another caller asks meanwhile. */
  async function neighbour(): Promise<void> {
    const response = await ask(
      '{ contact(customerId: "M1", contactId: "a") { id partyRelations: partyRolesStatus @skip(if: true) { state } } }',
    )();
    expect(response.status).toBe(200);
    await response.text();
  }

  const open = (onOpen: (socket: ReturnType<typeof connect>) => void) => {
    const { port, hostname } = new URL(url);
    const socket = connect(Number(port), hostname, () => onOpen(socket));
    return socket;
  };

  /** Bytes sent by hand over a socket, and what comes back. */
  const raw = (bytes: string | Buffer) => () =>
    new Promise<Response>((resolve, reject) => {
      const socket = open(() => socket.write(bytes));
      let text = '';
      socket.setEncoding('latin1').on('data', (chunk: string) => {
        text += chunk;
        const status = /^HTTP\/1\.1 (\d{3})/.exec(text)?.[1];
        if (status && text.includes('\r\n\r\n') && text.trimEnd().endsWith('}')) {
          socket.destroy();
          resolve(new Response(text.split('\r\n\r\n').at(-1), { status: Number(status) }));
        }
      });
      socket.on('error', reject).on('close', () => reject(new Error(`closed after: ${text}`)));
    });

  /** Sends it beside a neighbour's question: both must be answered, at little CPU time, and the process must not swell. Gives the answer's text. */
  async function withstand(send: Send, { limitMs = LIMIT_MS } = {}): Promise<{ readonly status: number; readonly text: string }> {
    const before = program.residentBytes;
    const cpuMs = program.cpuMs;
    const [response] = await Promise.all([send(), neighbour()]);
    const tookMs = program.cpuMs - cpuMs;
    const text = await response.text();
    expect(tookMs, text.slice(0, 300)).toBeLessThan(limitMs);
    expect(program.residentBytes - before).toBeLessThan(LIMIT_BYTES);
    return { status: response.status, text };
  }

  /** What is refused whole or at its place, and costs Vitec nothing. */
  async function refuses([, make, status, code]: Attack): Promise<void> {
    const before = office.totalCalls;
    const answer = await withstand(make());
    expect(answer.status, answer.text.slice(0, 300)).toBe(status);
    expect(answer.text).toContain(code);
    expect(answer.text).not.toMatch(/node_modules|\.ts:|"stack"|home-/);
    expect(office.totalCalls).toBe(before);
  }

  return {
    ask,
    post,
    raw,
    open,
    bearer,
    neighbour,
    withstand,
    refuses,
    get office() {
      return office;
    },
    get program() {
      return program;
    },
    get url() {
      return url;
    },
  };
}

export const POSTED = JSON.stringify({ query: '{ __typename }' });
export const head = (lines: readonly string[], body = '') =>
  `POST /graphql HTTP/1.1\r\nhost: gateway\r\n${lines.join('\r\n')}\r\n\r\n${body}`;
export const many = (count: number, each: (index: number) => string) => Array.from({ length: count }, (_, index) => each(index)).join(' ');
export const deep = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);

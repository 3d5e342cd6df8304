import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Agent, request } from 'undici';
import { loadConfig } from '../src/config.ts';
import { startGateway } from '../src/gateway.ts';

const BODY = JSON.stringify({ buyer: [{ estateId: 'OBJ1', roleCreatedAt: '2026-03-14T09:26:53.5897932+01:00' }], seller: [] });

/** How the stand-in of Vitec behaves, for a customer. */
export type Mood = (customerId: string) => { readonly status: number; readonly delayMs: number } | 'silent';

/** A gateway before a stand-in of Vitec whose mood can be changed; the cache is off, so that every question is asked. */
export async function createWorld(settings: Record<string, string> = {}) {
  const vitec = { calls: 0, mood: (() => ({ status: 200, delayMs: 0 })) as Mood };
  const server = createServer((incoming, response) => {
    vitec.calls += 1;
    const mood = vitec.mood(incoming.url?.split('/')[3] ?? '');
    if (mood === 'silent') return;
    setTimeout(answer, mood.delayMs, response, mood.status);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const environment = {
    PORT: '0',
    HOST: '127.0.0.1',
    LOG_LEVEL: 'silent',
    CACHE_TTL_MS: '0',
    VITEC_URL: url,
    VITEC_USERNAME: 'a',
    VITEC_PASSWORD: 'b',
    ...settings,
  };
  const gateway = await startGateway(loadConfig(environment, { sandbox: true }));
  const agent = new Agent({ connections: 2_000 });
  return {
    vitec,
    /** Asks for contacts of a customer; whether all of them could be read, and the milliseconds it took. */
    ask: async (customerId: string, contactIds: readonly string[]): Promise<Outcome> => {
      const began = performance.now();
      const query =
        'query ($customerId: ID!, $contactIds: [ID!]!) { contacts(customerId: $customerId, contactIds: $contactIds) { partyRoles { role } } }';
      const body = JSON.stringify({ query, variables: { customerId, contactIds } });
      const response = await request(`${gateway.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
        dispatcher: agent,
      });
      const { data } = (await response.body.json()) as { data?: { contacts: ({ partyRoles: unknown } | null)[] } };
      const isServed = data?.contacts.every((contact) => contact?.partyRoles !== null) ?? false;
      return { isServed, tookMs: performance.now() - began };
    },
    stop: async () => {
      await agent.destroy();
      server.closeAllConnections();
      await gateway.stop('end of the run');
      server.close();
    },
  };
}

export type Outcome = { readonly isServed: boolean; readonly tookMs: number };

function answer(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(status === 200 ? BODY : '{"message":"An error has occurred."}');
}

/** Does something so often a second, without waiting for it, for so long; gives all outcomes. */
export async function atRate(perSecond: number, seconds: number, work: (index: number) => Promise<Outcome>): Promise<readonly Outcome[]> {
  const began = performance.now();
  const outcomes: Promise<Outcome>[] = [];
  while (performance.now() - began < seconds * 1_000) {
    const due = ((performance.now() - began) / 1_000) * perSecond;
    while (outcomes.length < due) outcomes.push(work(outcomes.length));
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return Promise.all(outcomes);
}

export const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)} %`;
export const servedOf = (outcomes: readonly Outcome[]): readonly Outcome[] => outcomes.filter(({ isServed }) => isServed);
/** The p-th percentile of the times, in whole milliseconds. */
export const timeAt = (outcomes: readonly Outcome[], p: number): number => {
  const times = outcomes.map(({ tookMs }) => tookMs).sort((a, b) => a - b);
  return Math.round(times[Math.min(times.length - 1, Math.floor((times.length * p) / 100))] ?? 0);
};

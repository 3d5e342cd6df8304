import { setTimeout as sleep } from 'node:timers/promises';
import { EVENTS, type LiveResponse, openLive } from '../../test/support/live-response.ts';
import { countsOf } from './measure.ts';
import { median } from './report.ts';
import { type Running, type Signer, startGateway, startVitec } from './targets.ts';

export type Streams = {
  readonly streams: number;
  readonly seconds: number;
  /** Resident bytes that each idle stream adds, and the level of each third of the time. */
  readonly bytesOfEach: number;
  readonly thirds: readonly number[];
  /** CPU time of a second in which all are idle. */
  readonly idleCpuMs: number;
  /** A change of a contact that half of them watch: until the first of them and the last has its event. */
  readonly watchers: number;
  readonly firstMs: number;
  readonly lastMs: number;
  readonly calls: number;
  readonly faults: readonly string[];
};

const SECRET = 'bench-secret';
/** As many as one caller may have by default. */
const STREAMS_OF_A_CALLER = 100;
const QUERY =
  'subscription Watch($ids: [ID!]!) { contactChanged(customerId: "M1", contactIds: $ids) { changes contact { contactId partyRoles(first: 5) { role estate { estateId } } } } }';

/** Subscriptions that are idle for `seconds`, and then an event that half of them watch. */
export async function measureStreams(signer: Signer, streams: number, seconds: number): Promise<Streams> {
  const vitec = await startVitec();
  const gateway = await startGateway(vitec.url, signer, { WEBHOOK_SECRET: SECRET });
  const callers = Math.ceil(streams / STREAMS_OF_A_CALLER);
  const exp = Math.floor(Date.now() / 1_000) + 7_200;
  const tokens = await Promise.all(Array.from({ length: callers }, (_, caller) => signer.token({ sub: `user-${caller}`, exp })));
  const watchers = Math.floor(streams / 2);
  const open = (index: number): Promise<LiveResponse> => {
    const ids = [
      index < watchers ? 'watched-by-many' : `watched-${index}`,
      ...Array.from({ length: 19 }, (_, other) => `c-${index}-${other}`),
    ];
    const authorization = `Bearer ${tokens[Math.floor(index / STREAMS_OF_A_CALLER)]}`;
    return openLive(gateway.url, { query: QUERY, variables: { ids }, headers: { accept: EVENTS, authorization } });
  };
  const openAll = (from: number, to: number) => Promise.all(Array.from({ length: to - from }, (_, place) => open(from + place)));
  const faults: string[] = [];

  // the first streams load code and grow the heap: they are not those that are measured
  for (const each of await openAll(0, Math.min(streams, 100))) each.leave();
  await untilOpen(gateway, 0);
  await sleep(1_000);
  const before = gateway.residentBytes();
  const all: LiveResponse[] = [];
  for (let from = 0; from < streams; from += 50) all.push(...(await openAll(from, Math.min(from + 50, streams))));
  await untilOpen(gateway, streams);
  const [samples, cpuBefore] = [[] as number[], gateway.cpuMs()];
  for (let sample = 0; sample < 12; sample += 1) {
    await sleep((seconds * 1_000) / 12);
    samples.push(gateway.residentBytes());
  }
  const idleCpuMs = (gateway.cpuMs() - cpuBefore) / seconds;
  const silent = all.filter((each) => each.end !== null || (seconds >= 30 && countIn(each, ':\n\n') < 2)).length;
  if (silent > 0) faults.push(`${silent} streams ended early, or had no heartbeat`);

  await countsOf(vitec);
  const beganMs = performance.now();
  const told = await fetch(`${gateway.url}/webhooks/vitec/${SECRET}?type=EstateContact&customerId=M1&relId2=watched-by-many&relId1=e`, {
    method: 'POST',
  });
  const times = await Promise.all(
    all.slice(0, watchers).map(async (each) => {
      await each.until(() => each.text.includes('"watched-by-many"'));
      return performance.now() - beganMs;
    }),
  );
  const { calls } = await countsOf(vitec);
  const right = all.filter((each, index) => countIn(each, 'event: next') === (index < watchers ? 1 : 0)).length;
  if (told.status !== 204 || right !== streams || calls !== 1) faults.push(`streams: ${right} right of ${streams}, ${calls} calls`);
  for (const each of all) each.leave();
  await untilOpen(gateway, 0);
  await gateway.stop();
  await vitec.stop();
  const thirds = [0, 4, 8].map((from) => median(samples.slice(from, from + 4)));
  return {
    streams,
    seconds,
    bytesOfEach: ((thirds[2] ?? 0) - before) / streams,
    thirds,
    idleCpuMs,
    watchers,
    firstMs: Math.min(...times),
    lastMs: Math.max(...times),
    calls,
    faults,
  };
}

const countIn = ({ text }: LiveResponse, word: string): number => text.split(word).length - 1;

async function untilOpen({ metricsUrl }: Running, count: number): Promise<void> {
  for (let tries = 0; tries < 500; tries += 1) {
    const text = await (await fetch(metricsUrl ?? '')).text();
    if (text.includes(`gateway_open_streams ${count}\n`)) return;
    await sleep(20);
  }
  throw new Error(`not ${count} streams are open`);
}

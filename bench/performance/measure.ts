import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { temporaryFile } from '../../test/support/tokens.ts';
import type { Running } from './targets.ts';
import type { Work } from './works.ts';

export type Measured = {
  readonly cpuMsPerQuery: number;
  readonly callsPerQuery: number;
  readonly mostOpen: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly wrong: number;
  /** Of the event loop, where the target tells it. */
  readonly longestPauseMs: number;
};

/** The process that sends the load to one target. */
export function startLoad(url: string, ...tokens: readonly string[]): ChildProcess {
  const file = fileURLToPath(new URL('load.ts', import.meta.url));
  const load = spawn(process.execPath, [file], {
    env: { PATH: process.env.PATH ?? '', TARGET_URL: url, TOKENS: temporaryFile('tokens', tokens.join('\n')) },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  load.stdout?.setEncoding('utf8');
  return load;
}

let turn = 0;

/** Warms a target up with a work, and measures it. `share` of the queries of a full run; without `vitec` its calls are not counted. */
export async function measure(target: Running, vitec: Running | null, load: ChildProcess, work: Work, share: number): Promise<Measured> {
  const queries = Math.max(work.open * 2, Math.round(work.queries * share));
  await send(load, work, Math.ceil(queries / 2));
  if (vitec) await countsOf(vitec);
  await pauseOf(target);
  const before = target.cpuMs();
  const times = await send(load, work, queries);
  const { calls, mostOpen } = vitec ? await countsOf(vitec) : { calls: 0, mostOpen: 0 };
  const longestPauseMs = await pauseOf(target);
  return { ...times, longestPauseMs, cpuMsPerQuery: (target.cpuMs() - before) / queries, callsPerQuery: calls / queries, mostOpen };
}

type Times = Pick<Measured, 'perSecond' | 'p50' | 'p99' | 'wrong'>;

async function send(load: ChildProcess, work: Work, queries: number, open = work.open): Promise<Times> {
  load.stdin?.write(`${work.name} ${turn} ${queries} ${open}\n`);
  turn += queries;
  const [line] = await once(load.stdout ?? load, 'data');
  return JSON.parse(line) as Times;
}

/** The longest since it was asked before. */
async function pauseOf({ metricsUrl }: Running): Promise<number> {
  if (metricsUrl === null) return Number.NaN;
  const text = await (await fetch(metricsUrl)).text();
  return Number(/^nodejs_eventloop_lag_max_seconds (\S+)/m.exec(text)?.[1]) * 1_000;
}

type Counts = {
  readonly calls: number;
  readonly mostOpen: number;
  readonly p99: number;
  /** By form, of W9 and W10. */
  readonly callsOf: Readonly<Record<string, number>>;
  /** Contacts that the same form was asked for more than once. */
  readonly askedAgain: number;
  readonly mostInASecond: number;
};

/** What Vitec's stand-in saw since it was asked before. */
export const countsOf = async ({ url }: Running): Promise<Counts> => (await (await fetch(`${url}/counts`)).json()) as never;

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { countsOf } from './measure.ts';
import { type Signer, startGateway, startVitec } from './targets.ts';

export type Mixed = {
  readonly queries: number;
  readonly wrong: number;
  readonly p50: number;
  readonly p99: number;
  /** Of Vitec's stand-in itself, as it measured. */
  readonly upstreamP99: number;
  /** Bytes in use after each third. */
  readonly memory: readonly number[];
};

const LATENCY_MS = 100;
/** A list of 50 is to be asked for at once. */
const SETTINGS = { VITEC_MAX_CONCURRENCY: '512', VITEC_MAX_PER_CUSTOMER: '512' };

/** W7: 500 connections, queries of W1 to W3 in turn at 60 a second, while Vitec takes 100 ms, give or take 50. */
export async function measureMixed(signer: Signer, seconds: number): Promise<Mixed> {
  const vitec = await startVitec({ latencyMs: LATENCY_MS, spreadMs: LATENCY_MS / 2 });
  const gateway = await startGateway(vitec.url, signer, SETTINGS);
  const load = await startSteadyLoad(gateway.url, signer);
  await load.send(seconds / 3); // warms it up
  await countsOf(vitec);
  const memory: number[] = [];
  const thirds: Sent[] = [];
  for (let third = 0; third < 3; third += 1) {
    thirds.push(await load.send(seconds / 3));
    memory.push(gateway.residentBytes());
  }
  const { p99: upstreamP99 } = await countsOf(vitec);
  load.kill();
  await gateway.stop();
  await vitec.stop();
  const sum = (key: 'queries' | 'wrong') => thirds.reduce((total, each) => total + each[key], 0);
  const worst = (key: 'p50' | 'p99') => Math.max(...thirds.map((each) => each[key]));
  return { queries: sum('queries'), wrong: sum('wrong'), p50: worst('p50'), p99: worst('p99'), upstreamP99, memory };
}

type Sent = Omit<Mixed, 'memory' | 'upstreamP99'>;

/** The process of mixed-load.ts, ready to send. */
export async function startSteadyLoad(url: string, signer: Signer, settings: Record<string, string> = {}) {
  const token = await signer.token({ exp: Math.floor(Date.now() / 1_000) + 7_200 });
  const load = spawn(process.execPath, [fileURLToPath(new URL('mixed-load.ts', import.meta.url))], {
    env: { PATH: process.env.PATH ?? '', TARGET_URL: url, TOKEN: token, ...settings },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  load.stdout?.setEncoding('utf8');
  await nextLine(load);
  return {
    async send(seconds: number): Promise<Sent> {
      load.stdin?.write(`${seconds}\n`);
      return JSON.parse(await nextLine(load)) as Sent;
    },
    kill: () => load.kill(),
  };
}

const nextLine = async (load: ChildProcess): Promise<string> => String((await once(load.stdout ?? load, 'data'))[0]);

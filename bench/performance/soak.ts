import { mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { startSteadyLoad } from './mixed.ts';
import { median } from './report.ts';
import { type Signer, startGateway, startVitec } from './targets.ts';

export type Soak = {
  readonly seconds: number;
  readonly queries: number;
  readonly wrong: number;
  /** The level of each third that it lived: the median of its samples, in bytes. */
  readonly thirds: readonly number[];
  readonly peakBytes: number;
  /** Of the control group that it ran in; null without one. */
  readonly limitBytes: number | null;
  /** How the gateway ended before its time: by SIGKILL, if the kernel did it since it used more than that. Null if it did not. */
  readonly ended: { readonly seconds: number; readonly signal: string } | null;
};

const CALLERS = 16;

/**
 * Resident memory under load: 16 callers at full speed for `seconds`, queries of W1, W2 and W3 in turn, each with ids of its own, the
 * cache as it is by default. `limitBytes`: the gateway runs in a control group of so much memory.
 */
export async function measureSoak(signer: Signer, seconds: number, limitBytes: number | null): Promise<Soak> {
  const group = limitBytes === null ? null : createMemoryGroup(limitBytes);
  const vitec = await startVitec();
  const gateway = await startGateway(vitec.url, signer, {}, { enters: group?.procs ?? null });
  const load = await startSteadyLoad(gateway.url, signer, { CONNECTIONS: String(CALLERS), CALLERS: String(CALLERS) });
  const samples: number[] = [];
  let peakBytes = 0;
  let isOver = false;
  const beganMs = performance.now();
  const isAlive = () => gateway.child.exitCode === null && gateway.child.signalCode === null;
  const sending = load.send(seconds).finally(() => {
    isOver = true;
  });
  for (const everyMs = Math.min(5_000, (seconds * 1_000) / 3); isAlive(); ) {
    await Promise.race([sleep(everyMs), sending]);
    if (isOver || !isAlive()) break;
    samples.push(gateway.residentBytes());
    peakBytes = gateway.peakBytes();
  }
  const { queries, wrong } = await sending;
  const { exitCode, signalCode } = gateway.child;
  const ended = isAlive() ? null : { seconds: (performance.now() - beganMs) / 1_000, signal: signalCode ?? `exit code ${exitCode}` };
  if (!ended) peakBytes = gateway.peakBytes();
  load.kill();
  await gateway.stop();
  await vitec.stop();
  group?.remove();
  const third = Math.ceil(samples.length / 3);
  const thirds = [0, 1, 2]
    .map((index) => samples.slice(index * third, (index + 1) * third))
    .filter(({ length }) => length > 0)
    .map(median);
  return { seconds, queries, wrong, thirds, peakBytes, limitBytes, ended };
}

const GROUPS = '/sys/fs/cgroup/memory';

/** Whether a control group (version 1) for memory can be made here. */
export function hasMemoryGroups(): boolean {
  try {
    createMemoryGroup(2 ** 28).remove();
    return true;
  } catch {
    return false;
  }
}

function createMemoryGroup(limitBytes: number) {
  const folder = `${GROUPS}/gateway-soak-${process.pid}`;
  mkdirSync(folder);
  writeFileSync(`${folder}/memory.limit_in_bytes`, String(limitBytes));
  if (Number(readFileSync(`${folder}/memory.limit_in_bytes`, 'utf8')) > limitBytes) throw new Error('the limit was not taken');
  return { procs: `${folder}/cgroup.procs`, remove: () => rmdirSync(folder) };
}

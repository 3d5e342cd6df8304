import type { Measured } from './measure.ts';
import type { Mixed } from './mixed.ts';

export type Results = {
  readonly machine: string;
  readonly node: string;
  readonly commit: string;
  readonly rounds: number;
  /** `floor`: the work of the floor that it is compared with. */
  readonly works: readonly { readonly name: string; readonly what: string; readonly floor: string }[];
  /** target -> work -> one measurement a round */
  readonly seen: Readonly<Record<string, Readonly<Record<string, readonly Measured[]>>>>;
  /** Milliseconds from the start of a target to its first answer, median. */
  readonly starts: Readonly<Record<string, number>>;
  readonly peaks: Readonly<Record<string, number>>;
  readonly mixed: Mixed | null;
  /** Bytes of what production installs. */
  readonly productionBytes: number | null;
};

export const median = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
const short = (number: number): string => (number < 10 ? number.toFixed(2) : number.toFixed(0));
const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(0);

/** CPU a query over the floor's of the same round, one a round. */
export const ratiosOf = ({ seen, works }: Pick<Results, 'seen' | 'works'>, target: string, work: string): readonly number[] => {
  const floor = seen.floor?.[works.find(({ name }) => name === work)?.floor ?? work] ?? [];
  return (seen[target]?.[work] ?? []).map(({ cpuMsPerQuery }, round) => cpuMsPerQuery / (floor[round]?.cpuMsPerQuery ?? Number.NaN));
};

/** The tables of docs/performance.md. */
export function report(results: Results): string {
  const { machine, node, commit, rounds, works, seen, starts, peaks, mixed, productionBytes } = results;
  const targets = Object.keys(seen);
  const ratio = (target: string, work: string) => {
    const each = ratiosOf(results, target, work);
    return each.length === 0 ? '-' : `${short(median(each))} (${short(Math.min(...each))}-${short(Math.max(...each))})`;
  };
  const lines = [`${rounds} rounds, ${machine}, Node ${node.slice(1)}, commit ${commit}`, ''];
  lines.push(`| work | ${targets.join(' | ')} |`, `| --- |${' --- |'.repeat(targets.length)}`);
  for (const { name, what } of works) lines.push(`| ${name} ${what} | ${targets.map((target) => ratio(target, name)).join(' | ')} |`);
  lines.push('', '| work, gateway | CPU ms | queries/s | p50 ms | p99 ms | longest pause, ms | calls a query |');
  lines.push('| --- | --- | --- | --- | --- | --- | --- |');
  for (const { name } of works) {
    const of = (key: keyof Measured) => short(median((seen.gateway?.[name] ?? []).map((each) => each[key])));
    const cells = ['cpuMsPerQuery', 'perSecond', 'p50', 'p99', 'longestPauseMs', 'callsPerQuery'] as const;
    lines.push(`| ${name} | ${cells.map(of).join(' | ')} |`);
  }
  lines.push('', `Peak memory, MB: ${targets.map((target) => `${target} ${megabytes(peaks[target] ?? 0)}`).join(', ')}.`);
  lines.push('', `Start to the first answer, ms: ${targets.map((target) => `${target} ${short(starts[target] ?? 0)}`).join(', ')}.`);
  if (mixed) {
    lines.push(
      '',
      `W7: ${mixed.queries} queries, ${mixed.wrong} of them wrong; p50 ${short(mixed.p50)} ms, p99 ${short(mixed.p99)} ms, with Vitec's own p99`,
    );
    lines.push(`at ${short(mixed.upstreamP99)} ms; memory after each third ${mixed.memory.map(megabytes).join(', ')} MB.`);
  }
  if (productionBytes !== null) lines.push('', `Production dependencies: ${megabytes(productionBytes)} MB.`);
  return `${lines.join('\n')}\n`;
}

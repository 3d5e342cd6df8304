import type { Measured } from './measure.ts';
import type { Mixed } from './mixed.ts';
import type { ListTimes, OfficeLists } from './office-lists.ts';
import type { Parts, PartTimes } from './parts.ts';
import type { Soak } from './soak.ts';
import type { Streams } from './streams.ts';

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
  /** The peak of a gateway that did this work alone. */
  readonly peaksOfWorks: Readonly<Record<string, number>>;
  readonly mixed: Mixed | null;
  readonly lists: OfficeLists | null;
  readonly parts: Parts | null;
  readonly streams: Streams | null;
  readonly soaks: readonly Soak[];
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
  const { machine, node, commit, rounds, works, mixed, lists, parts, streams, soaks, productionBytes } = results;
  const lines = [`${rounds} rounds, ${machine}, Node ${node.slice(1)}, commit ${commit}`, ''];
  if (works.length > 0) lines.push(...reportWorks(results));
  if (mixed) {
    lines.push(
      '',
      `W7: ${mixed.queries} queries, ${mixed.wrong} of them wrong; p50 ${short(mixed.p50)} ms, p99 ${short(mixed.p99)} ms, with Vitec's own p99`,
    );
    lines.push(`at ${short(mixed.upstreamP99)} ms; memory after each third ${mixed.memory.map(megabytes).join(', ')} MB.`);
  }
  if (lists) lines.push('', ...reportLists(lists));
  if (parts) lines.push('', ...reportParts(parts));
  if (streams) lines.push('', reportStreams(streams));
  for (const soak of soaks) lines.push('', reportSoak(soak));
  if (productionBytes !== null) lines.push('', `Production dependencies: ${megabytes(productionBytes)} MB.`);
  return `${lines.join('\n')}\n`;
}

function reportWorks(results: Results): readonly string[] {
  const { works, seen, starts, peaks, peaksOfWorks } = results;
  const targets = Object.keys(seen);
  const ratio = (target: string, work: string) => {
    const each = ratiosOf(results, target, work);
    return each.length === 0 ? '-' : `${short(median(each))} (${short(Math.min(...each))}-${short(Math.max(...each))})`;
  };
  const lines: string[] = [];
  lines.push(`| work | ${targets.join(' | ')} |`, `| --- |${' --- |'.repeat(targets.length)}`);
  for (const { name, what } of works) lines.push(`| ${name} ${what} | ${targets.map((target) => ratio(target, name)).join(' | ')} |`);
  lines.push('', '| work, gateway | CPU ms | queries/s | p50 ms | p99 ms | longest pause, ms | calls a query | peak memory alone, MB |');
  lines.push('| --- | --- | --- | --- | --- | --- | --- | --- |');
  for (const { name } of works) {
    const of = (key: keyof Measured) => short(median((seen.gateway?.[name] ?? []).map((each) => each[key])));
    const cells = ['cpuMsPerQuery', 'perSecond', 'p50', 'p99', 'longestPauseMs', 'callsPerQuery'] as const;
    lines.push(`| ${name} | ${cells.map(of).join(' | ')} | ${megabytes(peaksOfWorks[name] ?? Number.NaN)} |`);
  }
  lines.push('', `Peak memory over all works, MB: ${targets.map((target) => `${target} ${megabytes(peaks[target] ?? 0)}`).join(', ')}.`);
  lines.push('', `Start to the first answer, ms: ${targets.map((target) => `${target} ${short(starts[target] ?? 0)}`).join(', ')}.`);
  return lines;
}

/** In seconds. */
const seconds = (ms: number): string => (ms / 1_000).toFixed(2);

function reportLists({ unknown, known, users, mostInASecond }: OfficeLists): readonly string[] {
  const row = (what: string, { ms, calls }: ListTimes) => `| ${what} | ${seconds(median(ms))} | ${seconds(Math.max(...ms))} | ${calls} |`;
  const forms = Object.entries(users.callsOf).map(([form, count]) => `${form} ${count}`);
  return [
    '| 50 cold names with badges, 10 calls a second of 150 ms | s, median | s, slowest | calls |',
    '| --- | --- | --- | --- |',
    row('W9, types unknown', unknown),
    row('W9, types known by a search', known),
    `| W10, 20 users within 10 s | ${seconds(users.p50)} | ${seconds(users.p99)} (p99) | ${users.calls} |`,
    '',
    `W10: each contact asked for once in each form (${forms.join(', ')}); list by list it would be up to ${users.allowedCalls} calls. Most calls in a second: ${mostInASecond}.`,
  ];
}

function reportParts({ roles, names }: Parts): readonly string[] {
  const row = (what: string, { firstMs, lastMs, calls }: PartTimes) => `| ${what} | ${seconds(firstMs)} | ${seconds(lastMs)} | ${calls} |`;
  return [
    '| 50 cold contacts, 10 calls a second of 150 ms, medians | s, first contact | s, last contact | calls |',
    '| --- | --- | --- | --- |',
    row('roles, as a whole', roles.whole),
    row('roles, in parts', roles.inParts),
    row('names and a badge, as a whole', names.whole),
    row('names and a badge, in parts', names.inParts),
  ];
}

function reportStreams({ streams, seconds, bytesOfEach, thirds, idleCpuMs, watchers, firstMs, lastMs, calls }: Streams): string {
  const memory = `${(bytesOfEach / 1e3).toFixed(0)} kB each, level of each third ${thirds.map(megabytes).join(', ')} MB`;
  const event = `a change that ${watchers} of them watch: ${calls} call, the first event after ${short(firstMs)} ms, the last after ${short(lastMs)} ms`;
  return `${streams} subscriptions, idle for ${seconds} s: ${memory}, ${short(idleCpuMs)} ms of CPU time a second; ${event}.`;
}

function reportSoak({ seconds, queries, wrong, thirds, peakBytes, limitBytes, ended }: Soak): string {
  const where = limitBytes === null ? '' : ` in a control group of ${limitBytes / 2 ** 20} MiB`;
  const end = ended ? `ended by ${ended.signal} after ${ended.seconds.toFixed(0)} s` : `${wrong} answers wrong`;
  return `Soak of ${seconds} s${where}: ${queries} queries, ${end}; peak memory ${megabytes(peakBytes)} MB, level of each third ${thirds.map(megabytes).join(', ')} MB.`;
}

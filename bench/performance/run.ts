import { createSigner } from '../../test/support/tokens.ts';
import { type Measured, measure, startLoad } from './measure.ts';
import { startVitec, TARGETS } from './targets.ts';
import { WORKS } from './works.ts';

/**
 * npm run bench: every target does every work, in rounds that take turns, and its CPU time for a query is divided by the floor's
 * of the same round. `--quick`: fewer rounds and queries. `--smoke`: so few that only the answers and the calls are proven.
 */
const isSmoke = process.argv.includes('--smoke');
const isQuick = process.argv.includes('--quick');
const only = process.argv
  .find((argument) => argument.startsWith('--only='))
  ?.slice(7)
  .split(',');
const among = process.argv
  .find((argument) => argument.startsWith('--targets='))
  ?.slice(10)
  .split(',');
const rounds = isSmoke ? 1 : isQuick ? 3 : 7;
const share = isSmoke ? 0.01 : isQuick ? 0.4 : 1;

const signer = await createSigner();
const token = await signer.token({ exp: Math.floor(Date.now() / 1_000) + 7_200 });
const vitec = await startVitec();
const works = WORKS.filter(({ name }) => !only || only.includes(name));
/** target -> work -> one measurement a round */
const seen = new Map<string, Map<string, Measured[]>>();
const peaks = new Map<string, number>();
const starts = new Map<string, number[]>();
let wrong = 0;

for (let round = 0; round < rounds; round += 1) {
  for (const [name, startTarget] of Object.entries(TARGETS).filter(([each]) => !among || among.includes(each))) {
    const target = await startTarget(vitec.url, signer);
    starts.set(name, [...(starts.get(name) ?? []), target.startMs]);
    const load = startLoad(target.url, token);
    for (const work of works.filter(({ targets }) => !targets || targets.includes(name))) {
      const measured = await measure(target, vitec, load, work, share);
      const isOurs = name === 'gateway' || name === 'floor';
      if (measured.wrong > 0 || (isOurs && Math.abs(measured.callsPerQuery - work.calls) > 0.01)) {
        wrong += 1;
        process.stderr.write(`${name} ${work.name}: ${measured.wrong} wrong answers, ${measured.callsPerQuery} calls a query\n`);
      }
      const ofTarget = seen.get(name) ?? new Map<string, Measured[]>();
      seen.set(name, ofTarget);
      ofTarget.set(work.name, [...(ofTarget.get(work.name) ?? []), measured]);
    }
    peaks.set(name, Math.max(peaks.get(name) ?? 0, target.peakBytes()));
    load.kill();
    await target.stop();
  }
}
await vitec.stop();

const median = (numbers: readonly number[]) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
const short = (number: number) => (number < 10 ? number.toFixed(2) : number.toFixed(0));

/** CPU a query over the floor's of the same round: median, with the smallest and the largest. */
function ratios(target: string, work: string, floorWork: string): string {
  const floor = seen.get('floor')?.get(floorWork) ?? [];
  const each = (seen.get(target)?.get(work) ?? []).map(
    ({ cpuMsPerQuery }, round) => cpuMsPerQuery / (floor[round]?.cpuMsPerQuery ?? Number.NaN),
  );
  return each.length === 0 ? '-' : `${short(median(each))} (${short(Math.min(...each))}-${short(Math.max(...each))})`;
}

if (!isSmoke) {
  const names = [...seen.keys()];
  const lines = [`| work | ${names.join(' | ')} |`, `| --- |${' --- |'.repeat(names.length)}`];
  for (const { name, what, floor = name } of works)
    lines.push(`| ${name} ${what} | ${names.map((target) => ratios(target, name, floor)).join(' | ')} |`);
  lines.push(
    '',
    `| work, gateway | CPU ms | queries/s | p50 ms | p99 ms | calls a query | open at once |`,
    '| --- | --- | --- | --- | --- | --- | --- |',
  );
  for (const { name } of works) {
    const measured = seen.get('gateway')?.get(name) ?? [];
    const of = (key: keyof Measured) => short(median(measured.map((each) => each[key])));
    lines.push(
      `| ${name} | ${of('cpuMsPerQuery')} | ${of('perSecond')} | ${of('p50')} | ${of('p99')} | ${of('callsPerQuery')} | ${of('mostOpen')} |`,
    );
  }
  lines.push('', `Peak memory, MB: ${names.map((name) => `${name} ${Math.round((peaks.get(name) ?? 0) / 1e6)}`).join(', ')}.`);
  lines.push('', `Start to the first answer, ms: ${names.map((name) => `${name} ${short(median(starts.get(name) ?? []))}`).join(', ')}.`);
  process.stdout.write(`${lines.join('\n')}\n`);
}
if (wrong > 0) process.exitCode = 1;
else process.stderr.write('every answer was right\n');

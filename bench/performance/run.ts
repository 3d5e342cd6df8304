import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createSigner } from '../../test/support/tokens.ts';
import { productionBytes } from './content.ts';
import { drawFigure } from './figure.ts';
import { type Measured, measure, startLoad } from './measure.ts';
import { measureMixed } from './mixed.ts';
import { measureOfficeLists } from './office-lists.ts';
import { measureParts } from './parts.ts';
import { median, type Results, report } from './report.ts';
import { hasMemoryGroups, measureSoak, type Soak } from './soak.ts';
import { measureStreams } from './streams.ts';
import { OWN_TARGETS, startGateway, startVitec, TARGETS } from './targets.ts';
import { WORKS } from './works.ts';

/**
 * npm run bench: every target does every work, in rounds that take turns, and its CPU time for a query is divided by the floor's
 * of the same round. All targets stay up over the rounds, as servers do. `--quick`: fewer rounds and queries. `--smoke`: so few that
 * only the answers and the calls of the gateway and the floor are proven. `--before=FOLDER`: the gateway of another checkout takes part too. `--soak-limit=256`: the soak once more, in a control group of so many MiB. `--save` writes what was seen to bench/results.json, and draws it for the docs.
 */
const { values: flags } = parseArgs({
  options: {
    smoke: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    save: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
    targets: { type: 'string', default: '' },
    before: { type: 'string' },
    'soak-limit': { type: 'string' },
  },
});
const chosen = (list: string, name: string) => list === '' || list.split(',').includes(name);
const rounds = flags.smoke ? 1 : flags.quick ? 3 : 7;
const share = flags.smoke ? 0.01 : flags.quick ? 0.4 : 1;

const signer = await createSigner();
const token = await signer.token({ exp: Math.floor(Date.now() / 1_000) + 7_200 });
const vitec = await startVitec();
const works = WORKS.filter(({ name }) => chosen(flags.only, name));
const targets = flags.targets || (flags.smoke ? OWN_TARGETS.join() : '');
const { before } = flags;
const starters = Object.entries(TARGETS).filter(([name]) => chosen(targets, name));
const needsPeers = starters.some(([name]) => !OWN_TARGETS.includes(name));
if (before !== undefined)
  starters.push(['before', (vitecUrl, signer) => startGateway(vitecUrl, signer, {}, { checkout: resolve(before) })]);
if (needsPeers)
  execFileSync('npm', ['ci', '--prefix', fileURLToPath(new URL('../peers', import.meta.url))], { stdio: ['ignore', 'ignore', 'inherit'] });
const faults: string[] = [];
const seen: Record<string, Record<string, Measured[]>> = {};
const starts: Record<string, number[]> = {};

const live = await Promise.all(
  starters.map(async ([name, startTarget]) => {
    const target = await startTarget(vitec.url, signer);
    return { name, startTarget, target, load: startLoad(target.url, token) };
  }),
);
for (let round = 0; round < rounds; round += 1) {
  for (const { name, startTarget } of live) {
    const another = await startTarget(vitec.url, signer);
    starts[name] = [...(starts[name] ?? []), another.startMs];
    await another.stop();
  }
  for (const work of works) {
    for (const { name, target, load } of live.filter(
      (each) => !work.targets || work.targets.includes(each.name === 'before' ? 'gateway' : each.name),
    )) {
      const measured = await measure(target, vitec, load, work, share);
      const isCounted = name === 'gateway' || name === 'floor'; // the others may well ask twice
      if (measured.wrong > 0 || (isCounted && Math.abs(measured.callsPerQuery - work.calls) > 0.01))
        faults.push(`${name} ${work.name}: ${measured.wrong} wrong answers, ${measured.callsPerQuery} calls a query`);
      seen[name] = { ...seen[name], [work.name]: [...(seen[name]?.[work.name] ?? []), measured] };
    }
  }
}
const peaks = Object.fromEntries(live.map(({ name, target }) => [name, target.peakBytes()]));
for (const { target, load } of live) {
  load.kill();
  await target.stop();
}
const peaksOfWorks: Record<string, number> = {};
for (const work of flags.smoke || !live.some(({ name }) => name === 'gateway') ? [] : works) {
  const gateway = await startGateway(vitec.url, signer);
  const load = startLoad(gateway.url, token);
  await measure(gateway, null, load, work, share);
  peaksOfWorks[work.name] = gateway.peakBytes();
  load.kill();
  await gateway.stop();
}
await vitec.stop();

const mixed = chosen(flags.only, 'W7') ? await measureMixed(signer, flags.smoke ? 3 : flags.quick ? 9 : 60) : null;
if (mixed && mixed.wrong > 0) faults.push(`W7: ${mixed.wrong} wrong answers of ${mixed.queries}`);
const lists =
  chosen(flags.only, 'W9') || chosen(flags.only, 'W10')
    ? await measureOfficeLists(signer, flags.smoke ? 1 : flags.quick ? 2 : 7, flags.smoke)
    : null;
faults.push(...(lists?.faults ?? []));

const parts = chosen(flags.only, 'parts') ? await measureParts(signer, flags.smoke ? 1 : 3, flags.smoke ? 10 : 1) : null;
faults.push(...(parts?.faults ?? []));
const streams = chosen(flags.only, 'streams') ? await measureStreams(signer, flags.smoke ? 20 : 1_000, flags.smoke ? 1 : 60) : null;
faults.push(...(streams?.faults ?? []));

const soaks: Soak[] = [];
if (chosen(flags.only, 'soak') && !flags.smoke) {
  const soakSeconds = flags.quick ? 15 : 60;
  soaks.push(await measureSoak(signer, soakSeconds, null));
  const limit = flags['soak-limit'];
  if (limit !== undefined && !hasMemoryGroups())
    process.stderr.write('Not measured: the soak in a control group, since /sys/fs/cgroup/memory cannot be written here.\n');
  else if (limit !== undefined) soaks.push(await measureSoak(signer, soakSeconds, Number(limit) * 2 ** 20));
  for (const { wrong, queries, limitBytes } of soaks)
    if (wrong > 0 && limitBytes === null) faults.push(`soak: ${wrong} wrong answers of ${queries}`);
}

const results: Results = {
  machine: `${cpus().length} cores, ${cpus()[0]?.model.trim()}`,
  node: process.version,
  commit: execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim(),
  rounds,
  works: works.map(({ name, what, floor = name }) => ({ name, what, floor })),
  seen,
  starts: Object.fromEntries(Object.entries(starts).map(([name, each]) => [name, median(each)])),
  peaks,
  peaksOfWorks,
  mixed,
  lists,
  parts,
  streams,
  soaks,
  productionBytes: flags.smoke ? null : productionBytes(),
};
if (!flags.smoke) process.stdout.write(report(results));
if (flags.save) {
  const { seen: _, ...kept } = results;
  writeFileSync(new URL('../results.json', import.meta.url), `${JSON.stringify(kept, null, 2)}\n`);
  writeFileSync(new URL('../../docs/performance.svg', import.meta.url), drawFigure(results));
}
for (const fault of faults) process.stderr.write(`${fault}\n`);
if (faults.length > 0) process.exitCode = 1;
else process.stderr.write('every answer was right\n');

import { randomBytes } from 'node:crypto';
import { entriesIn, hasRedis, startRedis } from '../../test/support/redis-server.ts';
import { createSigner } from '../../test/support/tokens.ts';
import { CALLERS, CONTACTS, GROWTH, OFFICES, ROWS } from './growth-works.ts';
import { countsOf, measure, startLoad } from './measure.ts';
import { startGateway, startVitec } from './targets.ts';
import type { Work } from './works.ts';

/** npm run bench:growth: what the gateway costs as one thing grows, and what a second process behind one Redis changes. */
const signer = await createSigner();
const exp = Math.floor(Date.now() / 1_000) + 7_200;
const offices = Array.from({ length: Math.max(...OFFICES) }, (_, index) => `M${index + 1}`);
const ofAllOffices = await signer.token({ exp, customerIds: offices });
const ofCallers = await Promise.all(
  Array.from({ length: Math.max(...CALLERS) }, (_, index) => signer.token({ exp, sub: `caller-${index}` })),
);
const vitec = await startVitec();
const short = (number: number) => (number < 10 ? number.toFixed(2) : number.toFixed(0));
const megabytes = (bytes: number) => (bytes / 1e6).toFixed(0);
const write = (line: string) => process.stdout.write(`${line}\n`);
const workOf = (name: string): Work => {
  const work = GROWTH.find((each) => each.name === name);
  if (!work) throw new Error(`no work ${name}`);
  return work;
};

for (const [what, sizes] of Object.entries({ contacts: CONTACTS, rows: ROWS, callers: CALLERS, offices: OFFICES })) {
  write(`| ${what} | CPU ms a query | for each of them, µs | p50 ms | p99 ms | peak memory, MB |`);
  write('| --- | --- | --- | --- | --- | --- |');
  for (const size of sizes) {
    const gateway = await startGateway(vitec.url, signer); // anew, so that its memory is of this alone
    const load = startLoad(gateway.url, ...(what === 'callers' ? ofCallers.slice(0, size) : [ofAllOffices]));
    const work = workOf(`${what}-${size}`);
    await measure(gateway, vitec, load, work, 1); // warms it up
    const { cpuMsPerQuery, p50, p99, wrong } = await measure(gateway, vitec, load, work, 1);
    if (wrong > 0) throw new Error(`${work.name}: ${wrong} wrong answers`);
    const each = what === 'contacts' || what === 'rows' ? short((cpuMsPerQuery / size) * 1_000) : '-';
    write(`| ${size} | ${short(cpuMsPerQuery)} | ${each} | ${short(p50)} | ${short(p99)} | ${megabytes(gateway.peakBytes())} |`);
    load.kill();
    await gateway.stop();
  }
  write('');
}

if (hasRedis) {
  write('| processes on one Redis | CPU ms a query, all | calls for 2,000 contacts | Redis, bytes a contact |');
  write('| --- | --- | --- | --- |');
  for (const count of [1, 2]) {
    await using redis = await startRedis();
    const shared = { REDIS_URL: redis.url, CACHE_ENCRYPTION_KEY: randomBytes(32).toString('base64') };
    const gateways = await Promise.all(Array.from({ length: count }, () => startGateway(vitec.url, signer, shared)));
    const loads = gateways.map(({ url }) => startLoad(url, ...ofCallers.slice(0, 50)));
    const work = workOf('again');
    const share = 1 / count; // as many queries in all, the first of them on an empty cache
    await countsOf(vitec);
    const measured = await Promise.all(
      gateways.map((gateway, index) => measure(gateway, null, loads[index] as (typeof loads)[0], work, share)),
    );
    const { calls } = await countsOf(vitec);
    const cpuMs = measured.reduce((sum, each) => sum + each.cpuMsPerQuery, 0) / count;
    const bytes = Number(/used_memory_dataset:(\d+)/.exec(await redis.client.info('memory'))?.[1] ?? 0);
    write(`| ${count} | ${short(cpuMs)} | ${calls} | ${short(bytes / (await entriesIn(redis)).length)} |`);
    for (const load of loads) load.kill();
    for (const gateway of gateways) await gateway.stop();
  }
} else write('Not measured: two processes on one Redis, since there is no redis-server here.');
await vitec.stop();

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasRedis } from './redis-server.ts';

/** What the tests plant and no line of a log may hold: passwords, tokens, personal numbers, ids of contacts and estates, names in documents. */
const PLANTED: readonly RegExp[] = [
  /lösenord/,
  /bMO2c2Vub3Jk/,
  /eyJ[A-Za-z0-9]/,
  /1912/,
  /home-\w/,
  /kontakt-/,
  /hemlig/,
  /Bearer|Basic /,
  /\$\(id\)/,
  /contactId"/,
];

/** Made by the gateway: times, ports, hashes and random ids, in which any four digits may stand by chance. */
const OWN = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|"durationMs":\d+|"(time|address|graphql|document|contactRef)":"[^"]*"/g;

let folder = '';

/** Before the tests: a folder where every gateway logs at its most talkative. */
export function setup(): void {
  if (!hasRedis) process.stdout.write('no redis-server on this machine: the tests that need one are SKIPPED\n');
  folder = mkdtempSync(join(tmpdir(), 'gateway-log-'));
  process.env.TEST_LOG_FOLDER = folder;
}

/** After the tests: searches all of it, and fails the run for a find. */
export function teardown(): void {
  const lines = readdirSync(folder).flatMap((file) => readFileSync(join(folder, file), 'utf8').split('\n').filter(Boolean));
  rmSync(folder, { recursive: true });
  const found = lines.filter((line) => PLANTED.some((pattern) => pattern.test(line.replace(OWN, ''))));
  process.stdout.write(`log of the run: ${lines.length} lines searched, ${found.length} with something planted\n`);
  if (found.length > 0) throw new Error(`The log holds what it must not:\n${found.slice(0, 5).join('\n')}`);
}

import { readFileSync } from 'node:fs';
import { breakingChanges, mayBreak, type Release } from './changes.ts';

/** npm run schema:check: compares what is published with the last release, in released/. */
const at = (folder: string, version: string): Release => ({
  version,
  read: (file) => readFileSync(new URL(folder + file, import.meta.url), 'utf8'),
});
const versionIn = (path: string): string =>
  (JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8')) as { version: string }).version;

const released = at('released/', versionIn('released/release.json'));
const now = at('./', versionIn('../package.json'));
const breaking = await breakingChanges(released, now);

if (breaking.length === 0 || mayBreak(released.version, now.version)) {
  process.stdout.write(`${breaking.length} breaking changes since ${released.version}; this is ${now.version}.\n`);
} else {
  const list = breaking.map((change) => `  - ${change}\n`).join('');
  process.stderr.write(
    `These changes break what ${released.version} promised, and ${now.version} may not:\n${list}Take them back, or raise the version in package.json (docs/federation.md, "What may change").\n`,
  );
  process.exitCode = 1;
}

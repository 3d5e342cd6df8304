import { readFileSync } from 'node:fs';
import { sectionOf } from './changelog.ts';

/** `npm run release:notes -- 0.1.0` prints what CHANGELOG.md says of that version; of the next one, before it has a heading, what is unreleased. */
const read = (file: string) => readFileSync(new URL(`../${file}`, import.meta.url), 'utf8');
const changelog = read('CHANGELOG.md');
const version = process.argv[2] ?? '';
const { version: next } = JSON.parse(read('package.json')) as { version: string };
const ofVersion = sectionOf(changelog, version);
const notes = ofVersion ?? (version === next ? sectionOf(changelog, 'Unreleased') : null);
if (notes === null) {
  process.stderr.write(`CHANGELOG.md has nothing under "## ${version}". Usage: npm run release:notes -- ${next}\n`);
  process.exitCode = 1;
} else {
  if (ofVersion === null) process.stderr.write(`${version} has no heading in CHANGELOG.md yet: this is what stands under Unreleased.\n`);
  process.stdout.write(`${notes}\n`);
}

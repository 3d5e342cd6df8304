import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { artefacts } from './artefacts.ts';

/** npm run schema:release: keeps what is published as that of the version in package.json, to compare later ones with. */
const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string };
mkdirSync(new URL('released/', import.meta.url), { recursive: true });
for (const file of Object.keys(artefacts())) copyFileSync(new URL(file, import.meta.url), new URL(`released/${file}`, import.meta.url));
writeFileSync(new URL('released/release.json', import.meta.url), `${JSON.stringify({ version }, null, 2)}\n`);

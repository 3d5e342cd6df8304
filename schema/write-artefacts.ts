import { writeFileSync } from 'node:fs';
import { artefacts } from './artefacts.ts';

for (const [file, text] of Object.entries(artefacts())) writeFileSync(new URL(file, import.meta.url), text);

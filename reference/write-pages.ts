import { writeFileSync } from 'node:fs';
import { pages } from './pages.ts';

/** npm run reference */
for (const [file, text] of Object.entries(pages())) writeFileSync(new URL(`../docs/${file}`, import.meta.url), text);

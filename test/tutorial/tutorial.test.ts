import { runPage } from './run-page.ts';

await runPage('docs/tutorial.md');

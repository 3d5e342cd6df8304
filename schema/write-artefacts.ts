import { writeFileSync } from 'node:fs';
import { standaloneSdl, subgraphSdl } from '../src/graphql/schema.ts';

/** Writes what is published, from the code that serves it. */
for (const [file, sdl] of [
  ['schema.graphql', standaloneSdl()],
  ['subgraph.graphql', subgraphSdl()],
] as const) {
  writeFileSync(new URL(file, import.meta.url), `# Written by npm run schema; change src/graphql/ instead.\n${sdl}`);
}

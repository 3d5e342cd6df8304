import { readFile } from 'node:fs/promises';
import { transformAsync } from '@babel/core';
import type { Plugin } from 'esbuild';

/** Puts the compiled artifact in the place of each graphql`...`; types and JSX are left to whoever bundles. */
export async function compileRelayTags(source: string, path: string): Promise<string> {
  if (!source.includes('graphql`')) return source;
  const compiled = await transformAsync(source, {
    filename: path,
    cwd: import.meta.dirname,
    babelrc: false,
    configFile: false,
    sourceMaps: 'inline',
    parserOpts: { plugins: ['typescript', 'jsx'] },
    plugins: [['relay', { eagerEsModules: true }]],
  });
  return compiled?.code ?? source;
}

export const relayTagsForEsbuild: Plugin = {
  name: 'relay-tags',
  setup(build) {
    build.onLoad({ filter: /\/relay\/[^/]+\.tsx?$/ }, async ({ path }) => ({
      contents: await compileRelayTags(await readFile(path, 'utf8'), path),
      loader: path.endsWith('x') ? 'tsx' : 'ts',
    }));
  },
};

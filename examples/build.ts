import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { relayTagsForEsbuild } from './relay-tags.ts';

export const MAIN_FILES = { apollo: 'main.tsx', relay: 'main.tsx', fetch: 'main.ts' } as const;
export type AppName = keyof typeof MAIN_FILES;

/** The files of one app by their path: its page, its code and its style. */
export async function buildApp(name: AppName): Promise<ReadonlyMap<string, Uint8Array>> {
  const folder = fileURLToPath(new URL('.', import.meta.url));
  const { outputFiles } = await build({
    entryPoints: [`${folder}${name}/${MAIN_FILES[name]}`, `${folder}screen/screen.css`],
    entryNames: '[name]',
    outdir: folder,
    bundle: true,
    write: false,
    minify: true,
    format: 'esm',
    target: 'es2022',
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [relayTagsForEsbuild],
  });
  return new Map([
    ['/', readFileSync(`${folder}${name}/index.html`)],
    ...outputFiles.map(({ path, contents }) => [`/${basename(path)}`, contents] as const),
  ]);
}

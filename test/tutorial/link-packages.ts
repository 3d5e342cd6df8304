import { existsSync, mkdirSync, readFileSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

/**
 * `npm install` of the test: links the packages it is given, and their programs, into node_modules of the working directory. A package is a
 * folder, or `name@version` that must be that version in examples/ or in the repository.
 */
const ROOT = resolve(import.meta.dirname, '../..');

type Manifest = { readonly name: string; readonly version: string; readonly bin?: string | Readonly<Record<string, string>> };

for (const asked of process.argv.slice(3).filter((argument) => !argument.startsWith('-'))) install(asked);

function install(asked: string): void {
  const folder = asked.startsWith('.') ? resolve(asked) : findTested(asked);
  const { name, bin = {} } = manifestOf(folder);
  link(folder, join('node_modules', name));
  const programs = typeof bin === 'string' ? { [basename(name)]: bin } : bin;
  for (const [program, file] of Object.entries(programs)) link(join(folder, file), join('node_modules/.bin', program));
}

function findTested(asked: string): string {
  const [, name = '', version] = /^(@?[^@]+)@(.+)$/.exec(asked) ?? [];
  const folder = ['examples/node_modules', 'node_modules'].map((modules) => join(ROOT, modules, name)).find((path) => existsSync(path));
  if (!folder) throw new Error(`${asked} is in neither examples/package.json nor package.json.`);
  const tested = manifestOf(folder).version;
  if (tested !== version) throw new Error(`The page installs ${asked}; ${tested} is tested here.`);
  return folder;
}

function manifestOf(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
}

function link(target: string, path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  rmSync(path, { force: true });
  symlinkSync(realpathSync(target), path);
}

import { execFileSync } from 'node:child_process';
import { lstatSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Bytes of the packages that production installs, read off this checkout's own node_modules. */
export function productionBytes(): number {
  const root = resolve(import.meta.dirname, '../..');
  const listed = execFileSync('npm', ['ls', '--omit=dev', '--all', '--parseable'], { cwd: root, encoding: 'utf8' });
  const packages = listed.split('\n').filter((path) => path.includes('node_modules'));
  return packages.reduce((sum, path) => sum + bytesIn(path), 0);
}

/** Without the packages below it, which are listed themselves. */
function bytesIn(folder: string): number {
  let sum = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) sum += entry.name === 'node_modules' ? 0 : bytesIn(path);
    else sum += lstatSync(path).size;
  }
  return sum;
}

import { readFileSync } from 'node:fs';

/** A package that production carries, as the lockfile has it. */
export type ProductionPackage = { readonly name: string; readonly version: string; readonly licence: string };

type Manifest = { readonly name: string; readonly devDependencies?: unknown };
type Locked = { readonly version: string; readonly license?: string; readonly dev?: boolean; readonly devOptional?: boolean };
type Lockfile = { readonly packages: Readonly<Record<string, Locked & Manifest>> };

const readJson = (file: string): unknown => JSON.parse(readFileSync(new URL(`../${file}`, import.meta.url), 'utf8'));

/** The two files of npm as if there were no development: what `npm ci --omit=dev` installs, and nothing else. */
export function readProductionFiles(): { readonly manifest: Manifest; readonly lockfile: Lockfile } {
  const { devDependencies: _, ...manifest } = readJson('package.json') as Manifest;
  const lockfile = readJson('package-lock.json') as Lockfile;
  const kept = Object.entries(lockfile.packages).filter(([, { dev, devOptional }]) => !dev && !devOptional);
  const packages = Object.fromEntries(kept.map(([path, { devDependencies: _, ...entry }]) => [path, entry]));
  return { manifest, lockfile: { ...lockfile, packages } };
}

/** The packages themselves, each version once, by name. */
export function readProductionPackages(): readonly ProductionPackage[] {
  const { '': _, ...packages } = readProductionFiles().lockfile.packages;
  const rows = Object.entries(packages).map(([path, { version, license }]) => ({
    name: path.split('node_modules/').at(-1) ?? path,
    version,
    licence: license ?? 'none given',
  }));
  const byName = new Map(rows.map((row) => [`${row.name}@${row.version}`, row])); // one version may lie in several folders
  return [...byName.values()].sort((a, b) => (a.name + a.version < b.name + b.version ? -1 : 1));
}

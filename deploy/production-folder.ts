import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readProductionFiles } from './production-packages.ts';

/**
 * Hands over a folder with npm's two files as if there were no development. `npm sbom --omit=dev` leaves out what development needs as well,
 * graphql and zod among it (npm 11.19): so npm is not asked to omit anything.
 */
export function withProductionFolder<T>(use: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'production-'));
  try {
    const { manifest, lockfile } = readProductionFiles();
    writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
    writeFileSync(join(folder, 'package-lock.json'), JSON.stringify(lockfile));
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

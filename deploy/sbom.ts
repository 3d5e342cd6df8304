import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { askNpm } from './npm.ts';
import { withProductionFolder } from './production-folder.ts';
import { readProductionFiles } from './production-packages.ts';

type Bom = { readonly metadata: { readonly component: object }; readonly components: readonly unknown[] };

/** `npm run sbom` writes sbom.cdx.json, or the file that is named: what production carries, as CycloneDX, from the lockfile. */
if (process.argv[2]?.startsWith('-')) throw new Error('wants nothing, or the name of the file to write');
const file = process.argv[2] ? resolve(process.argv[2]) : fileURLToPath(new URL('../sbom.cdx.json', import.meta.url));
const { output, errors, exitCode } = withProductionFolder((folder) =>
  askNpm(folder, 'sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'),
);
if (exitCode !== 0) throw new Error(`npm made no SBOM: ${errors}`);
const { metadata, ...rest } = JSON.parse(output) as Bom;
// npm calls it a library, by the name of the folder that it happens to lie in
const component = { ...metadata.component, type: 'application', name: readProductionFiles().manifest.name };
writeFileSync(file, `${JSON.stringify({ ...rest, metadata: { ...metadata, component } }, null, 2)}\n`);
process.stdout.write(`${file}: ${rest.components.length} packages\n`);

import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, runPage } from './run-page.ts';

/** The repository with its packages, and an `npm` that installs from there what the page asks for: the network is not needed. */
function prepare(folder: string): string {
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'vitec-connect-graphql/node_modules'));
  const programs = join(folder, 'programs');
  mkdirSync(programs);
  const npm = join(programs, 'npm');
  writeFileSync(
    npm,
    `#!/bin/sh
case "$1" in install) exec ${process.execPath} ${ROOT}/test/tutorial/link-packages.ts "$@";; esac
PATH="\${PATH#${programs}:}" exec npm "$@"
`,
  );
  chmodSync(npm, 0o755);
  return programs;
}

await runPage('docs/clients.md', { prepare });

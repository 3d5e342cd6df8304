import { readAudit } from './audit-report.ts';
import { askNpm } from './npm.ts';
import { withProductionFolder } from './production-folder.ts';

/** `npm run audit`: 0 when no hole is known in what production carries, 1 when there is one, 2 when nobody could be asked. */
const UNCHECKED = 2;

const audit = readAudit(withProductionFolder((folder) => askNpm(folder, 'audit', '--json')).output);
switch (audit.state) {
  case 'clean':
    process.stdout.write('npm audit: no known hole in what production carries.\n');
    break;
  case 'holes':
    process.stderr.write(`npm audit: known holes in ${audit.packages.join(', ')}. \`npm audit --omit=dev\` tells more.\n`);
    process.exitCode = 1;
    break;
  case 'unchecked':
    // the reason may name an address: what matters is that nothing was checked
    process.stderr.write('npm audit: NOT CHECKED. The registry gave no answer to the question for known holes.\n');
    process.exitCode = UNCHECKED;
}

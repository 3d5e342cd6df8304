import { writeFileSync } from 'node:fs';
import { isAllowedLicence } from './licence-rules.ts';
import { readProductionPackages } from './production-packages.ts';

/** `npm run licences` writes THIRD-PARTY-LICENCES.md, and fails for a licence that is not allowed. */
const packages = readProductionPackages();
const rows = packages.map(({ name, version, licence }) => `| ${name} | ${version} | ${licence} |`);
const page = `# Licences of what production carries

Made by \`npm run licences\` from the lockfile. Each package's own licence text lies in its folder of \`node_modules\`, in the image as well.

| package | version | licence |
| --- | --- | --- |
${rows.join('\n')}
`;
writeFileSync(new URL('../THIRD-PARTY-LICENCES.md', import.meta.url), page);

process.stdout.write(`THIRD-PARTY-LICENCES.md: ${packages.length} packages\n`);

const refused = packages.filter(({ licence }) => !isAllowedLicence(licence));
for (const { name, version, licence } of refused)
  process.stderr.write(`${name} ${version} has a licence that is not allowed: ${licence}\n`);
process.exitCode = refused.length === 0 ? 0 : 1;

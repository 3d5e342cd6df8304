import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Spec, Validation } from '@cyclonedx/cyclonedx-library';
import { describe, expect, it } from 'vitest';
import { readAudit } from '../../deploy/audit-report.ts';
import { sectionOf } from '../../deploy/changelog.ts';
import { isAllowedLicence } from '../../deploy/licence-rules.ts';
import { readProductionPackages } from '../../deploy/production-packages.ts';
import { temporaryFile } from '../support/tokens.ts';
import { ROOT } from './yaml-file.ts';

const run = (...words: readonly string[]) => spawnSync(process.execPath, words, { cwd: ROOT, encoding: 'utf8' });
const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };

describe('the SBOM', () => {
  const file = temporaryFile('sbom.cdx.json', '');
  const made = run('deploy/sbom.ts', file);
  const text = readFileSync(file, 'utf8');
  const validator = new Validation.JsonStrictValidator(Spec.Version.v1dot5);

  it('is CycloneDX 1.5, strictly', async () => {
    expect(made.status, made.stderr).toBe(0);
    expect(await validator.validate(text)).toBeNull();
    expect(await validator.validate(text.replace('"SHA-512"', '"SHA-5"'))).not.toBeNull();
  });

  it('names every package of production with its address, licence and hash, and none of development', () => {
    type Component = { name: string; version: string; purl?: string; licenses?: unknown[]; hashes?: unknown[] };
    const { components, metadata } = JSON.parse(text) as { components: Component[]; metadata: { component: object } };
    expect(metadata.component).toMatchObject({ type: 'application', name: 'vitec-connect-graphql', version });
    const listed = components.map((each) => `${each.name}@${each.version}`);
    expect(listed.sort()).toEqual(
      readProductionPackages()
        .map((each) => `${each.name}@${each.version}`)
        .sort(),
    );
    for (const name of ['graphql', 'zod', 'dataloader']) expect(components.map((each) => each.name)).toContain(name);
    for (const each of components)
      expect(each, each.name).toMatchObject({ purl: expect.stringMatching(/^pkg:npm\//), licenses: [{}], hashes: [{}] });
    expect(components.map((each) => each.name)).not.toContain('vitest');
  });

  it('names what an installation without development installs', () => {
    const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as {
      packages: Record<string, { dev?: boolean }>;
    };
    const paths = Object.entries(packages).filter(([path, { dev }]) => path !== '' && !dev);
    expect(new Set(paths.map(([path]) => path.split('node_modules/').at(-1)))).toEqual(
      new Set(readProductionPackages().map(({ name }) => name)),
    );
  });
});

describe('the licences of what production carries', () => {
  it.each([
    ['MIT', true],
    ['(MIT OR GPL-3.0-only)', true],
    ['(MIT AND BSD-3-Clause)', true],
    ['MIT AND GPL-3.0-only', false],
    ['(MIT OR (GPL-2.0-only AND MIT))', false], // nothing that cannot be read passes
    ['LGPL-3.0-only', false],
    ['UNLICENSED', false],
    ['none given', false],
  ])('%s may be shipped: %s', (expression, allowed) => expect(isAllowedLicence(expression)).toBe(allowed));

  it('are all allowed, and all in THIRD-PARTY-LICENCES.md', () => {
    const page = readFileSync(join(ROOT, 'THIRD-PARTY-LICENCES.md'), 'utf8');
    const rows = readProductionPackages().map(({ name, version, licence }) => `| ${name} | ${version} | ${licence} |`);
    expect(readProductionPackages().filter(({ licence }) => !isAllowedLicence(licence))).toEqual([]);
    expect(page.trim().split('\n').slice(-rows.length), 'run npm run licences').toEqual(rows);
  });

  it('are what the packages themselves say', () => {
    for (const { name, version, licence } of readProductionPackages()) {
      const own = JSON.parse(readFileSync(join(ROOT, 'node_modules', name, 'package.json'), 'utf8')) as {
        version: string;
        license?: string;
      };
      if (own.version === version) expect(own.license, name).toBe(licence); // another version lies deeper
    }
  });
});

describe('an audit', () => {
  const report = (total: number, vulnerabilities: object) => JSON.stringify({ vulnerabilities, metadata: { vulnerabilities: { total } } });

  it.each([
    ['no hole', report(0, {}), { state: 'clean' }],
    ['a hole', report(1, { undici: { severity: 'high' } }), { state: 'holes', packages: ['undici (high)'] }],
    ['a registry that takes no questions', '{"message":"405","statusCode":405}', { state: 'unchecked', reason: '405' }],
    ['a report without counts', '{"vulnerabilities":{}}', { state: 'unchecked', reason: 'npm printed no report' }],
    ['nothing at all', '', { state: 'unchecked', reason: 'npm printed no report' }],
    ['null', 'null', { state: 'unchecked', reason: 'npm printed no report' }],
  ])('with %s is told as what it is', (_case, output, audit) => expect(readAudit(output)).toEqual(audit));
});

describe('the release notes', () => {
  const changelog = '# Changes\n\n## Unreleased\n\n## 1.10.0, 2026-12-01\n\n### Schema\n- ten\n\n## 1.1.0\n- one\n';

  it.each([
    ['1.10.0', '### Schema\n- ten'],
    ['1.1.0', '- one'],
    ['1.1', null],
    ['Unreleased', null],
    ['', null],
  ])('of %s are %j', (asked, notes) => expect(sectionOf(changelog, asked)).toBe(notes));

  it('are printed for the version of this package, and for none that never was', () => {
    expect(run('deploy/release-notes.ts', version)).toMatchObject({ status: 0, stdout: expect.stringContaining('### Schema') });
    expect(run('deploy/release-notes.ts', '0.0.7')).toMatchObject({ status: 1, stdout: '' });
  });
});

import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FOLDER, KINDS, type Manifest, manifestFiles, manifests } from './manifests.ts';
import { isHere, ROOT, readYaml } from './yaml-file.ts';

const apiVersionOf = (kind: string): string | undefined => (KINDS as Readonly<Record<string, string>>)[kind];

async function faultsOf({ apiVersion, kind, ...rest }: Manifest): Promise<string | null> {
  if (apiVersionOf(kind) !== apiVersion) return `no kind ${kind} in ${apiVersion}`;
  const { [kind]: Model } = (await import(`kubernetes-models/${apiVersion}/${kind}`)) as Record<
    string,
    new (
      data: object,
    ) => { validate(): void }
  >;
  if (!Model) return `no schema of ${kind}`;
  try {
    new Model(rest).validate();
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}

/** The schemas let a name pass that they do not know; the compiler does not. */
function compile(name: string, checked: ReadonlyMap<string, Manifest>): string {
  const folder = join(import.meta.dirname, 'node_modules/.manifests', name);
  mkdirSync(folder, { recursive: true });
  const lines = [...checked].map(
    ([file, manifest], index) =>
      `import type { I${manifest.kind} } from 'kubernetes-models/${manifest.apiVersion}/${manifest.kind}';\n` +
      `export const manifest${index}: I${manifest.kind} = ${JSON.stringify(manifest)}; // ${file}`,
  );
  writeFileSync(join(folder, 'manifests.ts'), lines.join('\n'));
  const options = ['--noEmit', '--strict', '--skipLibCheck', '--module', 'nodenext', '--types', '', '--ignoreConfig'];
  const { stdout } = spawnSync(join(ROOT, 'node_modules/.bin/tsc'), [...options, join(folder, 'manifests.ts')], { encoding: 'utf8' });
  return stdout;
}

describe('the manifests of Kubernetes', () => {
  it.each([...manifests])('%s is what its schema says', async (_file, manifest) => expect(await faultsOf(manifest)).toBeNull());

  it('have no name that Kubernetes does not know', () => expect(compile('as-they-are', manifests)).toBe(''));

  it('would be refused with a wrong value or a misspelt name', async () => {
    const deployment = manifests.get('deployment.yaml') as Manifest & { spec: { template: { spec: { containers: object[] } } } };
    const wrong = structuredClone(deployment);
    Object.assign(wrong.spec.template.spec, { terminationGracePeriodSeconds: 'twenty' });
    expect(await faultsOf(wrong)).toContain('terminationGracePeriodSeconds');
    const misspelt = structuredClone(deployment);
    Object.assign(misspelt.spec.template.spec.containers[0] ?? {}, { securityContext: { readOnlyRootFileSystem: true } });
    expect(compile('misspelt', new Map([['misspelt', misspelt]]))).toContain('readOnlyRootFileSystem');
  });

  it('are all in the kustomization, save the example of a secret', () => {
    const { resources } = readYaml(`${FOLDER}/kustomization.yaml`) as { resources: string[] };
    expect([...resources, 'secret.example.yaml'].sort()).toEqual(manifestFiles.sort());
  });

  it.runIf(isHere('kubectl', 'kustomize was not asked to build the manifests'))('are built by kustomize', () => {
    const { stdout, stderr } = spawnSync('kubectl', ['kustomize', join(ROOT, FOLDER)], { encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(stdout.match(/^kind: (.*)$/gm)).toHaveLength(manifestFiles.length - 1);
    expect(stdout).not.toContain('kind: Secret');
    expect(stdout).toMatch(/image: vitec-connect-graphql:\d+\.\d+\.\d+/);
  });
});

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { IDeployment } from 'kubernetes-models/apps/v1/Deployment';
import type { IHorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2/HorizontalPodAutoscaler';
import type { INetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy';
import type { IPodDisruptionBudget } from 'kubernetes-models/policy/v1/PodDisruptionBudget';
import type { IConfigMap } from 'kubernetes-models/v1/ConfigMap';
import type { ISecret } from 'kubernetes-models/v1/Secret';
import type { IService } from 'kubernetes-models/v1/Service';
import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config.ts';
import { FOLDER, manifestOf } from './manifests.ts';
import { ROOT, readYaml, SETTING_NAMES } from './yaml-file.ts';

const deployment = manifestOf<IDeployment>('Deployment');
const pod = deployment.spec?.template;
const [container] = pod?.spec?.containers ?? [];
const { data: set = {} } = manifestOf<IConfigMap>('ConfigMap');
const { stringData: secrets = {} } = manifestOf<ISecret>('Secret');
const secretFolder = container?.volumeMounts?.find(({ name }) => name === 'secrets')?.mountPath;

describe('the pods', () => {
  it('run as nobody in particular, with nothing to gain and a root that cannot be written', () => {
    expect(pod?.spec?.securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
    expect(pod?.spec?.securityContext?.runAsUser).toBeGreaterThan(0);
    expect(container?.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
    expect(pod?.spec).toMatchObject({ automountServiceAccountToken: false, enableServiceLinks: false });
  });

  it('are asked whether they live and whether they take requests, at the port where they listen', () => {
    expect(container?.livenessProbe?.httpGet).toEqual({ path: '/health', port: 'http' });
    expect(container?.readinessProbe?.httpGet).toEqual({ path: '/ready', port: 'http' });
    expect(container?.ports).toContainEqual({ name: 'http', containerPort: 4_000 });
    expect(container?.ports).toContainEqual({ name: 'metrics', containerPort: Number(set.METRICS_PORT) });
  });

  it('say what they need, and have longer to end than the gateway takes', () => {
    expect(container?.resources).toMatchObject({
      requests: { cpu: expect.any(String), memory: expect.any(String) },
      limits: { memory: expect.any(String) },
    });
    const lingerMs = milliseconds('src/main.ts', 'LINGER_MS');
    const drainMs = milliseconds('src/gateway.ts', 'DRAIN_MS');
    expect((pod?.spec?.terminationGracePeriodSeconds ?? 0) * 1_000).toBeGreaterThanOrEqual(lingerMs + drainMs + 5_000);
  });

  it('are found by everything that speaks of them', () => {
    const labels = pod?.metadata?.labels;
    expect(deployment.spec?.selector.matchLabels).toEqual(labels);
    expect(manifestOf<IService>('Service').spec?.selector).toEqual(labels);
    expect(manifestOf<IPodDisruptionBudget>('PodDisruptionBudget').spec?.selector?.matchLabels).toEqual(labels);
    expect(manifestOf<INetworkPolicy>('NetworkPolicy').spec?.podSelector?.matchLabels).toEqual(labels);
    const { spec } = manifestOf<IHorizontalPodAutoscaler>('HorizontalPodAutoscaler');
    expect(spec?.scaleTargetRef).toEqual({ apiVersion: 'apps/v1', kind: 'Deployment', name: deployment.metadata?.name });
    expect(spec?.minReplicas).toBeGreaterThan(1); // else the disruption budget lets the only one go
    expect(deployment.spec).not.toHaveProperty('replicas'); // each apply would undo the autoscaler
  });

  it('speak in both directions by rule alone', () => {
    const { spec } = manifestOf<INetworkPolicy>('NetworkPolicy');
    expect(spec?.policyTypes).toEqual(['Ingress', 'Egress']);
    for (const rule of [...(spec?.ingress ?? []), ...(spec?.egress ?? [])])
      expect(rule.ports?.length, JSON.stringify(rule)).toBeGreaterThan(0);
    for (const rule of spec?.ingress ?? []) expect(rule.from?.length, JSON.stringify(rule)).toBeGreaterThan(0);
  });

  it('are of the version of this package', () => {
    const { images } = readYaml(`${FOLDER}/kustomization.yaml`) as { images: { name: string; newTag: string }[] };
    const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
    expect(images).toEqual([{ name: container?.image, newTag: version }]);
  });
});

describe('the settings', () => {
  it('are the gateway’s own, and each file of a secret is in the example, without a value', () => {
    for (const name of Object.keys(set)) expect(SETTING_NAMES, name).toContain(name);
    const files = Object.values(set).filter((value) => value.startsWith('/'));
    expect(files.sort()).toEqual(
      Object.keys(secrets)
        .map((name) => `${secretFolder}/${name}`)
        .sort(),
    );
    expect(Object.values(secrets).every((value) => value === '')).toBe(true);
  });

  it('start the gateway once the secrets are there', () => {
    const folder = mkdtempSync(join(tmpdir(), 'secrets-'));
    try {
      const values: Record<string, string> = {
        'vitec.json': '{"M30011":{"username":"partner","password":"made-up"}}',
        'redis-url': 'redis://valkey:6379',
        'cache-encryption-key': Buffer.alloc(32, 7).toString('base64'),
      };
      for (const name of Object.keys(secrets)) writeFileSync(join(folder, name), `${values[name] ?? 'made-up'}\n`);
      const environment = Object.entries(set).map(([name, value]) => [name, value.replace(secretFolder ?? '', folder)]);
      const config = loadConfig(Object.fromEntries(environment), { sandbox: false });
      expect(config).toMatchObject({ metricsPort: 9_464, redis: { url: 'redis://valkey:6379' }, auth: { mode: 'jwt' } });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

function milliseconds(file: string, constant: string): number {
  const [, digits = ''] = new RegExp(`const ${constant} = ([\\d_]+)`).exec(readFileSync(join(ROOT, file), 'utf8')) ?? [];
  expect(digits, `${constant} in ${file}`).not.toBe('');
  return Number(digits.replaceAll('_', ''));
}

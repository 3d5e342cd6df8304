import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, readYaml } from './yaml-file.ts';

export const FOLDER = 'deploy/kubernetes';

export type Manifest = { readonly apiVersion: string; readonly kind: string; readonly metadata: { readonly name: string } };

/** What is asked of a manifest, kind by kind: where its schema is, and the name of its type. */
export const KINDS = {
  ConfigMap: 'v1',
  Deployment: 'apps/v1',
  HorizontalPodAutoscaler: 'autoscaling/v2',
  NetworkPolicy: 'networking.k8s.io/v1',
  PodDisruptionBudget: 'policy/v1',
  Secret: 'v1',
  Service: 'v1',
  ServiceAccount: 'v1',
} as const;

export const manifestFiles = readdirSync(join(ROOT, FOLDER)).filter((file) => file.endsWith('.yaml') && file !== 'kustomization.yaml');
export const manifests = new Map(manifestFiles.map((file) => [file, readYaml(`${FOLDER}/${file}`) as Manifest]));

/** The one manifest of a kind. Its type is what Kubernetes says that kind is: the schema is checked beside. */
export function manifestOf<T>(kind: keyof typeof KINDS): T {
  const found = [...manifests.values()].filter((manifest) => manifest.kind === kind);
  if (found.length !== 1) throw new Error(`${found.length} manifests of kind ${kind}`);
  return found[0] as T;
}

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { parse } from 'yaml';

const recipe = (name: string) => fileURLToPath(new URL(`../../docs/federation/${name}`, import.meta.url));
const WGC = join(dirname(createRequire(import.meta.url).resolve('wgc/package.json')), 'dist/src/index.js');

it('cosmo-graph.yaml is taken by the CLI of Cosmo, which makes an execution config of it', () => {
  const out = join(mkdtempSync(join(tmpdir(), 'cosmo-')), 'config.json');
  const { stderr } = spawnSync(process.execPath, [WGC, 'router', 'compose', '--input', recipe('cosmo-graph.yaml'), '--out', out], {
    encoding: 'utf8',
    env: { ...process.env, DO_NOT_TRACK: '1' },
  });
  const written = JSON.parse(readFileSync(out, 'utf8')) as {
    subgraphs: { name: string }[];
    engineConfig: { graphqlClientSchema: string; datasourceConfigurations: { customGraphql: { subscription: { protocol?: string } } }[] };
  };
  expect(stderr).toBe('');
  expect(written.subgraphs.map(({ name }) => name)).toEqual(['vitec', 'notes']);
  expect(written.engineConfig.datasourceConfigurations.map(({ customGraphql }) => customGraphql.subscription.protocol)).toEqual([
    'GRAPHQL_SUBSCRIPTION_PROTOCOL_SSE_POST',
    'GRAPHQL_SUBSCRIPTION_PROTOCOL_WS', // of notes, which has none
  ]);
  for (const field of ['partyRolesStatus', 'contactChanged', 'profile', 'searchContacts', 'notes'])
    expect(written.engineConfig.graphqlClientSchema).toContain(field);
});

it.each(['apollo-router.yaml', 'apollo-supergraph.yaml', 'cosmo-router.yaml'])(
  '%s is YAML, and says that nothing but that was tested',
  (name) => {
    const text = readFileSync(recipe(name), 'utf8');
    expect(parse(text)).toBeTypeOf('object');
    expect(text).toContain('Untested');
  },
);

/** Hive Gateway and Apollo Gateway are started with theirs in names.test.ts. */
type HeaderRules = { headers: { subgraphs: Record<string, { request: Record<string, unknown>[] }> } };

it.each(['apollo-router.yaml', 'cosmo-router.yaml'])('%s forwards to `vitec`, and to no other subgraph, what the gateway reads', (name) => {
  const { headers } = parse(readFileSync(recipe(name), 'utf8')) as HeaderRules;
  expect(Object.keys(headers.subgraphs)).toEqual(['vitec']);
  const names = headers.subgraphs.vitec?.request.map((rule) => /"name[d]?":"([^"]+)"/.exec(JSON.stringify(rule))?.[1]?.toLowerCase());
  expect(names).toEqual(['authorization', 'cache-control', 'x-request-id', 'x-router-secret']);
});

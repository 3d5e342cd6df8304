import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { OFFICES } from '../../src/sandbox/offices.ts';
import { startSandbox } from '../../src/sandbox/server.ts';
import { Program, programSettings } from '../support/program.ts';
import { createSigner } from '../support/tokens.ts';
import { COMPOSERS, toSubgraph } from './compose.ts';
import { GATEWAYS } from './gateways.ts';
import { startNotesOfPage } from './other-teams.ts';
import { SECRET } from './start-supergraph.ts';

const CREDENTIALS = fileURLToPath(new URL('../../src/sandbox/credentials.json', import.meta.url));
const FOLDER = new URL('../../docs/federation/', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, FOLDER), 'utf8');

const PAGE = read('../federation.md');
const BLOCKS = [...PAGE.matchAll(/```(\w+)\n([\s\S]*?)```/g)].map(([, language = '', text = '']) => ({ language, text }));
const blocksOf = (language: string) => BLOCKS.filter((block) => block.language === language).map(({ text }) => text);
const QUERY = blocksOf('graphql').find((text) => text.startsWith('query')) ?? '';
const ANSWER = JSON.parse(blocksOf('json')[0] ?? '');

describe('docs/federation.md', () => {
  it.each(['notes.graphql', 'notes.ts', 'apollo-supergraph.yaml', 'valuations.graphql'])('shows %s as it is', (name) => {
    expect(BLOCKS.map(({ text }) => text)).toContain(read(name));
  });

  it('shows nothing else but a query and its answer', () => {
    expect(BLOCKS.map(({ language }) => language).sort()).toEqual(['graphql', 'graphql', 'graphql', 'json', 'ts', 'yaml']);
  });
});

/** The subgraphs of apollo-supergraph.yaml, at other addresses. */
function readComposeFile(urls: Readonly<Record<string, string>>) {
  const { subgraphs } = parse(read('apollo-supergraph.yaml')) as { subgraphs: Record<string, { schema: { file: string } }> };
  return Object.entries(subgraphs).map(([name, { schema }]) => toSubgraph(name, read(schema.file), urls[name]));
}

it.each(Object.entries(COMPOSERS))('%s composes what apollo-supergraph.yaml names', (_library, compose) => {
  expect(compose(readComposeFile({}))).toMatchObject({ errors: [], hints: [] });
});

describe.each(Object.entries(GATEWAYS))('the query of the page behind %s', (_name, startGateway) => {
  let stack: AsyncDisposableStack;
  let url: string;
  let authorization: string;

  beforeAll(async () => {
    stack = new AsyncDisposableStack();
    const sandbox = await startSandbox(OFFICES);
    stack.defer(() => sandbox.stop());
    const signer = await createSigner();
    const {
      VITEC_USERNAME: _,
      VITEC_PASSWORD: __,
      ...settings
    } = programSettings({ url: sandbox.url, username: '', password: '' }, signer);
    const program = stack.use(new Program('src/main.ts', { ...settings, VITEC_CREDENTIALS_FILE: CREDENTIALS, ROUTER_SECRET: SECRET }));
    const vitec = `${await program.address()}/graphql`;
    const notes = stack.use(await startNotesOfPage());
    const { supergraph } = COMPOSERS['@apollo/composition']?.(readComposeFile({ vitec, notes: notes.url })) ?? {};
    ({ url } = stack.use(await startGateway(supergraph ?? '', SECRET)));
    authorization = `Bearer ${await signer.token({ customerIds: ['M30011'] })}`;
  }, 60_000);
  afterAll(() => stack.disposeAsync());

  it('has the answer that the page shows', async () => {
    const headers = { 'content-type': 'application/json', authorization };
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query: QUERY }) });
    expect(await response.json()).toEqual(ANSWER);
  });
});

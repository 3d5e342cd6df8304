import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildSchema, isEnumType, parse, specifiedScalarTypes, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { artefacts } from '../../schema/artefacts.ts';
import { createSchema, standaloneSdl, subgraphSdl } from '../../src/graphql/schema/schema.ts';
import { postOperation, startGateway } from '../support/gateway.ts';
import { contact, startOffice } from '../support/office.ts';

const read = (file: string) => readFileSync(new URL(`../../schema/${file}`, import.meta.url), 'utf8');

/** Each type, field and value with its description. */
function described(): readonly (readonly [string, string | null | undefined])[] {
  const types = Object.values(buildSchema(standaloneSdl()).getTypeMap()).filter(
    ({ name }) => !name.startsWith('__') && !specifiedScalarTypes.some((scalar) => scalar.name === name),
  );
  return types.flatMap((type) => {
    const parts = 'getFields' in type ? Object.values(type.getFields()) : isEnumType(type) ? type.getValues() : [];
    return [[type.name, type.description] as const, ...parts.map((part) => [`${type.name}.${part.name}`, part.description] as const)];
  });
}

describe('the published schema', () => {
  it('is what the code says', () => {
    for (const [file, text] of Object.entries(artefacts())) expect(read(file)).toBe(text);
  });

  it('has node and nodes standing alone, and not as a subgraph', () => {
    expect(Object.keys(buildSchema(standaloneSdl()).getQueryType()?.getFields() ?? {})).toEqual([
      'contact',
      'contacts',
      'partyRelations',
      'searchContacts',
      'node',
      'nodes',
    ]);
    expect(subgraphSdl()).not.toMatch(/^ {2}nodes?\(/m);
  });

  it('describes every type, field and value', () => {
    const undescribed = described().flatMap(([place, description]) =>
      description || ['Query', 'Subscription'].includes(place) ? [] : [place],
    );
    expect(undescribed).toEqual([]);
  });

  it('has the Swedish term first, and never both languages in one sentence', () => {
    const english = /\b(the|of|is|are|or|and|by|for|with|when|that|which|an?|whether)\b/i;
    const swedish = /[åäöÅÄÖ]|\b(god man|bostad(en)?|objekt|kund-id|huvudman)\b/;
    const isMixed = (sentence: string) => english.test(sentence) && swedish.test(sentence);
    const wrong = described().filter(([, description]) => {
      const sentences = (description ?? '').split(/(?<=[.!?])\s+/);
      const firstEnglish = sentences.findIndex((sentence) => english.test(sentence));
      return sentences.some(isMixed) || (firstEnglish >= 0 && sentences.slice(firstEnglish).some((sentence) => swedish.test(sentence)));
    });
    expect(wrong).toEqual([]);
  });

  it.each(readdirSync(new URL('../../schema/operations/', import.meta.url)))('fits %s', (file) => {
    expect(validate(createSchema({ withService: true }), parse(read(`operations/${file}`)))).toEqual([]);
    expect(validate(buildSchema(standaloneSdl()), parse(read(`operations/${file}`)))).toEqual([]);
  });
});

describe('the package for clients', () => {
  it('has the version of the gateway, and its licence', () => {
    const versionOf = (path: string) => (JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8')) as { version: string }).version;
    expect(versionOf('../../schema/package.json')).toBe(versionOf('../../package.json'));
    expect(read('LICENSE')).toBe(readFileSync(new URL('../../LICENSE', import.meta.url), 'utf8'));
  });

  it.each(['.', './schema'])('holds what a client needs, and nothing else: npm pack %s', (folder) => {
    const root = fileURLToPath(new URL('../..', import.meta.url));
    const { stdout } = spawnSync('npm', ['pack', folder, '--dry-run', '--json'], { cwd: root, encoding: 'utf8' });
    const [packed] = Object.values(JSON.parse(stdout)) as { files: { path: string }[] }[];
    const files = packed?.files.map(({ path }) => path.replace(/^schema\//, '')) ?? [];
    const operations = readdirSync(new URL('../../schema/operations/', import.meta.url)).map((file) => `operations/${file}`);
    expect([...new Set(files)].sort()).toEqual(['LICENSE', 'README.md', 'package.json', ...Object.keys(artefacts()), ...operations].sort());
  });
});

describe('the published trusted documents', () => {
  it('run by their hash where nothing else does', async () => {
    await using office = await startOffice([contact('a').sells('home-1')]);
    const file = fileURLToPath(new URL('../../schema/trusted-documents.json', import.meta.url));
    await using gateway = await startGateway(office, { TRUSTED_DOCUMENTS_FILE: file, TRUSTED_DOCUMENTS_ONLY: 'true' });
    const hashes = Object.entries(JSON.parse(read('trusted-documents.json')) as Record<string, string>);
    const [documentId] = hashes.find(([, text]) => text.startsWith('query IsSeller')) ?? [];
    const variables = { customerId: 'M1', contactId: 'a', estateId: 'home-1' };
    const { data } = await postOperation(gateway.url, { documentId, variables });
    expect([hashes.length, data.contact.hasRole]).toEqual([6, true]);
  });
});

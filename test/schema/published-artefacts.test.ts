import { readdirSync, readFileSync } from 'node:fs';
import { buildSchema, isEnumType, parse, specifiedScalarTypes, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { createSchema, standaloneSdl, subgraphSdl } from '../../src/graphql/schema.ts';

const read = (file: string) => readFileSync(new URL(`../../schema/${file}`, import.meta.url), 'utf8');
const withoutFirstLine = (text: string) => text.slice(text.indexOf('\n') + 1);

describe('the published schema', () => {
  it('is what the code says', () => {
    expect(withoutFirstLine(read('schema.graphql'))).toBe(standaloneSdl());
    expect(withoutFirstLine(read('subgraph.graphql'))).toBe(subgraphSdl());
  });

  it('has node and nodes standing alone, and not as a subgraph', () => {
    expect(Object.keys(buildSchema(standaloneSdl()).getQueryType()?.getFields() ?? {})).toEqual([
      'contact',
      'contacts',
      'partyRelations',
      'node',
      'nodes',
    ]);
    expect(subgraphSdl()).not.toMatch(/^ {2}nodes?\(/m);
  });

  it('describes every type, field and value', () => {
    const types = Object.values(buildSchema(standaloneSdl()).getTypeMap()).filter(
      ({ name }) => !name.startsWith('__') && !specifiedScalarTypes.some((scalar) => scalar.name === name),
    );
    const undescribed = types.flatMap((type) => [
      ...(type.description || type.name === 'Query' ? [] : [type.name]),
      ...('getFields' in type ? Object.values(type.getFields()) : isEnumType(type) ? type.getValues() : []).flatMap((part) =>
        part.description ? [] : [`${type.name}.${part.name}`],
      ),
    ]);
    expect(undescribed).toEqual([]);
  });

  it.each(readdirSync(new URL('../../schema/operations/', import.meta.url)))('fits %s', (file) => {
    expect(validate(createSchema({ withService: true }), parse(read(`operations/${file}`)))).toEqual([]);
    expect(validate(buildSchema(standaloneSdl()), parse(read(`operations/${file}`)))).toEqual([]);
  });
});

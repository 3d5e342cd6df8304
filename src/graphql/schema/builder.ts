import SchemaBuilder from '@pothos/core';
import DirectivesPlugin from '@pothos/plugin-directives';
import type { Context } from '../execution/context.ts';

type SchemaTypes = {
  Context: Context;
  DefaultFieldNullability: false;
  Scalars: {
    /** RFC 3339 with three fraction digits and an offset. */
    DateTime: { Input: string; Output: string };
    ID: { Input: string; Output: string };
    /** An entity representation, not validated. */
    _Any: { Input: unknown; Output: unknown };
  };
  Directives: {
    tag: { locations: 'OBJECT' | 'INTERFACE' | 'FIELD_DEFINITION' | 'INPUT_FIELD_DEFINITION'; args: { name: string } };
    key: { locations: 'OBJECT'; args: { fields: string } };
    semanticNonNull: { locations: 'FIELD_DEFINITION'; args: { levels?: readonly number[] } };
    specifiedBy: { locations: 'SCALAR'; args: { url: string } };
  };
};

export type Builder = PothosSchemaTypes.SchemaBuilder<PothosSchemaTypes.ExtendDefaultTypes<SchemaTypes>>;

/** Fields are non-null by default. Directives have the form that `printSchemaWithDirectives` reads. */
export const createBuilder = (): Builder =>
  new SchemaBuilder<SchemaTypes>({
    plugins: [DirectivesPlugin],
    directives: { useGraphQLToolsUnorderedDirectives: true },
    defaultFieldNullability: false,
  });

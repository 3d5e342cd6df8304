import type { CodegenConfig } from '@graphql-codegen/cli';

/** What both have in common, however a client wants its documents. */
const types = {
  enumType: 'string-literal',
  useTypeImports: true,
  defaultScalarType: 'unknown',
  scalars: { DateTime: 'string', ID: 'string' },
} as const;

/** The published operations as typed documents: parsed for clients with a cache, as text for whoever only posts them. */
const config: CodegenConfig = {
  schema: 'schema/schema.graphql',
  documents: ['schema/operations/*.graphql'],
  generates: {
    'examples/generated/parsed/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: { ...types, documentMode: 'documentNode' },
    },
    'examples/generated/text/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: { ...types, documentMode: 'string' },
    },
  },
  importExtension: '.ts',
};

export default config;

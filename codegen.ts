import type { CodegenConfig } from '@graphql-codegen/cli';

/** Types for the tests' own client, from what is published: a test that asks for a field that is not there does not compile. */
const config: CodegenConfig = {
  schema: 'schema/schema.graphql',
  documents: ['schema/operations/*.graphql', 'test/**/*.test.ts', '!test/supergraph/**'],
  generates: {
    'test/generated/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: {
        documentMode: 'string',
        enumType: 'string-literal',
        useTypeImports: true,
        defaultScalarType: 'unknown',
        scalars: { DateTime: 'string', ID: 'string' },
      },
    },
  },
  importExtension: '.ts',
};

export default config;

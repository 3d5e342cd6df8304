import type { CodegenConfig } from '@graphql-codegen/cli';

const here = 'examples/contact-card';

/** Run from the root of the repository: npx graphql-codegen --silent --config examples/contact-card/codegen.ts */
const config: CodegenConfig = {
  schema: 'schema/schema.graphql',
  documents: [`${here}/operations.ts`, 'schema/operations/find-contact.graphql'],
  generates: {
    [`${here}/generated/`]: {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: {
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

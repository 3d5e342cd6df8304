import { parseTrustedDocuments } from '../graphql/execution/trusted-documents.ts';
import { flag, jsonFile } from './checks.ts';
import { EXPLANATIONS } from './setting.ts';

export const documents = {
  TRUSTED_DOCUMENTS_FILE: jsonFile(parseTrustedDocuments, {
    file: 'documents',
    accepts: 'a JSON file `{sha256: document}`, or a manifest of Apollo or Relay',
  })
    .optional()
    .register(EXPLANATIONS, { description: 'Documents that a request may name by their hash.', example: 'schema/trusted-documents.json' }),
  TRUSTED_DOCUMENTS_ONLY: flag
    .default(false)
    .register(EXPLANATIONS, { description: 'Whether no other document runs. Needs the file.', example: 'true' }),
  GRAPHIQL: flag.optional().register(EXPLANATIONS, {
    description: 'Whether a browser gets GraphiQL at `/graphql`.',
    example: 'true',
    without: 'false',
    inDemo: 'true',
  }),
  INTROSPECTION: flag.optional().register(EXPLANATIONS, {
    description: 'Whether the schema may be asked for, `_service` included.',
    example: 'true',
    without: 'false',
    inDemo: 'true',
  }),
  UPSTREAM_REPORT: flag.optional().register(EXPLANATIONS, {
    description: 'Whether answers tell their cost in `extensions.upstream`.',
    example: 'true',
    without: 'false',
    inDemo: 'true',
  }),
};

import { flag, jsonFile } from './checks.ts';
import { EXPLANATIONS } from './setting.ts';
import { parseTrustedDocuments } from './trusted-documents-file.ts';

export const documents = {
  TRUSTED_DOCUMENTS_FILE: jsonFile(parseTrustedDocuments, {
    file: 'documents',
    accepts: 'a JSON file `{sha256: document}`, or a manifest of Apollo or Relay',
  })
    .optional()
    .register(EXPLANATIONS, { description: 'Documents that a request can name by their hash.', example: 'schema/trusted-documents.json' }),
  TRUSTED_DOCUMENTS_ONLY: flag
    .default(false)
    .register(EXPLANATIONS, { description: 'Whether only these documents run. Needs the file.', example: 'true' }),
  GRAPHIQL: flag.optional().register(EXPLANATIONS, {
    description: 'Whether `/graphql` serves GraphiQL to browsers.',
    example: 'true',
    without: 'false',
    inDemo: 'true',
  }),
  INTROSPECTION: flag.optional().register(EXPLANATIONS, {
    description: 'Whether introspection is allowed, `_service` included.',
    example: 'true',
    without: 'false',
    inDemo: 'true',
  }),
  UPSTREAM_REPORT: flag.optional().register(EXPLANATIONS, {
    description: 'Whether responses report their cost in `extensions.upstream`.',
    example: 'true',
    without: 'false',
    inDemo: 'true',
  }),
};

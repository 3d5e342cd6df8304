import { fileThrough, flag } from './checks.ts';
import { EXPLANATIONS } from './setting.ts';
import { parseTrustedDocuments } from './trusted-documents-file.ts';

export const documents = {
  TRUSTED_DOCUMENTS_FILE: fileThrough(parseTrustedDocuments, {
    asks: 'a JSON file `{sha256: document}`, or a manifest of Apollo or Relay',
    toMend: 'write it as {sha256: document}, or as a manifest of Apollo or Relay',
  })
    .optional()
    .register(EXPLANATIONS, { means: 'Documents that a request may name by their hash.', example: 'schema/trusted-documents.json' }),
  TRUSTED_DOCUMENTS_ONLY: flag
    .default(false)
    .register(EXPLANATIONS, { means: 'Whether no other document runs. Needs the file.', example: 'true' }),
  GRAPHIQL: flag
    .optional()
    .register(EXPLANATIONS, { means: 'Whether a browser gets GraphiQL at `/graphql`.', example: 'true', without: 'false', inDemo: 'true' }),
  INTROSPECTION: flag.optional().register(EXPLANATIONS, {
    means: 'Whether the schema may be asked for, `_service` included.',
    example: 'true',
    without: 'false',
    inDemo: 'true',
  }),
  UPSTREAM_REPORT: flag.optional().register(EXPLANATIONS, {
    means: 'Whether answers tell their cost in `extensions.upstream`.',
    example: 'true',
    without: 'false',
    inDemo: 'true',
  }),
};

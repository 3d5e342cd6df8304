import { parse } from 'graphql';
import { z } from 'zod';
import { SettingError } from '../domain/setting-error.ts';
import { canonicalDocumentId, type TrustedDocuments } from '../domain/trusted-documents.ts';

/** The map of Relay and of most tools, `{hash: text}`. */
const plainMap = z.record(z.string().min(1), z.string());
/** https://www.apollographql.com/docs/kotlin/advanced/persisted-queries (apollo-persisted-query-manifest, version 1) */
const apolloManifest = z.object({
  format: z.literal('apollo-persisted-query-manifest'),
  version: z.literal(1),
  operations: z.array(z.object({ id: z.string().min(1), body: z.string() })),
});

/** Reads TRUSTED_DOCUMENTS_FILE in either form. Throws a SettingError, or a SyntaxError if it is not JSON. */
export function parseTrustedDocuments(text: string): TrustedDocuments {
  const json: unknown = JSON.parse(text);
  const apollo = apolloManifest.safeParse(json);
  const plain = apollo.success ? null : plainMap.safeParse(json);
  if (!apollo.success && !plain?.success) throw new SettingError({ code: 'DOCUMENTS_FORM', params: {} });
  const entries = apollo.success ? apollo.data.operations.map(({ id, body }) => [id, body] as const) : Object.entries(plain?.data ?? {});
  for (const [hash, body] of entries) {
    try {
      parse(body);
    } catch {
      throw new SettingError({ code: 'DOCUMENT_INVALID', params: { id: hash.slice(0, 16) } });
    }
  }
  if (entries.length === 0) throw new SettingError({ code: 'DOCUMENTS_EMPTY', params: {} });
  return toDocuments(entries);
}

function toDocuments(entries: readonly (readonly [string, string])[]): TrustedDocuments {
  const documents = new Map<string, string>();
  for (const [name, body] of entries) {
    const id = canonicalDocumentId(name);
    if ((documents.get(id) ?? body) !== body) throw new SettingError({ code: 'DOCUMENT_TWICE', params: { id: id.slice(0, 16) } });
    documents.set(id, body);
  }
  return documents;
}

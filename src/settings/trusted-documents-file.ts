import { parse } from 'graphql';
import { z } from 'zod';
import { canonicalDocumentId, type TrustedDocuments } from '../domain/trusted-documents.ts';

/** The map of Relay and of most tools, `{hash: text}`. */
const plainMap = z.record(z.string().min(1), z.string());
/** https://www.apollographql.com/docs/kotlin/advanced/persisted-queries (apollo-persisted-query-manifest, version 1) */
const apolloManifest = z.object({
  format: z.literal('apollo-persisted-query-manifest'),
  version: z.literal(1),
  operations: z.array(z.object({ id: z.string().min(1), body: z.string() })),
});

/** Reads TRUSTED_DOCUMENTS_FILE in either form. Throws an Error that says what is wrong with it. */
export function parseTrustedDocuments(text: string): TrustedDocuments {
  const json: unknown = JSON.parse(text);
  const apollo = apolloManifest.safeParse(json);
  const plain = apollo.success ? null : plainMap.safeParse(json);
  if (!apollo.success && !plain?.success) throw new Error('is neither a map {hash: document} nor a manifest of Apollo');
  const entries = apollo.success ? apollo.data.operations.map(({ id, body }) => [id, body] as const) : Object.entries(plain?.data ?? {});
  for (const [hash, body] of entries) {
    try {
      parse(body);
    } catch {
      throw new Error(`has a document that is no GraphQL, under ${hash.slice(0, 16)}`);
    }
  }
  if (entries.length === 0) throw new Error('holds no document');
  return toDocuments(entries);
}

function toDocuments(entries: readonly (readonly [string, string])[]): TrustedDocuments {
  const documents = new Map<string, string>();
  for (const [name, body] of entries) {
    const id = canonicalDocumentId(name);
    if ((documents.get(id) ?? body) !== body) throw new Error(`has two documents under ${id.slice(0, 16)}`);
    documents.set(id, body);
  }
  return documents;
}

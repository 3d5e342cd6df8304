import { parse } from 'graphql';
import { z } from 'zod';
import { assertAll, SettingError } from '../domain/setting-error.ts';
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
  if (entries.length === 0) throw new SettingError({ code: 'DOCUMENTS_EMPTY', params: {} });
  const invalid = entries.flatMap(([hash, body]) => (isDocument(body) ? [] : [hash]));
  const documents = new Map<string, string>();
  const twice: string[] = [];
  for (const [name, body] of entries) {
    const id = canonicalDocumentId(name);
    if ((documents.get(id) ?? body) !== body) twice.push(id);
    documents.set(id, body);
  }
  assertAll([
    [invalid.length === 0, { code: 'DOCUMENT_INVALID', params: { ids: shortened(invalid) } }],
    [twice.length === 0, { code: 'DOCUMENT_TWICE', params: { ids: shortened(twice) } }],
  ]);
  return documents;
}

function isDocument(text: string): boolean {
  try {
    parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Each once, as much of it as finds it in the file. */
const shortened = (ids: readonly string[]): readonly string[] => [...new Set(ids.map((id) => id.slice(0, 16)))];

import { hash } from 'node:crypto';
import { type GraphQLError, Kind, parse } from 'graphql';
import { z } from 'zod';
import { SettingError } from '../../domain/setting-error.ts';
import { refusal } from '../errors/request-error.ts';

/** Documents that were checked beforehand, by the hash that names them. */
export type TrustedDocuments = ReadonlyMap<string, string>;

/** The map of Relay and of most tools, `{hash: text}`. */
const plainMap = z.record(z.string().min(1), z.string());
/** https://www.apollographql.com/docs/kotlin/advanced/persisted-queries (apollo-persisted-query-manifest, version 1) */
const apolloManifest = z.object({
  format: z.literal('apollo-persisted-query-manifest'),
  version: z.literal(1),
  operations: z.array(z.object({ id: z.string().min(1), body: z.string() })),
});

/** How a name is written: without its algorithm, and a SHA-256 in small letters, since its digits are a number whose case means nothing. */
function canonicalId(id: string): string {
  const bare = id.replace(/^sha256:/, '');
  return /^[\da-f]{64}$/i.test(bare) ? bare.toLowerCase() : bare;
}

/** Reads TRUSTED_DOCUMENTS_FILE in either form. Throws a SettingError, or a SyntaxError for what is not JSON. */
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
    const id = canonicalId(name);
    if ((documents.get(id) ?? body) !== body) throw new SettingError({ code: 'DOCUMENT_TWICE', params: { id: id.slice(0, 16) } });
    documents.set(id, body);
  }
  return documents;
}

/** The names of the operations in them. */
export const operationNames = (documents: TrustedDocuments): readonly string[] =>
  [...documents.values()].flatMap((text) =>
    parse(text).definitions.flatMap((definition) =>
      definition.kind === Kind.OPERATION_DEFINITION && definition.name ? [definition.name.value] : [],
    ),
  );

/** What a request says about which document to run. */
export type DocumentChoice = { readonly query?: unknown; readonly documentId?: unknown; readonly extensions?: unknown };

/** How a request names a document. `isHash`: the name is the hash of the text, and not only one under which it is registered. */
type Named = { readonly id: string; readonly by: 'documentId' | 'persistedQuery'; readonly isHash: boolean };

/**
 * The text to run: that of the trusted document which the request names (`documentId`, or Apollo's
 * `extensions.persistedQuery.sha256Hash`), else the request's own where `only` is off. Undefined where the request names neither.
 */
export function chooseDocument(choice: DocumentChoice, trusted: TrustedDocuments, only: boolean): unknown {
  const hasOwn = choice.query !== undefined && choice.query !== null && choice.query !== ''; // an empty one is none
  if (only && hasOwn) {
    throw refusal('TRUSTED_DOCUMENT_REQUIRED', 'Only documents registered beforehand run here: send the hash alone, without a document.');
  }
  const named = readName(choice);
  if (named === null) {
    if (only) throw refusal('TRUSTED_DOCUMENT_REQUIRED', 'Only documents registered beforehand run here: send documentId.');
    return choice.query;
  }
  const document = trusted.get(named.id);
  if (document === undefined && !hasOwn) throw notRegistered(named, trusted, only);
  const isAnother = document === undefined ? named.isHash && !hasHash(choice.query, named.id) : hasOwn && choice.query !== document;
  if (isAnother) throw refusal('BAD_REQUEST', 'The document is not the one that its hash names.');
  return document ?? choice.query;
}

/** By the codes and messages of automatic persisted queries Apollo's link and urql's exchange send the document after all; `documentId` has no such way. */
function notRegistered({ by }: Named, trusted: TrustedDocuments, only: boolean): GraphQLError {
  if (by === 'documentId' || only) return refusal('TRUSTED_DOCUMENT_NOT_FOUND', 'No document is registered under this hash.');
  if (trusted.size === 0) return refusal('PERSISTED_QUERY_NOT_SUPPORTED', 'PersistedQueryNotSupported');
  return refusal('PERSISTED_QUERY_NOT_FOUND', 'PersistedQueryNotFound');
}

const hasHash = (query: unknown, sha256: string): boolean => typeof query === 'string' && hash('sha256', query) === sha256;

function readName({ documentId, extensions }: DocumentChoice): Named | null {
  if (typeof documentId === 'string') {
    return { id: canonicalId(documentId), by: 'documentId', isHash: documentId.startsWith('sha256:') };
  }
  const persisted: unknown = readProperty(extensions, 'persistedQuery');
  if (persisted === undefined || persisted === null) return null;
  const [version, id] = [readProperty(persisted, 'version'), readProperty(persisted, 'sha256Hash')];
  if (version !== undefined && version !== 1) throw refusal('BAD_REQUEST', 'The version of a persisted query must be 1.');
  if (typeof id !== 'string') throw refusal('BAD_REQUEST', 'A persisted query needs its `sha256Hash`, a text.');
  return { id: canonicalId(id), by: 'persistedQuery', isHash: true };
}

const readProperty = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined;

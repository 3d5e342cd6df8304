import { hash } from 'node:crypto';
import { type GraphQLError, Kind, parse } from 'graphql';
import { canonicalDocumentId, type TrustedDocuments } from '../../domain/trusted-documents.ts';
import { requestError } from '../errors/request-error.ts';

/** The operation names in trusted documents. */
export const operationNames = (documents: TrustedDocuments): readonly string[] =>
  [...documents.values()].flatMap((text) =>
    parse(text).definitions.flatMap((definition) =>
      definition.kind === Kind.OPERATION_DEFINITION && definition.name ? [definition.name.value] : [],
    ),
  );

/** The parameters of a request that select its document. */
export type DocumentChoice = { readonly query?: unknown; readonly documentId?: unknown; readonly extensions?: unknown };

/** The reference of a request to a document. `isHash`: the id is the SHA-256 of the text, rather than any id. */
type DocumentReference = { readonly id: string; readonly by: 'documentId' | 'persistedQuery'; readonly isHash: boolean };

/**
 * Returns the document to execute: the trusted document that the request refers to (with `documentId`, or Apollo's
 * `extensions.persistedQuery.sha256Hash`), or else its `query`, unless `trustedOnly`. Undefined if the request has neither.
 */
export function chooseDocument(choice: DocumentChoice, trusted: TrustedDocuments, trustedOnly: boolean): unknown {
  const hasQuery = choice.query !== undefined && choice.query !== null && choice.query !== '';
  if (trustedOnly && hasQuery) {
    throw requestError(
      'TRUSTED_DOCUMENT_REQUIRED',
      'Only documents registered beforehand run here: send the hash alone, without a document.',
    );
  }
  const reference = readReference(choice);
  if (reference === null) {
    if (trustedOnly) throw requestError('TRUSTED_DOCUMENT_REQUIRED', 'Only documents registered beforehand run here: send documentId.');
    return choice.query;
  }
  const document = trusted.get(reference.id);
  if (document === undefined && !hasQuery) throw notRegistered(reference, trusted, trustedOnly);
  const isMismatch =
    document === undefined ? reference.isHash && !hasHash(choice.query, reference.id) : hasQuery && choice.query !== document;
  if (isMismatch) throw requestError('BAD_REQUEST', 'The document is not the one that its hash names.');
  return document ?? choice.query;
}

/** Apollo's link and urql's exchange retry with the document on the codes of automatic persisted queries; with `documentId` nothing retries. */
function notRegistered({ by }: DocumentReference, trusted: TrustedDocuments, trustedOnly: boolean): GraphQLError {
  if (by === 'documentId' || trustedOnly) return requestError('TRUSTED_DOCUMENT_NOT_FOUND', 'No document is registered under this hash.');
  if (trusted.size === 0) return requestError('PERSISTED_QUERY_NOT_SUPPORTED', 'PersistedQueryNotSupported');
  return requestError('PERSISTED_QUERY_NOT_FOUND', 'PersistedQueryNotFound');
}

const hasHash = (query: unknown, sha256: string): boolean => typeof query === 'string' && hash('sha256', query) === sha256;

function readReference({ documentId, extensions }: DocumentChoice): DocumentReference | null {
  if (typeof documentId === 'string') {
    return { id: canonicalDocumentId(documentId), by: 'documentId', isHash: documentId.startsWith('sha256:') };
  }
  const persisted: unknown = readProperty(extensions, 'persistedQuery');
  if (persisted === undefined || persisted === null) return null;
  const [version, id] = [readProperty(persisted, 'version'), readProperty(persisted, 'sha256Hash')];
  if (version !== undefined && version !== 1) throw requestError('BAD_REQUEST', 'The version of a persisted query must be 1.');
  if (typeof id !== 'string') throw requestError('BAD_REQUEST', 'A persisted query needs its `sha256Hash`, a text.');
  return { id: canonicalDocumentId(id), by: 'persistedQuery', isHash: true };
}

const readProperty = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined;

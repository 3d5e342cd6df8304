import { hash } from 'node:crypto';
import { type GraphQLError, Kind, parse } from 'graphql';
import { canonicalDocumentId, type TrustedDocuments } from '../../domain/trusted-documents.ts';
import { requestError } from '../errors/request-error.ts';

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
    throw requestError(
      'TRUSTED_DOCUMENT_REQUIRED',
      'Only documents registered beforehand run here: send the hash alone, without a document.',
    );
  }
  const named = readName(choice);
  if (named === null) {
    if (only) throw requestError('TRUSTED_DOCUMENT_REQUIRED', 'Only documents registered beforehand run here: send documentId.');
    return choice.query;
  }
  const document = trusted.get(named.id);
  if (document === undefined && !hasOwn) throw notRegistered(named, trusted, only);
  const isAnother = document === undefined ? named.isHash && !hasHash(choice.query, named.id) : hasOwn && choice.query !== document;
  if (isAnother) throw requestError('BAD_REQUEST', 'The document is not the one that its hash names.');
  return document ?? choice.query;
}

/** By the codes and messages of automatic persisted queries Apollo's link and urql's exchange send the document after all; `documentId` has no such way. */
function notRegistered({ by }: Named, trusted: TrustedDocuments, only: boolean): GraphQLError {
  if (by === 'documentId' || only) return requestError('TRUSTED_DOCUMENT_NOT_FOUND', 'No document is registered under this hash.');
  if (trusted.size === 0) return requestError('PERSISTED_QUERY_NOT_SUPPORTED', 'PersistedQueryNotSupported');
  return requestError('PERSISTED_QUERY_NOT_FOUND', 'PersistedQueryNotFound');
}

const hasHash = (query: unknown, sha256: string): boolean => typeof query === 'string' && hash('sha256', query) === sha256;

function readName({ documentId, extensions }: DocumentChoice): Named | null {
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

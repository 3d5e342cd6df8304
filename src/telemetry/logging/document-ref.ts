import { createHmac, randomBytes } from 'node:crypto';
import type { ParsedDocument } from '../../domain/operation.ts';

/** A document in the log and in traces: the same for the same document as long as the key is. */
export type DocumentRef = (document: ParsedDocument) => string | null;

/**
 * A trusted document goes by the hash under which clients name it. Any other may hold a contact's id, which whoever knows its form
 * could find by trying, so it goes by a keyed hash. `key` is LOG_KEY; without one, refs can be compared within this run alone.
 * A document is hashed once: the parser gives the same object for the same text.
 */
export function createDocumentRef(trustedDocuments: ReadonlyMap<string, string>, key: string | null): DocumentRef {
  const secret = key ?? randomBytes(32);
  const hashOfTrusted = new Map([...trustedDocuments].map(([hash, text]) => [text, hash]));
  const known = new WeakMap<ParsedDocument, string>();

  return (document) => {
    const text = document.loc?.source.body;
    if (text === undefined) return null;
    const ref =
      known.get(document) ?? hashOfTrusted.get(text) ?? createHmac('sha256', secret).update(text).digest('base64url').slice(0, 12);
    known.set(document, ref);
    return ref;
  };
}

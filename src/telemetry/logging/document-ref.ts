import type { ParsedDocument } from '../../domain/operation.ts';
import { createReference } from './reference.ts';

/** Names a document in the log and in traces. The same document has the same reference as long as the key is the same. */
export type DocumentRef = (document: ParsedDocument) => string | null;

/**
 * A trusted document is named by the hash that clients send. Any other document may contain an id, which a plain hash would let a reader
 * guess, so it is named by a keyed hash. `key` is LOG_KEY.
 * A document is hashed once: the engine returns the same object for the same text.
 */
export function createDocumentRef(trustedDocuments: ReadonlyMap<string, string>, key: string | null): DocumentRef {
  const referenceOf = createReference(key);
  const hashOfTrusted = new Map([...trustedDocuments].map(([hash, text]) => [text, hash]));
  const known = new WeakMap<ParsedDocument, string>();

  return (document) => {
    const text = document.loc?.source.body;
    if (text === undefined) return null;
    const ref = known.get(document) ?? hashOfTrusted.get(text) ?? referenceOf(text);
    known.set(document, ref);
    return ref;
  };
}

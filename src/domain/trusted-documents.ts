/** Documents registered beforehand: canonical id -> text. */
export type TrustedDocuments = ReadonlyMap<string, string>;

/** The canonical form of a document's id: without its algorithm, and a SHA-256 in lower case, since hexadecimal digits have no case. */
export function canonicalDocumentId(id: string): string {
  const bare = id.replace(/^sha256:/, '');
  return /^[\da-f]{64}$/i.test(bare) ? bare.toLowerCase() : bare;
}

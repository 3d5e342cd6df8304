/** Fatal, since replacing invalid bytes with U+FFFD could change an id into that of another contact. */
const decoder = new TextDecoder('utf-8', { fatal: true });

/**
 * Decodes UTF-8 without a leading byte order mark, which RFC 8259, section 8.1, lets a parser ignore. Null if the bytes are not UTF-8.
 */
export function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return decoder.decode(bytes);
  } catch {
    return null;
  }
}

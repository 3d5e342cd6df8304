/** Fatal: a lenient decoder puts U+FFFD in the place of what it cannot read, and an id with such a character would be the id of another contact. */
const decoder = new TextDecoder('utf-8', { fatal: true });

/**
 * The text in these bytes, without a byte order mark before it, which RFC 8259, section 8.1, lets a parser ignore. Null when they are
 * not UTF-8.
 */
export function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return decoder.decode(bytes);
  } catch {
    return null;
  }
}

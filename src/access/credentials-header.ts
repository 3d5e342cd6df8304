const PATTERNS = { Basic: /^Basic[ \t]+(\S+)[ \t]*$/i, Bearer: /^Bearer[ \t]+(\S+)[ \t]*$/i } as const;

/**
 * The credentials in an `authorization` header of this scheme, or null. The scheme is of any case, with one blank or more behind it:
 * RFC 9110, section 11.4.
 */
export const credentialsOf = (authorization: string, scheme: keyof typeof PATTERNS): string | null =>
  PATTERNS[scheme].exec(authorization)?.[1] ?? null;

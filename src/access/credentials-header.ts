const PATTERNS = { Basic: /^Basic[ \t]+(\S.*)$/i, Bearer: /^Bearer[ \t]+(\S.*)$/i } as const;

/**
 * The credentials of an `authorization` header with this scheme, unchecked; null without a header, with another scheme, and without
 * credentials. The scheme is case-insensitive and followed by one space or more: RFC 9110, section 11.4.
 */
export const credentialsOf = (authorization: string | undefined, scheme: keyof typeof PATTERNS): string | null =>
  PATTERNS[scheme].exec(authorization ?? '')?.[1]?.trimEnd() ?? null;

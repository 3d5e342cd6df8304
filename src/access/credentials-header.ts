const PATTERNS = { Basic: /^Basic[ \t]+(\S.*)$/i, Bearer: /^Bearer[ \t]+(\S.*)$/i } as const;

/**
 * What an `authorization` header has behind this scheme, whatever its form; null without a header, with another scheme, and with
 * nothing behind it. The scheme is of any case, with one blank or more behind it: RFC 9110, section 11.4.
 */
export const credentialsOf = (authorization: string | undefined, scheme: keyof typeof PATTERNS): string | null =>
  PATTERNS[scheme].exec(authorization ?? '')?.[1]?.trimEnd() ?? null;

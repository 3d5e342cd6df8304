/** The claims of a token, unchecked. */
type Claims = Readonly<Record<string, unknown>>;

/**
 * Whether a token has a scope: in `scope`, a text with spaces between the scopes (RFC 8693, section 4.2), or in `scp`, such a text or an
 * array of scopes. A claim of another form lists no scope, since it must not grant a right, and a token without scopes is valid.
 */
export const hasScope = ({ scope, scp }: Claims, wanted: string): boolean =>
  listOf(scope).includes(wanted) || (isTextArray(scp) ? scp : listOf(scp)).includes(wanted);

const listOf = (claim: unknown): readonly string[] => (typeof claim === 'string' ? claim.split(' ') : []);

const isTextArray = (claim: unknown): claim is readonly string[] => Array.isArray(claim) && claim.every((each) => typeof each === 'string');

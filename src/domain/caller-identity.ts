/** Who a caller is. `issuer` and `subject` null: nobody is known (AUTH_MODE=none). */
export type CallerIdentity = {
  /** Equal for the same caller, whatever token it sends. It names nobody. */
  readonly key: string;
  /** The `iss` of its token; null without tokens. */
  readonly issuer: string | null;
  /** The `sub` of its token, null where it has none; with AUTH_MODE=passthrough the user name, which only Vitec can check. */
  readonly subject: string | null;
};

/** Who a caller is, for the log. Both null: nobody is known (AUTH_MODE=none). */
export type CallerIdentity = {
  /** The `iss` of its token; null without tokens. */
  readonly issuer: string | null;
  /** The `sub` of its token, null where it has none; with AUTH_MODE=passthrough the user name, which only Vitec can check. */
  readonly subject: string | null;
};

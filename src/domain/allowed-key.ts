/**
 * With which password Vitec is asked: the gateway's for that customer, or the caller's own. Callers may see different data, so the hash
 * (salted, never the password) is part of every key under which calls are shared.
 */
export type Rights = { readonly kind: 'GATEWAY' } | { readonly kind: 'OWN'; readonly authorization: string; readonly hash: string };

declare const allowed: unique symbol;

/** Something of a customer that the caller may read. Only `access/` makes one. */
export type AllowedKey = {
  readonly customerId: string;
  /** Tells it from every other key of its kind. It says nothing of rights. */
  readonly cacheKey: string;
  readonly rights: Rights;
  readonly [allowed]: true;
};

/**
 * The password for Vitec: the gateway's for the customer, or the caller's own. Callers may see different data, so `hash` (salted) is part
 * of every key under which calls and cache entries are shared.
 */
export type Rights =
  | { readonly kind: 'GATEWAY' }
  | {
      readonly kind: 'OWN';
      readonly authorization: string;
      readonly hash: string;
      /** Of the user name alone, salted too. */
      readonly userHash: string;
    };

declare const allowed: unique symbol;

/** Identifies data of a customer that the caller may read. Only `access/` creates one. */
export type AllowedKey = {
  readonly customerId: string;
  /** Unique among the keys of its kind. It does not include the rights. */
  readonly cacheKey: string;
  readonly rights: Rights;
  readonly [allowed]: true;
};

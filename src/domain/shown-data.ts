import { type ContactKey, contactCacheKey } from './contact.ts';

/** The kinds of data of a contact that an operation may show. `search`: the contact is a match. */
const SHOWN_KINDS = ['roles', 'profile', 'relations', 'ties', 'search'] as const;
export type ShownKind = (typeof SHOWN_KINDS)[number];

export type ShownContact = {
  readonly customerId: string;
  /** Of `contactCacheKey`. It contains the contact id. */
  readonly cacheKey: string;
  readonly kinds: readonly ShownKind[];
};

/** The contacts whose data an operation shows, for the access trail. */
export class ShownData {
  #contacts = new Map<string, { readonly customerId: string; readonly kinds: Set<ShownKind> }>();

  add(contact: ContactKey, kind: ShownKind): void {
    const cacheKey = contactCacheKey(contact);
    const known = this.#contacts.get(cacheKey);
    if (known) known.kinds.add(kind);
    else this.#contacts.set(cacheKey, { customerId: contact.customerId, kinds: new Set([kind]) });
  }

  /** Those added since it was last called, in that order; the kinds in a fixed order. */
  take(): readonly ShownContact[] {
    const taken = [...this.#contacts].map(([cacheKey, { customerId, kinds }]) => ({
      customerId,
      cacheKey,
      kinds: SHOWN_KINDS.filter((kind) => kinds.has(kind)),
    }));
    this.#contacts = new Map();
    return taken;
  }
}

/** The roles that a contact can have in relation to an estate, in Vitec's order. */
export const ESTATE_ROLES = ['BUYER', 'SELLER', 'TENANT', 'OWNER'] as const;
export type EstateRole = (typeof ESTATE_ROLES)[number];

/** PRIMARY: the contact is the buyer, seller, tenant or owner. EXTRA: it acts for one, or stands beside one. */
export const PARTY_ROLE_KINDS = ['PRIMARY', 'EXTRA'] as const;
export type PartyRoleKind = (typeof PARTY_ROLE_KINDS)[number];

export const LABEL_LOCALES = ['SV', 'EN'] as const;
export type LabelLocale = (typeof LABEL_LOCALES)[number];

/** Labels from Vitec's help page (Köpare, Säljare, Hyresgäst, Ägare/uthyrare; "relation till ..." for the extra lists). */
const ROLE_LABELS = {
  PRIMARY: {
    BUYER: { SV: 'Köpare', EN: 'Buyer' },
    SELLER: { SV: 'Säljare', EN: 'Seller' },
    TENANT: { SV: 'Hyresgäst', EN: 'Tenant' },
    OWNER: { SV: 'Ägare/uthyrare', EN: 'Owner/landlord' },
  },
  EXTRA: {
    BUYER: { SV: 'Relation till köpare', EN: 'Related to buyer' },
    SELLER: { SV: 'Relation till säljare', EN: 'Related to seller' },
    TENANT: { SV: 'Relation till hyresgäst', EN: 'Related to tenant' },
    OWNER: { SV: 'Relation till ägare/uthyrare', EN: 'Related to owner/landlord' },
  },
} as const satisfies Record<PartyRoleKind, Record<EstateRole, Record<LabelLocale, string>>>;

/** The label of a role. Extra roles have labels of their own, so that a seller's guardian is never shown as the seller. */
export const roleLabel = (kind: PartyRoleKind, role: EstateRole, locale: LabelLocale): string => ROLE_LABELS[kind][role][locale];

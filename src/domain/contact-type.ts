import { createCodeLookup } from './code-table.ts';
import type { PartyRelation } from './party-relation.ts';

/** Vitec's ContactType. */
const CONTACT_TYPES = {
  PERSON: { code: 'Person', value: 0 },
  COMPANY: { code: 'Company', value: 1 },
  DECEASED_ESTATE: { code: 'DeceasedEstate', value: 2 },
} as const;

export type KnownContactType = keyof typeof CONTACT_TYPES;
export const KNOWN_CONTACT_TYPES = Object.keys(CONTACT_TYPES) as readonly KnownContactType[];
export type ContactType = KnownContactType | 'OTHER';

/** By Vitec's name or number; OTHER for one that this version does not know. */
export const toContactType: (code: string) => ContactType = createCodeLookup(CONTACT_TYPES);

/** Vitec's name, which is also a part of paths. */
export const contactTypeCode = (type: KnownContactType): string => CONTACT_TYPES[type].code;

/** The type of most contacts of an office. */
export const LIKELY_TYPE: KnownContactType = 'PERSON';

/** The likely type of a contact that acts for another. It is nearly always a person, but a law firm may be an administrator. */
export const LIKELY_ACTING_TYPE: KnownContactType = 'PERSON';

/** The likely type of the contact acted for. A person, a company or a deceased estate may give a power of attorney. */
export function likelyRepresentedType(relation: PartyRelation): KnownContactType | null {
  switch (relation) {
    case 'DECEASED_ESTATE_PART_OWNER':
    case 'DECEASED_ESTATE_ADMINISTRATOR':
    case 'EXECUTOR_OF_WILL':
    case 'DECEASED':
      return 'DECEASED_ESTATE';
    case 'COMPANY_SIGNATORY':
    case 'COMPANY_CONTACT_PERSON':
      return 'COMPANY';
    case 'GUARDIAN':
    case 'LIMITED_GUARDIAN':
      return 'PERSON';
    default:
      return null;
  }
}

import { createCodeLookup } from './code-table.ts';
import type { LabelLocale } from './estate-role.ts';

/**
 * Vitec's EstatePartyRelationType (values 1-10) and ContactRelationType (2-10 and 100). `isConverted`: party roles with this relation from
 * before 2024 were converted from contact-to-contact relations, so their date is an estimate (Vitec's help page, roleCreatedAt).
 */
export const PARTY_RELATIONS = {
  CONTACT_PERSON: { code: 'ExtraPartyContactPerson', value: 1, isConverted: false, SV: 'Extrakontakt', EN: 'Extra contact' },
  DECEASED_ESTATE_PART_OWNER: {
    code: 'EstateParty',
    value: 2,
    isConverted: true,
    SV: 'Dödsbodelägare',
    EN: "Part-owner of a deceased person's estate",
  },
  COMPANY_SIGNATORY: { code: 'CompanySignatory', value: 3, isConverted: true, SV: 'Firmatecknare', EN: 'Authorised signatory' },
  COMPANY_CONTACT_PERSON: {
    code: 'CompanyContactPerson',
    value: 4,
    isConverted: true,
    SV: 'Firmakontaktperson',
    EN: 'Company contact person',
  },
  POWER_OF_ATTORNEY: { code: 'PowerOfAttorney', value: 5, isConverted: false, SV: 'Fullmakt', EN: 'Holder of a power of attorney' },
  GUARDIAN: { code: 'Guardian', value: 6, isConverted: true, SV: 'Förmyndare', EN: 'Guardian' },
  LIMITED_GUARDIAN: { code: 'LimitedGuardian', value: 7, isConverted: true, SV: 'God man', EN: 'Limited guardian (god man)' },
  REPRESENTATIVE: { code: 'Representative', value: 8, isConverted: true, SV: 'Ombud', EN: 'Representative' },
  EXECUTOR_OF_WILL: { code: 'ExecutorUnderTheWill', value: 9, isConverted: false, SV: 'Testamentsexekutor', EN: 'Executor of the will' },
  DECEASED_ESTATE_ADMINISTRATOR: {
    code: 'EstateAdministrator',
    value: 10,
    isConverted: false,
    SV: 'Boutredningsman',
    EN: "Administrator of a deceased person's estate",
  },
  DECEASED: { code: 'Deceased', value: 100, isConverted: false, SV: 'Avliden', EN: 'Deceased person' },
} as const;

type KnownRelation = keyof typeof PARTY_RELATIONS;
export type PartyRelation = KnownRelation | 'OTHER';

export const KNOWN_RELATIONS = Object.keys(PARTY_RELATIONS) as readonly KnownRelation[];
/** Relations that a party role can have. DECEASED exists between contacts only. */
export const PARTY_ROLE_RELATIONS = KNOWN_RELATIONS.filter((relation) => relation !== 'DECEASED');

/** The relation of a party role by Vitec's name or number; OTHER for one that this version does not know. */
export const toPartyRelation: (relationCode: string) => PartyRelation = createCodeLookup(PARTY_RELATIONS, PARTY_ROLE_RELATIONS);
/** The same for a relation between contacts. */
export const toRelationOfContacts: (relationCode: string) => PartyRelation = createCodeLookup(PARTY_RELATIONS);

/** Vitec's name for the relation, in one spelling. An unknown code is returned as it came. */
export function relationWord(relationCode: string): string {
  const relation = toPartyRelation(relationCode);
  return relation === 'OTHER' ? relationCode : PARTY_RELATIONS[relation].code;
}

/** The label of a relation. OTHER has a generic label; the relation code still holds Vitec's value. */
export const relationLabel = (relation: PartyRelation, locale: LabelLocale): string =>
  relation === 'OTHER' ? { SV: 'Annan relation', EN: 'Other relation' }[locale] : PARTY_RELATIONS[relation][locale];

/** Whether a role with this relation may have been converted from a contact-to-contact relation. */
export const isConvertedRelation = (relation: PartyRelation): boolean => relation !== 'OTHER' && PARTY_RELATIONS[relation].isConverted;

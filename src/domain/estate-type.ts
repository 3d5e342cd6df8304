import { createCodeLookup } from './code-table.ts';
import type { LabelLocale } from './estate-role.ts';

/** Vitec's EstateTypeCriteria, whose numbers the ties between contacts and estates have. The listing spells ForeignProperty with a capital P. */
const ESTATE_TYPES = {
  HOUSE: { code: 'House', value: 0, SV: 'Villa', EN: 'House' },
  HOUSING_COOPERATIVE: { code: 'HousingCooperative', value: 1, SV: 'Bostadsrätt', EN: 'Tenant-owned flat' },
  COTTAGE: { code: 'Cottage', value: 2, SV: 'Fritidshus', EN: 'Holiday home' },
  PLOT: { code: 'Plot', value: 3, SV: 'Tomt', EN: 'Plot' },
  PROJECT: { code: 'Project', value: 4, SV: 'Projekt', EN: 'Development project' },
  FARM: { code: 'Farm', value: 5, SV: 'Lantbruk', EN: 'Farm' },
  COMMERCIAL_PROPERTY: { code: 'CommercialProperty', value: 6, SV: 'Kommersiellt objekt', EN: 'Commercial property' },
  CONDOMINIUM: { code: 'Condominium', value: 7, SV: 'Ägarlägenhet', EN: 'Owner-occupied flat' },
  FOREIGN_PROPERTY: { code: 'ForeignProperty', value: 8, SV: 'Utlandsbostad', EN: 'Property abroad' },
  PREMISES: { code: 'Premises', value: 9, SV: 'Lokal', EN: 'Premises' },
} as const;

type KnownEstateType = keyof typeof ESTATE_TYPES;
export const ESTATE_TYPE_NAMES = Object.keys(ESTATE_TYPES) as readonly KnownEstateType[];
export type EstateType = KnownEstateType | 'OTHER';

/** By Vitec's name or number; OTHER for one that this version does not know. */
export const toEstateType: (code: string) => EstateType = createCodeLookup(ESTATE_TYPES);

export const estateTypeLabel = (type: EstateType, locale: LabelLocale): string =>
  type === 'OTHER' ? { SV: 'Annan typ', EN: 'Other type' }[locale] : ESTATE_TYPES[type][locale];

/** Vitec's own word for it. */
export const estateTypeCode = (type: KnownEstateType): string => ESTATE_TYPES[type].code;

/** The fields of GET CRM/Contact/{customerId}/{contactId} as documented on Vitec's help page, without id and customerId. */
type Address = {
  readonly streetAddress: string | null;
  readonly zipCode: string | null;
  readonly city: string | null;
  readonly countryCode: string | null;
  readonly wgs84Coordinate: { readonly longitude: number; readonly latitude: number } | null;
};
type Telephone = Readonly<Record<'home' | 'work' | 'cell' | 'other', string | null>>;

type CommonFields = {
  readonly agentId: string | null;
  readonly createdAt: string | null;
  readonly changedAt: string | null;
  readonly address: Address | null;
  readonly email: { readonly emailAddress: string | null; readonly emailAddress2: string | null } | null;
  readonly advertisingEnabled: boolean | null;
  readonly note: string | null;
  readonly categories: readonly { readonly id: string; readonly name: string; readonly readOnly: boolean }[] | null;
};

type PersonFields = {
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly socialSecurityNumber: string | null;
  readonly isForeignSocialSecurityNumber: boolean | null;
  readonly dateOfBirth: string | null;
  readonly telephone: Telephone | null;
  readonly leadScore: number | null;
  readonly wantsToBeMatched: 'Yes' | 'No' | 'NotAsked' | null;
  readonly matchingChangedAt: string | null;
  readonly isDeceased: boolean | null;
  readonly isCompanyPerson: boolean | null;
  readonly gdprApprovalDate: string | null;
};

type CompanyFields = {
  readonly name: string | null;
  readonly corporateNumber: string | null;
  readonly isForeignCorporateNumber: boolean | null;
  readonly homePage: string | null;
  readonly telephone: { readonly switch: string | null; readonly other: string | null } | null;
  readonly leadScore: number | null;
};

type DeceasedEstateFields = {
  readonly name: string | null;
  readonly socialSecurityNumber: string | null;
  /** Vitec spells it so. */
  readonly isForeignIdSocialSecurityNumber: boolean | null;
  readonly telephone: Telephone | null;
};

export type Profile = { readonly common: CommonFields } & (
  | { readonly type: 'Person'; readonly own: PersonFields }
  | { readonly type: 'Company'; readonly own: CompanyFields }
  | { readonly type: 'DeceasedEstate'; readonly own: DeceasedEstateFields }
  /** A type that Vitec may add. */
  | { readonly type: string; readonly own: Readonly<Record<string, unknown>> }
);

export type Contents<Fields> = Partial<CommonFields> & Partial<Fields>;

const NO_COMMON_FIELDS: CommonFields = {
  agentId: null,
  createdAt: null,
  changedAt: null,
  address: null,
  email: null,
  advertisingEnabled: null,
  note: null,
  categories: null,
};
const NO_PERSON_FIELDS: PersonFields = {
  firstName: null,
  lastName: null,
  socialSecurityNumber: null,
  isForeignSocialSecurityNumber: null,
  dateOfBirth: null,
  telephone: null,
  leadScore: null,
  wantsToBeMatched: null,
  matchingChangedAt: null,
  isDeceased: null,
  isCompanyPerson: null,
  gdprApprovalDate: null,
};
const NO_COMPANY_FIELDS: CompanyFields = {
  name: null,
  corporateNumber: null,
  isForeignCorporateNumber: null,
  homePage: null,
  telephone: null,
  leadScore: null,
};
const NO_DECEASED_ESTATE_FIELDS: DeceasedEstateFields = {
  name: null,
  socialSecurityNumber: null,
  isForeignIdSocialSecurityNumber: null,
  telephone: null,
};

/** A person. Fields that are left out are null. */
export const person = (contents: Contents<PersonFields>): Profile => ({ type: 'Person', ...divided(NO_PERSON_FIELDS, contents) });
/** A company. Fields that are left out are null. */
export const company = (contents: Contents<CompanyFields>): Profile => ({ type: 'Company', ...divided(NO_COMPANY_FIELDS, contents) });
/** A deceased person's estate (dödsbo). Fields that are left out are null. */
export const deceasedEstate = (contents: Contents<DeceasedEstateFields>): Profile => ({
  type: 'DeceasedEstate',
  ...divided(NO_DECEASED_ESTATE_FIELDS, contents),
});
/** A contact of a type that Vitec may add. */
export const contactOfType = (type: string, contents: Contents<{ name: string }>): Profile => ({
  type,
  ...divided({ name: null } as { name: string | null }, contents),
});

/** Separates the common fields from those of the type: the generic form of Vitec's help page answers the common ones only. */
function divided<Fields extends object>(noFields: Fields, contents: Contents<Fields>): { common: CommonFields; own: Fields } {
  const common = Object.fromEntries(Object.entries(contents).filter(([name]) => name in NO_COMMON_FIELDS));
  const own = Object.fromEntries(Object.entries(contents).filter(([name]) => !(name in NO_COMMON_FIELDS)));
  return { common: { ...NO_COMMON_FIELDS, ...common }, own: { ...noFields, ...own } };
}

/** The name in the Swedish order: first name, last name. Empty for a contact without a name. */
export function nameOf({ own }: Profile): string {
  const fields: Readonly<Record<string, unknown>> = own;
  return [fields.firstName, fields.lastName, fields.name].filter((part) => typeof part === 'string').join(' ');
}

/** Which telephone. SWITCHBOARD is a company's. */
export const CONTACT_PHONE_KINDS = ['MOBILE', 'HOME', 'WORK', 'SWITCHBOARD', 'OTHER'] as const;
export type ContactPhoneNumber = { readonly kind: (typeof CONTACT_PHONE_KINDS)[number]; readonly number: string };

export type ContactAddress = {
  readonly streetAddress: string | null;
  readonly postalCode: string | null;
  readonly city: string | null;
  readonly countryCode: string | null;
};

/**
 * Who a contact is: what the schema shows of it, and nothing else. Personal numbers, dates of birth and notes are dropped when the answer
 * of Vitec is parsed. A text that Vitec does not have is null.
 */
export type ContactProfile = {
  readonly customerId: string;
  readonly contactId: string;
  /** The name or the number of Vitec's ContactType, as sent. */
  readonly typeCode: string;
  /** Of a person. */
  readonly firstName: string | null;
  readonly lastName: string | null;
  /** Of a company or a deceased estate. */
  readonly name: string | null;
  readonly address: ContactAddress | null;
  readonly emailAddresses: readonly string[];
  readonly phoneNumbers: readonly ContactPhoneNumber[];
  readonly advertisingEnabled: boolean | null;
  readonly categories: readonly string[];
  /** Vitec's id of the user that is responsible for the contact. */
  readonly agentId: string | null;
  /** RFC 3339, as from `toDateTime`. */
  readonly createdAt: string | null;
  readonly changedAt: string | null;
  /** Of a person; null if Vitec does not say. */
  readonly isDeceased: boolean | null;
  /** Of a company. */
  readonly corporateNumber: string | null;
  readonly homePage: string | null;
};

/** The name to show, whatever the type. Null if Vitec has none. */
export function displayNameOf({ firstName, lastName, name }: Pick<ContactProfile, 'firstName' | 'lastName' | 'name'>): string | null {
  const ofPerson = [firstName, lastName].filter((part) => part !== null).join(' ');
  return ofPerson === '' ? name : ofPerson;
}

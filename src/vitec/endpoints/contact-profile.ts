import type { ContactKey } from '../../domain/contact.ts';
import { type ContactAddress, type ContactPhoneNumber, type ContactProfile, displayNameOf } from '../../domain/contact-profile.ts';
import { contactTypeCode, KNOWN_CONTACT_TYPES, type KnownContactType, LIKELY_TYPE, toContactType } from '../../domain/contact-type.ts';
import type { BatchForm, EntryFormat } from '../../domain/endpoint.ts';
import { corporateNumberOrNull } from '../../domain/personal-number.ts';
import { splitRows } from '../batch-rows.ts';
import { addressOrNull, freeTextOrNull } from '../free-text.ts';
import { readFields, writeFields } from '../stored-fields.ts';
import {
  booleanOrNull,
  codeOrNull,
  dateOrNull,
  type Fields,
  fieldsOf,
  isFields,
  listOf,
  NO_TYPE,
  textOrNull,
  zipCodeOrNull,
} from '../tolerant.ts';

/** The profile of a contact in the cache. */
export const contactProfile: EntryFormat<ContactKey, ContactProfile> = {
  name: 'Contact',
  read: readText,
  countRows: () => 1,
};

/**
 * GET CRM/Contact/{customerId}/{contactIds}: contacts of any type. Vitec documents 20 ids, but also that a path holds 5. It does not say
 * whether the answer has the fields of the type, names among them.
 */
export const contactOfAnyType: BatchForm<ContactProfile> = {
  name: 'Contact',
  functionGroup: 'crm',
  maxBatch: 5,
  path: (customerId, contactIds) => `/CRM/Contact/${customerId}/${contactIds}`,
  split: (body, customerId, contactIds) => splitRows(body, customerId, contactIds, readRow(null)),
};

/** GET CRM/Contact/{customerId}/Person?contactIds=, and the same with Company and DeceasedEstate. */
export const contactOfType = Object.fromEntries(
  KNOWN_CONTACT_TYPES.map((type) => [
    type,
    {
      name: 'Contact',
      functionGroup: 'crm',
      maxBatch: 20,
      path: (customerId, contactIds) => `/CRM/Contact/${customerId}/${contactTypeCode(type)}?contactIds=${contactIds}`,
      split: (body, customerId, contactIds) => splitRows(body, customerId, contactIds, readRow(type)),
    } satisfies BatchForm<ContactProfile>,
  ]),
) as Readonly<Record<KnownContactType, BatchForm<ContactProfile>>>;

/**
 * The form of the type of most contacts, for contacts of unknown type. If a row has no type, its name tells that it is of that type: a row
 * without either may be of another.
 */
export const contactOfLikelyType = {
  type: LIKELY_TYPE,
  form: {
    ...contactOfType[LIKELY_TYPE],
    split: (body, customerId, contactIds) =>
      splitRows(body, customerId, contactIds, (row, contact) => {
        const answer = readRow(LIKELY_TYPE)(row, contact);
        return hasName(answer.value) ? answer : readRow(null)(row, contact);
      }),
  } satisfies BatchForm<ContactProfile>,
};

/** A row without a type is of the type that was asked for. */
const readRow = (askedFor: KnownContactType | null) => (row: Fields, contact: ContactKey) => {
  const typeCode = codeOrNull(row.type) ?? (askedFor ? contactTypeCode(askedFor) : NO_TYPE);
  const value = toProfile(row, contact, typeCode);
  return { value, text: toText(value), unknownCodes: toContactType(typeCode) === 'OTHER' ? 1 : 0 };
};

/** Reads the fields that the schema shows, one by one: personal numbers, dates of birth and notes are in none of them. */
function toProfile(row: Fields, { customerId, contactId }: ContactKey, typeCode: string): ContactProfile {
  const type = toContactType(typeCode);
  const { emailAddress, emailAddress2 } = fieldsOf(row.email);
  return {
    customerId,
    contactId,
    typeCode,
    firstName: freeTextOrNull(row.firstName),
    lastName: freeTextOrNull(row.lastName),
    name: freeTextOrNull(row.name),
    address: toAddress(row.address),
    emailAddresses: [...new Set([emailAddress, emailAddress2].flatMap((each) => addressOrNull(each) ?? []))],
    phoneNumbers: toPhoneNumbers(row.telephone),
    advertisingEnabled: booleanOrNull(row.advertisingEnabled),
    categories: listOf(row.categories).flatMap((category) => freeTextOrNull(isFields(category) ? category.name : category) ?? []),
    agentId: textOrNull(row.agentId),
    createdAt: dateOrNull(row.createdAt),
    changedAt: dateOrNull(row.changedAt),
    isDeceased: type === 'PERSON' ? booleanOrNull(row.isDeceased) : null,
    corporateNumber: type === 'COMPANY' ? corporateNumberOrNull(numberWithZeros(row.corporateNumber)) : null,
    homePage: addressOrNull(row.homePage),
  };
}

/** A number has lost the zeros that it began with, which a personal number may have, and a corporate number never has. */
const numberWithZeros = (value: unknown): string | null =>
  typeof value === 'number' ? (textOrNull(value)?.padStart(10, '0') ?? null) : textOrNull(value);

function toAddress(value: unknown): ContactAddress | null {
  const { streetAddress, zipCode, city, countryCode } = fieldsOf(value);
  const address = {
    streetAddress: freeTextOrNull(streetAddress),
    postalCode: zipCodeOrNull(zipCode),
    city: freeTextOrNull(city),
    countryCode: textOrNull(countryCode),
  };
  return Object.values(address).some((part) => part !== null) ? address : null;
}

/** In the order in which an app shows them. */
const PHONE_FIELDS = [
  ['MOBILE', 'cell'],
  ['HOME', 'home'],
  ['WORK', 'work'],
  ['SWITCHBOARD', 'switch'],
  ['OTHER', 'other'],
] as const;

/** Each number once. The advertising endpoints send an object `{display, msisdn}` for a number; here it is a text. */
function toPhoneNumbers(value: unknown): readonly ContactPhoneNumber[] {
  const telephone = fieldsOf(value);
  const numbers = new Map<string, ContactPhoneNumber>();
  for (const [kind, field] of PHONE_FIELDS) {
    const number = addressOrNull(telephone[field]) ?? addressOrNull(fieldsOf(telephone[field]).display);
    if (number !== null && !numbers.has(number)) numbers.set(number, { kind, number });
  }
  return [...numbers.values()];
}

/** Increased when the fields or their meaning change. */
const FORMAT = 1;

function toText({ customerId: _customer, contactId: _contact, ...shown }: ContactProfile): string {
  return writeFields(FORMAT, shown);
}

function readText(text: string, { customerId, contactId }: ContactKey): ContactProfile {
  return { customerId, contactId, ...readFields<Omit<ContactProfile, keyof ContactKey>>(FORMAT, text) };
}

/** Whether a profile has a name: the answer for any type may lack it. */
export const hasName = (profile: ContactProfile): boolean => displayNameOf(profile) !== null;

/** The type whose form answers all of a profile; null for a type that has none. */
export function formTypeOf({ typeCode }: Pick<ContactProfile, 'typeCode'>): KnownContactType | null {
  const type = toContactType(typeCode);
  return type === 'OTHER' ? null : type;
}

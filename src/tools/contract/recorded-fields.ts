import { Failure } from '../../domain/failure.ts';
import { corporateNumberOrNull } from '../../domain/personal-number.ts';
import { isId, namesNothing } from '../../vitec/fields.ts';
import { addressOrNull, freeTextOrNull } from '../../vitec/free-text.ts';
import { phoneNumberOrNull } from '../../vitec/phone-number.ts';
import {
  booleanOrNull,
  codeOrNull,
  fieldsOf,
  isFields,
  isOfCustomer,
  numberOrNull,
  textOrNull,
  valueOrFailure,
  zipCodeOrNull,
} from '../../vitec/tolerant.ts';
import type { FormName } from '../endpoints.ts';
import type { Effect } from './difference.ts';
import {
  type Asked,
  askedId,
  boolean,
  code,
  date,
  type Field,
  type FieldsOf,
  listOf,
  number,
  objectOf,
  openObjectOf,
  optional,
  requiredList,
  requiredRow,
  rowId,
  text,
  zipObject,
  zipText,
} from './fields.ts';
import { CRM_DATE_FORMS, type StrictForm } from './recorded.ts';

/** Sources of the recorded facts. */
const CONTACT_PAGE = "Vitec's help pages of Contact, Person, Company and DeceasedEstate: their tables, and the samples of the generic form";
const TIES_PAGE = "Vitec's help pages of Buyer, Seller and Speculator, and its OpenAPI document of September 2020";
const SEARCH_PAGE = "Vitec's help page of Search";
const PUBLISHED_ANSWER = "Vitec's help page of Advertising/Estate, and a real answer that was published";
const PUBLIC_CLIENT = 'a real answer, and the authors of a public client, who tried it against Vitec Connect in September 2026';

/** The forms whose answers the gateway reads tolerantly. */
export type TolerantForm = Exclude<FormName, StrictForm>;
type RecordedFields = {
  /** A row of a batch, or the whole answer. */
  readonly answer: Field;
  /** The forms of a date (forms.ts), and the source of each. */
  readonly dateForms: Readonly<Record<string, string>>;
  readonly knownFrom: string;
};

/** Dates without an offset are in Swedish time. */
const ADVERTISING_DATE_FORMS = {
  'YYYY-MM-DDThh:mm:ss': PUBLIC_CLIENT,
  'YYYY-MM-DDThh:mm:ss.f': PUBLIC_CLIENT,
  'YYYY-MM-DDThh:mm:ss.ff': PUBLIC_CLIENT,
  'YYYY-MM-DDThh:mm:ss.fff': PUBLIC_CLIENT,
};

export const CONTACT_TYPE_WORDS = ['Person', 'Company', 'DeceasedEstate'] as const;
export const ESTATE_TYPE_WORDS = [
  ...['House', 'HousingCooperative', 'Cottage', 'Plot', 'Project', 'Farm', 'CommercialProperty', 'Condominium'],
  ...['Foreignproperty', 'Premises'], // Vitec spells it so here, and with a capital P in a listing
] as const;
export const LISTING_TYPE_WORDS = [
  ...['House', 'Cottage', 'HousingCooperative', 'Condominium', 'Farm', 'Plot', 'CommercialProperty', 'Premises', 'ForeignProperty'],
] as const;
export const LEVEL_WORDS = [
  ...['Reserved', 'Booked', 'ParticipateInBidding', 'OnHoldInBidding', 'FollowingBidding', 'VeryInterested'],
  ...['BeenAtOrComingToViewing', 'Interested', 'Assigned', 'NotInterested', 'Archived'],
] as const;
export const LISTING_STATUS_WORDS = [
  ...['Undefined', 'AssignmentAttempt', 'AssignmentAccepted', 'ForSale', 'Sold', 'Resting', 'NoAssignment', 'AssignmentWithdrawn'],
  ...['ReservedNotForSale', 'NotForSale', 'SoldReferenceObject', 'Coming', 'Advantage', 'Booked', 'Running', 'Soldout', 'SoonForSale'],
  ...['ReadyForRent', 'TentativelyRented', 'Rented', 'AppointedAdmission', 'SoldoutReferenceProject', 'ReservedNotForRental'],
] as const;
const MATCHING_WORDS = ['Yes', 'No', 'NotAsked'] as const;

const readCode = (sent: unknown) => codeOrNull(sent);
/** A text, or the name in `{id, name}`. */
const readLabel = (sent: unknown) => freeTextOrNull(typeof sent === 'string' ? sent : fieldsOf(sent).name);
const readPhone = (sent: unknown) => addressOrNull(sent) ?? addressOrNull(fieldsOf(sent).display);
const hidden = text(null);

/** Of a row: `ofAnother` is what the gateway does with one of another customer. It refuses one whose customerId is no id. */
const rowCustomer =
  (ofAnother: Effect) =>
  (sent: unknown, { customerId }: Asked): Effect => {
    const isOwn = valueOrFailure(() => isOfCustomer(sent, customerId));
    if (isOwn instanceof Failure) return 'REFUSES';
    return isOwn ? 'READS' : ofAnother;
  };

const commonFields = (type: Field): FieldsOf => ({
  id: rowId(),
  type,
  customerId: askedId(rowCustomer('REFUSES')),
  agentId: text(),
  address: objectOf({
    streetAddress: text(freeTextOrNull),
    zipCode: zipText(zipCodeOrNull),
    city: text(freeTextOrNull),
    countryCode: text(),
    wgs84Coordinate: optional(objectOf({ longitude: number(null), latitude: number(null) }, null)), // newer than 2020
  }),
  email: objectOf({ emailAddress: text(addressOrNull), emailAddress2: text(addressOrNull) }),
  advertisingEnabled: boolean(booleanOrNull),
  note: hidden,
  categories: listOf({
    ...objectOf({ id: hidden, name: text(freeTextOrNull), readOnly: boolean(null) }, (sent) =>
      freeTextOrNull(isFields(sent) ? sent.name : sent),
    ),
  }),
  createdAt: date(),
  changedAt: date(),
});
const phones = (...names: readonly string[]): Field => objectOf(Object.fromEntries(names.map((name) => [name, text(readPhone)])));
const HUMAN_PHONES = phones('home', 'work', 'cell', 'other');
const personFields: FieldsOf = {
  firstName: text(freeTextOrNull),
  lastName: text(freeTextOrNull),
  socialSecurityNumber: hidden,
  isForeignSocialSecurityNumber: boolean(null),
  dateOfBirth: hidden,
  telephone: HUMAN_PHONES,
  leadScore: number(null),
  wantsToBeMatched: code(MATCHING_WORDS, null),
  matchingChangedAt: hidden,
  isDeceased: boolean(booleanOrNull),
  isCompanyPerson: boolean(null),
  gdprApprovalDate: hidden,
};
const companyFields: FieldsOf = {
  name: text(freeTextOrNull),
  corporateNumber: text((sent) => corporateNumberOrNull(typeof sent === 'number' ? String(sent).padStart(10, '0') : textOrNull(sent))), // null for a personal number, on purpose
  isForeignCorporateNumber: boolean(null),
  homePage: text(addressOrNull),
  telephone: phones('switch', 'other'),
  leadScore: number(null),
};
const deceasedEstateFields: FieldsOf = {
  name: text(freeTextOrNull),
  socialSecurityNumber: hidden,
  isForeignIdSocialSecurityNumber: boolean(null), // Vitec spells it so
  telephone: HUMAN_PHONES,
};
/** The samples of the generic form have none of them. */
const fieldsOfAnyType: FieldsOf = Object.fromEntries(
  Object.entries({
    ...companyFields,
    ...deceasedEstateFields,
    ...personFields,
    telephone: objectOf(Object.fromEntries(['home', 'work', 'cell', 'switch', 'other'].map((name) => [name, optional(text(readPhone))]))),
  }).map(([name, field]) => [name, optional(field)]),
);

const crm = (answer: Field, knownFrom: string): RecordedFields => ({ answer, dateForms: CRM_DATE_FORMS, knownFrom });
/** The form has been asked for the type, so a row without it is of that type. */
const typed = (fields: FieldsOf): RecordedFields =>
  crm(objectOf({ ...commonFields(code(CONTACT_TYPE_WORDS, null)), ...fields }), CONTACT_PAGE);

const ties = (list: string, more: FieldsOf): RecordedFields =>
  crm(
    objectOf({
      id: rowId(),
      customerId: askedId(rowCustomer('REFUSES'), true), // not documented
      [list]: requiredList(requiredRow({ estateId: rowId(), estateType: code(ESTATE_TYPE_WORDS, readCode), ...more })),
    }),
    TIES_PAGE,
  );

const search = objectOf({
  matches: requiredList(
    requiredRow({
      id: rowId(),
      changedAt: date(),
      customerId: askedId(rowCustomer('LOSES')),
      type: code(CONTACT_TYPE_WORDS, readCode),
      score: number(numberOrNull),
    }),
  ),
});

/** Of a listing: what names nothing is passed over, and the id of something else is refused. */
const listingId =
  (of: 'customerId' | 'estateId') =>
  (sent: unknown, asked: Asked): Effect => {
    if (sent === undefined || sent === null) return 'READS';
    if ((typeof sent === 'string' || typeof sent === 'number') && namesNothing(sent)) return 'READS';
    return isId(sent) && String(sent).trim().toLowerCase() === asked[of]?.toLowerCase() ? 'READS' : 'REFUSES';
  };
const positive = (sent: unknown) => {
  const read = numberOrNull(sent);
  return read !== null && read > 0 ? read : null;
};
const readCurrency = (sent: unknown) => (/^[A-Za-z]{3}$/.test(readCode(sent) ?? '') ? sent : null);
const named = (words: readonly string[]): Field => objectOf({ id: code(words, textOrNull), name: text(freeTextOrNull) }, readCode);
const labelled = (): Field => objectOf({ id: hidden, name: text(freeTextOrNull) }, readLabel);
/** `display` stands in where `msisdn` is null. */
const agentPhone = (): Field => objectOf({ display: hidden, msisdn: text((msisdn) => phoneNumberOrNull({ msisdn })) }, phoneNumberOrNull);
const agent = optional(
  openObjectOf({
    id: text((sent) => (isId(sent) ? sent : null)),
    name: text(freeTextOrNull),
    title: text(freeTextOrNull),
    emailAddress: text(addressOrNull),
    telephone: openObjectOf({ cell: agentPhone(), public: optional(agentPhone()) }),
  }),
);
const listing = openObjectOf({
  id: askedId(listingId('estateId')),
  customerId: askedId(listingId('customerId'), true),
  referenceId: text(),
  status: named(LISTING_STATUS_WORDS),
  type: named(LISTING_TYPE_WORDS),
  tenure: labelled(),
  primaryAgentId: hidden,
  secondaryAgentId: hidden,
  address: objectOf({
    streetAddress: text(freeTextOrNull),
    zipCode: zipObject(zipCodeOrNull),
    postalTown: text(readLabel),
    municipality: text(readLabel),
    countyMunicipalityCode: hidden,
    countryCode: text(),
    area: labelled(),
    wgs84Coordinate: objectOf({ latitude: number(numberOrNull), longitude: number(numberOrNull) }),
    directions: hidden,
  }),
  price: objectOf({
    startingPrice: number(positive),
    finalPrice: number(positive),
    text: text(freeTextOrNull),
    startingPriceInOtherCurrency: number(null),
  }),
  currency: text(readCurrency),
  sale: openObjectOf({ contractDate: date(), possessionAt: date() }),
  changedAt: date(),
  marketing: openObjectOf({ isPublished: boolean((sent) => sent === true || sent === false || null), publishedAt: date() }),
  buildings: listOf(openObjectOf({ area: openObjectOf({ living: number(positive) }), numberOfRooms: number(positive) }), {
    isFirstShown: true,
  }),
  exterior: openObjectOf({ plot: openObjectOf({ size: number(positive) }) }),
  extensions: openObjectOf({ primaryAgent: agent, secondaryAgent: agent }),
});

/**
 * What Vitec is known to answer at the forms whose answers the gateway reads tolerantly. A value may be null everywhere: no field but
 * customerId is documented as never null. A new form that Vitec is right to send is added here.
 */
export const RECORDED_FIELDS: Readonly<Record<TolerantForm, RecordedFields>> = {
  Contact: crm(objectOf({ ...fieldsOfAnyType, ...commonFields(code(CONTACT_TYPE_WORDS, readCode)) }), CONTACT_PAGE),
  Person: typed(personFields),
  Company: typed(companyFields),
  DeceasedEstate: typed(deceasedEstateFields),
  Buyer: ties('buyerOn', {}),
  Seller: ties('sellerOn', { shareHolding: text(freeTextOrNull) }),
  Speculator: ties('speculatorOn', { level: code(LEVEL_WORDS, readCode) }),
  Estate: { answer: listing, dateForms: ADVERTISING_DATE_FORMS, knownFrom: PUBLISHED_ANSWER },
  Search: crm(search, SEARCH_PAGE),
};

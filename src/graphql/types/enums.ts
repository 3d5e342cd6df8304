import type { ContactChangeKind } from '../../domain/contact-change.ts';
import type { CONTACT_PHONE_KINDS } from '../../domain/contact-profile.ts';
import type { ContactType } from '../../domain/contact-type.ts';
import { type EstateListingStatus, LISTING_STATUS_NAMES, LISTING_STATUSES } from '../../domain/estate-listing.ts';
import type { ESTATE_ROLES, LABEL_LOCALES, PARTY_ROLE_KINDS } from '../../domain/estate-role.ts';
import type { EstateTieSide, InterestLevel } from '../../domain/estate-tie.ts';
import { ESTATE_TYPE_NAMES, type EstateType, estateTypeCode, estateTypeLabel } from '../../domain/estate-type.ts';
import { KNOWN_RELATIONS, PARTY_RELATIONS, type PartyRelation } from '../../domain/party-relation.ts';
import type { ROLE_DATE_PRECISIONS } from '../../domain/party-role.ts';
import type { PARTY_ROLE_ORDER_DIRECTIONS, PARTY_ROLE_ORDER_FIELDS } from '../../domain/party-role-order.ts';
import type { StaleReason, VITEC_STATES } from '../../domain/vitec-state.ts';
import type { Builder } from '../schema/builder.ts';

const withDescriptions = <Name extends string>(descriptions: Record<Name, string>) =>
  Object.fromEntries(Object.entries<string>(descriptions).map(([name, description]) => [name, { description }])) as Record<
    Name,
    { description: string }
  >;

const relationDescriptions = Object.fromEntries(
  KNOWN_RELATIONS.map((relation) => {
    const { SV, EN, code } = PARTY_RELATIONS[relation];
    return [relation, `${SV}. ${EN}. Vitec: ${code}.`];
  }),
) as Record<Exclude<PartyRelation, 'OTHER'>, string>;

const estateTypeDescriptions = Object.fromEntries(
  ESTATE_TYPE_NAMES.map((type) => [
    type,
    `${estateTypeLabel(type, 'SV')}. ${estateTypeLabel(type, 'EN')}. Vitec: ${estateTypeCode(type)}.`,
  ]),
) as Record<Exclude<EstateType, 'OTHER'>, string>;

const listingStatusDescriptions = Object.fromEntries(
  LISTING_STATUS_NAMES.map((status) => {
    const { SV, EN, code } = LISTING_STATUSES[status];
    return [status, `${SV}. ${EN}. Vitec: ${code}.`];
  }),
) as Record<Exclude<EstateListingStatus, 'OTHER'>, string>;

/** The enums. Descriptions begin with the Swedish term. */
export const createEnums = (builder: Builder) => ({
  EstateRole: builder.enumType('EstateRole', {
    description: 'Roll. What a contact is, or stands beside, in relation to an estate.',
    values: withDescriptions<(typeof ESTATE_ROLES)[number]>({
      BUYER: 'Köpare. Buyer.',
      SELLER: 'Säljare. Seller.',
      TENANT: 'Hyresgäst. Tenant of commercial premises.',
      OWNER: 'Ägare/uthyrare. Owner or lessor of commercial premises.',
    }),
  }),
  PartyRoleKind: builder.enumType('PartyRoleKind', {
    description: 'Part eller extra part. Whether the contact has the role itself, or stands beside or acts for one who has it.',
    values: withDescriptions<(typeof PARTY_ROLE_KINDS)[number]>({
      PRIMARY: 'Part. The contact is the buyer, seller, tenant or owner.',
      EXTRA: 'Extra part. The contact stands beside, or acts for, a party: never show it as the buyer or seller.',
    }),
  }),
  PartyRelation: builder.enumType('PartyRelation', {
    description: 'Relation. How an extra party stands to the party it acts for. Vitec may add values: they come as OTHER.',
    values: withDescriptions<PartyRelation>({
      ...relationDescriptions,
      LIMITED_GUARDIAN: `God man. Limited guardian. Vitec: ${PARTY_RELATIONS.LIMITED_GUARDIAN.code}.`,
      OTHER: 'Annan relation. A value newer than this schema: read relationCode.',
    }),
  }),
  RoleDatePrecision: builder.enumType('RoleDatePrecision', {
    description: 'How far createdAt can be relied on.',
    values: withDescriptions<(typeof ROLE_DATE_PRECISIONS)[number]>({
      RECORDED: 'Registrerat datum. As Vitec recorded it.',
      ESTIMATED:
        'Uppskattat datum. Vitec converted the relations of guardians, company signatories, heirs and others from before 2024, and their date is an estimate.',
      UNKNOWN: 'Osäkert datum. A primary role, whose date may be computed or imported, or a role without a date.',
    }),
  }),
  LabelLocale: builder.enumType('LabelLocale', {
    description: 'The language of a label.',
    values: withDescriptions<(typeof LABEL_LOCALES)[number]>({ SV: 'Svenska. Swedish.', EN: 'Engelska. English.' }),
  }),
  PartyRoleOrderField: builder.enumType('PartyRoleOrderField', {
    description: 'What a list of roles is ordered by.',
    values: withDescriptions<(typeof PARTY_ROLE_ORDER_FIELDS)[number]>({
      CREATED_AT: 'Datum. By date; undated roles last in either direction.',
      ROLE: 'Roll. By role, primary before extra, then the newest first.',
    }),
  }),
  PartyRoleOrderDirection: builder.enumType('PartyRoleOrderDirection', {
    description: 'Which way a list of roles is ordered.',
    values: withDescriptions<(typeof PARTY_ROLE_ORDER_DIRECTIONS)[number]>({ ASC: 'Stigande. Ascending.', DESC: 'Fallande. Descending.' }),
  }),
  ContactType: builder.enumType('ContactType', {
    description: 'Kontakttyp. Type of contact.',
    values: withDescriptions<ContactType>({
      PERSON: 'Person. A natural person.',
      COMPANY: 'Företag. A company.',
      DECEASED_ESTATE: "Dödsbo. A deceased person's estate.",
      OTHER: 'Annan typ. A type newer than this schema.',
    }),
  }),
  ContactPhoneKind: builder.enumType('ContactPhoneKind', {
    description: 'Telefontyp. Which telephone it is.',
    values: withDescriptions<(typeof CONTACT_PHONE_KINDS)[number]>({
      MOBILE: 'Mobil. Mobile.',
      HOME: 'Bostad. Home.',
      WORK: 'Arbete. Work.',
      SWITCHBOARD: "Växel. A company's switchboard.",
      OTHER: 'Annan. Another telephone.',
    }),
  }),
  EstateTieSide: builder.enumType('EstateTieSide', {
    description: 'Sida i affären. The side of a sale on which a contact stands.',
    values: withDescriptions<EstateTieSide>({
      BUYER: 'Köpare. Buyer.',
      SELLER: 'Säljare. Seller.',
      SPECULATOR: 'Spekulant. Has shown interest, now or before.',
    }),
  }),
  EstateInterestLevel: builder.enumType('EstateInterestLevel', {
    description: 'Intressenivå. How keen a speculator is, the keenest first.',
    values: withDescriptions<InterestLevel>({
      RESERVED: 'Reserverat. Has reserved the home. Vitec: Reserved.',
      BOOKED: 'Bokat. Has booked the home. Vitec: Booked.',
      PARTICIPATES_IN_BIDDING: 'Deltar i budgivningen. Takes part in the bidding. Vitec: ParticipateInBidding.',
      ON_HOLD_IN_BIDDING: 'Avvaktar i budgivningen. Holds back in the bidding. Vitec: OnHoldInBidding.',
      FOLLOWS_BIDDING: 'Följer budgivningen. Follows the bidding. Vitec: FollowingBidding.',
      VERY_INTERESTED: 'Mycket intresserad. Very interested. Vitec: VeryInterested.',
      HAS_BEEN_AT_OR_COMES_TO_VIEWING:
        'Har varit eller kommer på visning. Has been at a viewing or is coming to one. Vitec: BeenAtOrComingToViewing.',
      INTERESTED: 'Intresserad. Interested. Vitec: Interested.',
      ASSIGNED: 'Tilldelad. The home is assigned to the contact. Vitec: Assigned.',
      NOT_INTERESTED: 'Inte intresserad. Not interested. Vitec: NotInterested.',
      ARCHIVED: 'Arkiverad. Archived. Vitec: Archived.',
      OTHER: 'Annan nivå. A level newer than this schema: read interestLevelCode.',
    }),
  }),
  VitecEstateType: builder.enumType('VitecEstateType', {
    description: 'Bostadstyp. Type of home or premises. Vitec may add values: they come as OTHER.',
    values: withDescriptions<EstateType>({
      ...estateTypeDescriptions,
      OTHER: 'Annan typ. A value newer than this schema: read estateTypeCode.',
    }),
  }),
  EstateListingStatus: builder.enumType('EstateListingStatus', {
    description: 'Status. How far a sale or a letting has come. Vitec may add values: they come as OTHER.',
    values: withDescriptions<EstateListingStatus>({
      ...listingStatusDescriptions,
      OTHER: 'Annan status. A value newer than this schema: read statusCode.',
    }),
  }),
  ContactChangeKind: builder.enumType('ContactChangeKind', {
    description: 'Vad som har ändrats. What changed about a contact.',
    values: withDescriptions<ContactChangeKind>({
      ROLES: 'Roller. It has become, or ceased to be, a party of an estate, or stands beside one.',
      PROFILE: 'Uppgifter. Its name, address or another of its own particulars.',
      MERGED: 'Sammanslagen. It is now part of another contact: see mergedInto.',
    }),
  }),
  StaleReason: builder.enumType('StaleReason', {
    description: 'Why an older answer is shown.',
    values: withDescriptions<StaleReason>({
      SLOW: 'Vitec is slow. It has not answered yet; ask again in a moment for its answer.',
      FAILED: 'Vitec could not be asked, or failed.',
    }),
  }),
  VitecState: builder.enumType('VitecState', {
    description: 'Whether fields from Vitec could be read, and how old they are.',
    values: withDescriptions<(typeof VITEC_STATES)[number]>({
      FRESH: 'Asked of Vitec for this operation.',
      CACHED: 'Asked a moment ago and still good.',
      STALE: 'Older: shown because Vitec could not be asked. See fetchedAt.',
      NOT_FOUND: 'Vitec has no such contact or estate.',
      FORBIDDEN: 'Vitec refuses to show it, or the caller lacks the right to read it.',
      RATE_LIMITED: 'Too much is asked at once. See retryAfterSeconds.',
      TIMEOUT: 'Vitec did not answer in time.',
      UNAVAILABLE: 'Could not be read for another reason. See code.',
    }),
  }),
});

export type Enums = ReturnType<typeof createEnums>;

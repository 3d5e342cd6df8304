import type { CONTACT_PHONE_KINDS } from '../../domain/contact-profile.ts';
import type { ContactType } from '../../domain/contact-type.ts';
import { type EstateListingStatus, LISTING_STATUS_NAMES, LISTING_STATUSES } from '../../domain/estate-listing.ts';
import type { ESTATE_ROLES, LABEL_LOCALES, PARTY_ROLE_KINDS } from '../../domain/estate-role.ts';
import type { EstateTieSide, InterestLevel } from '../../domain/estate-tie.ts';
import { ESTATE_TYPE_NAMES, type EstateType, estateTypeCode, estateTypeLabel } from '../../domain/estate-type.ts';
import { KNOWN_RELATIONS, PARTY_RELATIONS, type PartyRelation } from '../../domain/party-relation.ts';
import type { ROLE_DATE_PRECISIONS } from '../../domain/party-role.ts';
import type { PARTY_ROLE_ORDER_DIRECTIONS, PARTY_ROLE_ORDER_FIELDS } from '../../domain/party-role-order.ts';
import type { VITEC_STATES } from '../../domain/vitec-state.ts';
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
    description: 'Roll: what a contact is, or stands beside, in relation to an estate.',
    values: withDescriptions<(typeof ESTATE_ROLES)[number]>({
      BUYER: 'Köpare.',
      SELLER: 'Säljare.',
      TENANT: 'Hyresgäst. Tenant of commercial premises.',
      OWNER: 'Ägare/uthyrare. Owner or lessor of commercial premises.',
    }),
  }),
  PartyRoleKind: builder.enumType('PartyRoleKind', {
    description: 'Whether the contact has the role itself, or stands beside or acts for one who has it.',
    values: withDescriptions<(typeof PARTY_ROLE_KINDS)[number]>({
      PRIMARY: 'Part: the contact is the buyer, seller, tenant or owner.',
      EXTRA: 'Extra part: the contact stands beside, or acts for, one. Never show it as the buyer or seller.',
    }),
  }),
  PartyRelation: builder.enumType('PartyRelation', {
    description: 'Relation: how an extra party stands to the party it acts for. Vitec may add values: they come as OTHER.',
    values: withDescriptions<PartyRelation>({
      ...relationDescriptions,
      OTHER: 'Annan relation. A value newer than this schema: read relationCode.',
    }),
  }),
  RoleDatePrecision: builder.enumType('RoleDatePrecision', {
    description: 'How far createdAt can be relied on.',
    values: withDescriptions<(typeof ROLE_DATE_PRECISIONS)[number]>({
      RECORDED: 'As Vitec wrote it down.',
      ESTIMATED: 'Uppskattat datum: six relations from before 2024 were converted, and their date is an estimate.',
      UNKNOWN: 'A primary role, whose date may be computed or imported, or a role without a date.',
    }),
  }),
  LabelLocale: builder.enumType('LabelLocale', {
    description: 'The language of a label.',
    values: withDescriptions<(typeof LABEL_LOCALES)[number]>({ SV: 'Svenska.', EN: 'English.' }),
  }),
  PartyRoleOrderField: builder.enumType('PartyRoleOrderField', {
    description: 'What a list of roles is ordered by.',
    values: withDescriptions<(typeof PARTY_ROLE_ORDER_FIELDS)[number]>({
      CREATED_AT: 'By date; undated roles last in either direction.',
      ROLE: 'By role, primary before extra, then the newest first.',
    }),
  }),
  PartyRoleOrderDirection: builder.enumType('PartyRoleOrderDirection', {
    description: 'Which way a list of roles is ordered.',
    values: withDescriptions<(typeof PARTY_ROLE_ORDER_DIRECTIONS)[number]>({ ASC: 'Stigande.', DESC: 'Fallande.' }),
  }),
  ContactType: builder.enumType('ContactType', {
    description: 'Kontakttyp.',
    values: withDescriptions<ContactType>({
      PERSON: 'Person.',
      COMPANY: 'Företag.',
      DECEASED_ESTATE: 'Dödsbo.',
      OTHER: 'Annan typ. A type newer than this schema.',
    }),
  }),
  ContactPhoneKind: builder.enumType('ContactPhoneKind', {
    description: 'Which telephone.',
    values: withDescriptions<(typeof CONTACT_PHONE_KINDS)[number]>({
      MOBILE: 'Mobil.',
      HOME: 'Bostad.',
      WORK: 'Arbete.',
      SWITCHBOARD: "Växel. A company's switchboard.",
      OTHER: 'Annan.',
    }),
  }),
  EstateTieSide: builder.enumType('EstateTieSide', {
    description: 'On which side of a sale a contact stands.',
    values: withDescriptions<EstateTieSide>({
      BUYER: 'Köpare.',
      SELLER: 'Säljare.',
      SPECULATOR: 'Spekulant. Has shown interest, now or before.',
    }),
  }),
  EstateInterestLevel: builder.enumType('EstateInterestLevel', {
    description: 'How keen a speculator is, the keenest first.',
    values: withDescriptions<InterestLevel>({
      RESERVED: 'Reserverat. Vitec: Reserved.',
      BOOKED: 'Bokat. Vitec: Booked.',
      PARTICIPATES_IN_BIDDING: 'Deltar i budgivningen. Vitec: ParticipateInBidding.',
      ON_HOLD_IN_BIDDING: 'Avvaktar i budgivningen. Vitec: OnHoldInBidding.',
      FOLLOWS_BIDDING: 'Följer budgivningen. Vitec: FollowingBidding.',
      VERY_INTERESTED: 'Mycket intresserad. Vitec: VeryInterested.',
      HAS_BEEN_AT_OR_COMES_TO_VIEWING: 'Har varit eller kommer på visning. Vitec: BeenAtOrComingToViewing.',
      INTERESTED: 'Intresserad. Vitec: Interested.',
      ASSIGNED: 'Tilldelad. Vitec: Assigned.',
      NOT_INTERESTED: 'Inte intresserad. Vitec: NotInterested.',
      ARCHIVED: 'Arkiverad. Vitec: Archived.',
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
  VitecState: builder.enumType('VitecState', {
    description: 'Whether fields from Vitec could be read, and how old they are.',
    values: withDescriptions<(typeof VITEC_STATES)[number]>({
      FRESH: 'Asked of Vitec for this operation.',
      CACHED: 'Asked a moment ago and still good.',
      STALE: 'Older: shown because Vitec could not be asked. See fetchedAt.',
      NOT_FOUND: 'Vitec knows no such contact.',
      FORBIDDEN: "Vitec does not show this customer's data.",
      RATE_LIMITED: 'Too much is asked at once. See retryAfterSeconds.',
      TIMEOUT: 'Vitec did not answer in time.',
      UNAVAILABLE: 'Could not be read for another reason. See code.',
    }),
  }),
});

export type Enums = ReturnType<typeof createEnums>;

import { createCodeLookup } from './code-table.ts';
import type { EstateKey } from './contact.ts';
import type { LabelLocale } from './estate-role.ts';
import { ESTATE_TYPE_NAMES, type EstateType, estateTypeCode, estateTypeLabel } from './estate-type.ts';

/**
 * Vitec's EstateStatus, with the numbers of the status filter of Advertising/Estate, which lacks the four without a number. The Swedish
 * words are those of Vitec's help pages.
 */
export const LISTING_STATUSES = {
  UNDEFINED: { code: 'Undefined', value: 0, SV: 'Ej angiven', EN: 'Not stated' },
  ASSIGNMENT_ATTEMPT: { code: 'AssignmentAttempt', value: 1, SV: 'Intagsförsök', EN: 'Assignment sought' },
  ASSIGNMENT_ACCEPTED: { code: 'AssignmentAccepted', value: 2, SV: 'Intaget', EN: 'Assignment accepted' },
  FOR_SALE: { code: 'ForSale', value: 4, SV: 'Till salu', EN: 'For sale' },
  SOLD: { code: 'Sold', value: 8, SV: 'Såld', EN: 'Sold' },
  RESTING: { code: 'Resting', value: 16, SV: 'Vilande', EN: 'On hold' },
  NO_ASSIGNMENT: { code: 'NoAssignment', value: 32, SV: 'Inget uppdrag', EN: 'No assignment' },
  ASSIGNMENT_WITHDRAWN: { code: 'AssignmentWithdrawn', value: 64, SV: 'Återtagen', EN: 'Assignment withdrawn' },
  RESERVED_NOT_FOR_SALE: { code: 'ReservedNotForSale', value: 128, SV: 'Reserverad/Ej till salu', EN: 'Reserved, not for sale' },
  NOT_FOR_SALE: { code: 'NotForSale', value: 256, SV: 'Ej till salu', EN: 'Not for sale' },
  SOLD_REFERENCE_OBJECT: { code: 'SoldReferenceObject', value: 512, SV: 'Såld/Referensobjekt', EN: 'Sold, reference home' },
  COMING: { code: 'Coming', value: 1024, SV: 'Kommande', EN: 'Coming' },
  ADVANTAGE: { code: 'Advantage', value: 2048, SV: 'Försprång', EN: 'Early access, before it is for sale' },
  BOOKED: { code: 'Booked', value: 4096, SV: 'Bokad', EN: 'Booked' },
  RUNNING: { code: 'Running', value: null, SV: 'Pågående', EN: 'Project in progress' },
  SOLD_OUT: { code: 'Soldout', value: null, SV: 'Slutsålt', EN: 'Project sold out' },
  SOON_FOR_SALE: { code: 'SoonForSale', value: 8192, SV: 'Snart till salu', EN: 'Soon for sale' },
  READY_FOR_RENT: { code: 'ReadyForRent', value: 16_384, SV: 'Hyresledig', EN: 'Available to rent' },
  TENTATIVELY_RENTED: { code: 'TentativelyRented', value: 32_768, SV: 'Uthyrd preliminärt', EN: 'Provisionally rented' },
  RENTED: { code: 'Rented', value: 65_536, SV: 'Uthyrd', EN: 'Rented' },
  APPOINTED_ADMISSION: { code: 'AppointedAdmission', value: 131_072, SV: 'Tillträdd', EN: 'Possession taken' },
  SOLD_OUT_REFERENCE_PROJECT: {
    code: 'SoldoutReferenceProject',
    value: null,
    SV: 'Slutsålt/Referensprojekt',
    EN: 'Project sold out, reference project',
  },
  RESERVED_NOT_FOR_RENTAL: { code: 'ReservedNotForRental', value: null, SV: 'Reserverad/Uthyres ej', EN: 'Reserved, not for rent' },
} as const;

type KnownListingStatus = keyof typeof LISTING_STATUSES;
export const LISTING_STATUS_NAMES = Object.keys(LISTING_STATUSES) as readonly KnownListingStatus[];
export type EstateListingStatus = KnownListingStatus | 'OTHER';

/** Degrees (WGS 84), north and east of zero positive. */
type Coordinate = { readonly latitude: number; readonly longitude: number };

/** The location of a home. A field is null if the office hides it or Vitec does not have it. */
export type EstateListingAddress = {
  readonly streetAddress: string | null;
  readonly postalCode: string | null;
  readonly postalTown: string | null;
  readonly municipality: string | null;
  readonly area: string | null;
  readonly countryCode: string | null;
  readonly coordinate: Coordinate | null;
};

/** An agent as shown to the public. At least one field beside the ids is there. */
export type EstateListingAgent = {
  readonly customerId: string;
  /** Vitec's id of the user. */
  readonly agentId: string;
  readonly name: string | null;
  readonly title: string | null;
  /** E.164: +46700000000. */
  readonly phoneNumber: string | null;
  readonly emailAddress: string | null;
};

/** A home as advertised: the parts that the schema shows. A field is null if the office hides it or Vitec does not have it. */
export type EstateListing = EstateKey & {
  readonly objectNumber: string | null;
  /** True only if Vitec says so. */
  readonly isPublished: boolean;
  /** The name or the number of Vitec's EstateStatus, as sent. Empty if none was sent. */
  readonly statusCode: string;
  /** Vitec's Swedish word for the status. */
  readonly statusName: string | null;
  /** The name or the number of Vitec's EstateClassType, as sent. Empty if none was sent. */
  readonly estateTypeCode: string;
  /** Vitec's Swedish word for the type. */
  readonly estateTypeName: string | null;
  /** Swedish. */
  readonly tenureLabel: string | null;
  readonly address: EstateListingAddress;
  /** In the currency of the listing, above 0. */
  readonly startingPrice: number | null;
  readonly finalPrice: number | null;
  readonly priceText: string | null;
  /** ISO 4217. */
  readonly currency: string | null;
  /** RFC 3339, as from `toDateTime`. */
  readonly contractDate: string | null;
  readonly possessionAt: string | null;
  readonly publishedAt: string | null;
  readonly changedAt: string | null;
  /** Square metres, above 0. */
  readonly livingArea: number | null;
  readonly rooms: number | null;
  /** Square metres, above 0. */
  readonly plotArea: number | null;
  readonly primaryAgent: EstateListingAgent | null;
  readonly secondaryAgent: EstateListingAgent | null;
};

const findStatus = createCodeLookup(LISTING_STATUSES);

/** UNDEFINED is Vitec's own value for a home without a status, so a listing without the field has it too. */
export const listingStatus = ({ statusCode }: Pick<EstateListing, 'statusCode'>): EstateListingStatus =>
  statusCode === '' ? 'UNDEFINED' : findStatus(statusCode);

/** In Swedish, Vitec's own word if it was sent. */
export function listingStatusLabel(listing: Pick<EstateListing, 'statusCode' | 'statusName'>, locale: LabelLocale): string {
  if (locale === 'SV' && listing.statusName !== null) return listing.statusName;
  const status = listingStatus(listing);
  return status === 'OTHER' ? { SV: 'Annan status', EN: 'Other status' }[locale] : LISTING_STATUSES[status][locale];
}

/** The numbers of the type filter of Advertising/Estate. They are not those of EstateTypeCriteria, and a listing is never a project. */
const LISTING_TYPE_VALUES: Readonly<Record<Exclude<EstateType, 'OTHER'>, number | null>> = {
  HOUSE: 1,
  COTTAGE: 2,
  HOUSING_COOPERATIVE: 4,
  CONDOMINIUM: 8,
  FARM: 16,
  PLOT: 32,
  COMMERCIAL_PROPERTY: 64,
  PREMISES: 128,
  FOREIGN_PROPERTY: 256,
  PROJECT: null,
};

const findType = createCodeLookup(
  Object.fromEntries(ESTATE_TYPE_NAMES.map((type) => [type, { code: estateTypeCode(type), value: LISTING_TYPE_VALUES[type] }])) as Record<
    Exclude<EstateType, 'OTHER'>,
    { readonly code: string; readonly value: number | null }
  >,
);

export const listingEstateType = ({ estateTypeCode: code }: Pick<EstateListing, 'estateTypeCode'>): EstateType => findType(code);

/** In Swedish, Vitec's own word if it was sent. */
export const listingEstateTypeLabel = (listing: Pick<EstateListing, 'estateTypeCode' | 'estateTypeName'>, locale: LabelLocale): string =>
  locale === 'SV' && listing.estateTypeName !== null ? listing.estateTypeName : estateTypeLabel(listingEstateType(listing), locale);

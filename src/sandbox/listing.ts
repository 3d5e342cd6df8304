import type { FaultName } from './faults.ts';

/** An enumeration of the advertising API: the English name as id, the Swedish one as name. */
export type Named = { readonly id: string; readonly name: string };

const named = <Id extends string>(names: Readonly<Record<Id, string>>): { readonly [Key in Id]: Named } =>
  Object.fromEntries(Object.entries(names).map(([id, name]) => [id, { id, name }])) as { [Key in Id]: Named };

export const TYPE = named({
  House: 'Villa',
  HousingCooperative: 'Bostadsrätt',
  Cottage: 'Fritidshus',
  Plot: 'Tomt',
  Farm: 'Gård',
  CommercialProperty: 'Kommersiell fastighet',
  Condominium: 'Ägarlägenhet',
  ForeignProperty: 'Utlandsbostad',
  Premises: 'Lokal',
});
export const SUBTYPE = named({ TownHouse: 'Radhus', SemiDetachedHouse: 'Parhus', Apartment: 'Lägenhet', Office: 'Kontor', Shop: 'Butik' });
export const TENURE = named({ Freehold: 'Friköpt', Leasehold: 'Tomträtt', TenantOwnership: 'Bostadsrätt', Tenancy: 'Hyresrätt' });
export const STATUS = named({
  AssignmentAccepted: 'Intaget',
  ForSale: 'Till salu',
  Sold: 'Såld',
  Resting: 'Vilande',
  AssignmentWithdrawn: 'Återtagen',
  Coming: 'Kommande',
  Advantage: 'Försprång',
  Booked: 'Bokad',
  ReadyForRent: 'Hyresledig',
  Rented: 'Uthyrd',
});

/** What is special about the advertisement of one estate. The endpoint adds the many members that are alike for all. */
export type SandboxListing = {
  readonly estateId: string;
  /** Description, for the table in docs/sandbox.md. Empty for an ordinary one. */
  readonly shows: string;
  readonly type: Named;
  readonly subtype: Named | null;
  readonly tenure: Named | null;
  readonly status: Named;
  readonly objectNumber: string | null;
  readonly isPublished: boolean;
  /** Null if the office hides the location. */
  readonly streetAddress: string | null;
  /** With its space: `211 60`. */
  readonly zipCode: string | null;
  readonly postalTown: string | null;
  readonly municipality: string | null;
  readonly area: string | null;
  readonly countryCode: string | null;
  /** Degrees north and east (WGS 84). */
  readonly coordinate: readonly [number, number] | null;
  /** Null if the office hides the price. */
  readonly startingPrice: number | null;
  readonly finalPrice: number | null;
  readonly priceText: string | null;
  readonly currency: string | null;
  /** Dates without offset, with 0 to 3 fraction digits: Swedish time. */
  readonly assignmentDate: string | null;
  readonly contractDate: string | null;
  readonly possessionAt: string | null;
  readonly possessionEstimation: string | null;
  readonly publishedAt: string | null;
  readonly changedAt: string | null;
  readonly primaryAgentId: string | null;
  readonly secondaryAgentId: string | null;
  /** Square metres. */
  readonly livingArea: number | null;
  readonly rooms: number | null;
  /** Square metres. */
  readonly plotArea: number | null;
  /** Number of pictures. Each adds about 400 bytes. */
  readonly images: number;
  readonly fault?: FaultName;
  /** Delay before the answer, in milliseconds. */
  readonly delayMs?: number;
};

/** A listing that is published and for sale. Facts that are left out are null. */
export const listing = (estateId: string, shows: string, facts: Partial<SandboxListing>): SandboxListing => ({
  type: TYPE.HousingCooperative,
  subtype: null,
  tenure: null,
  status: STATUS.ForSale,
  objectNumber: null,
  isPublished: true,
  streetAddress: null,
  zipCode: null,
  postalTown: null,
  municipality: null,
  area: null,
  countryCode: 'SE',
  coordinate: null,
  startingPrice: null,
  finalPrice: null,
  priceText: null,
  currency: 'SEK',
  assignmentDate: null,
  contractDate: null,
  possessionAt: null,
  possessionEstimation: null,
  publishedAt: null,
  changedAt: null,
  primaryAgentId: null,
  secondaryAgentId: null,
  livingArea: null,
  rooms: null,
  plotArea: null,
  images: 3,
  ...facts,
  estateId,
  shows,
});

import { createCodeLookup } from './code-table.ts';

/** On which side of a sale a contact stands. */
export const ESTATE_TIE_SIDES = ['BUYER', 'SELLER', 'SPECULATOR'] as const;
export type EstateTieSide = (typeof ESTATE_TIE_SIDES)[number];

/** Vitec's InterestLevel, the keenest first. */
const INTEREST_LEVELS = {
  RESERVED: { code: 'Reserved', value: 40 },
  BOOKED: { code: 'Booked', value: 50 },
  PARTICIPATES_IN_BIDDING: { code: 'ParticipateInBidding', value: 60 },
  ON_HOLD_IN_BIDDING: { code: 'OnHoldInBidding', value: 70 },
  FOLLOWS_BIDDING: { code: 'FollowingBidding', value: 75 },
  VERY_INTERESTED: { code: 'VeryInterested', value: 80 },
  HAS_BEEN_AT_OR_COMES_TO_VIEWING: { code: 'BeenAtOrComingToViewing', value: 90 },
  INTERESTED: { code: 'Interested', value: 100 },
  ASSIGNED: { code: 'Assigned', value: 110 },
  NOT_INTERESTED: { code: 'NotInterested', value: 200 },
  ARCHIVED: { code: 'Archived', value: 300 },
} as const;
export type InterestLevel = keyof typeof INTEREST_LEVELS | 'OTHER';

/** By Vitec's name or number; OTHER for one that this version does not know. */
export const toInterestLevel: (code: string) => InterestLevel = createCodeLookup(INTEREST_LEVELS);

/** One tie between a contact and an estate of the same customer. Vitec sends no date for it. */
export type EstateTie = {
  readonly customerId: string;
  readonly contactId: string;
  readonly side: EstateTieSide;
  readonly estateId: string;
  /** The name or the number of Vitec's EstateTypeCriteria, as sent. */
  readonly estateTypeCode: string;
  /** A seller's share, as sent: 1/2. Null for others. */
  readonly shareHolding: string | null;
  /** The name or the number of a speculator's InterestLevel, as sent. Null for others. */
  readonly interestLevelCode: string | null;
  /** Among equal ties of the contact to the estate: 0, 1, ... */
  readonly duplicateIndex: number;
};

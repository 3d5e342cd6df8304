import type { ContactKey, EstateKey } from './contact.ts';
import type { EstateRole } from './estate-role.ts';
import { encodeId } from './opaque-id.ts';
import { isConvertedRelation, relationWord, toPartyRelation } from './party-relation.ts';

type Tie = {
  /** The contact that has the role. All rows of an answer share one object. */
  readonly contact: ContactKey;
  readonly role: EstateRole;
  readonly estate: EstateKey;
  /** RFC 3339 with three fraction digits, from `toDateTime`; null if Vitec sends no valid date. */
  readonly createdAt: string | null;
  /** The same instant, in milliseconds since 1970. */
  readonly createdMs: number | null;
  /** 0, 1, ... among rows of one contact that differ at most in their date. */
  readonly duplicateIndex: number;
};
/** The contact is the buyer, seller, tenant or owner (Vitec: EstateParty). */
export type PrimaryPartyRole = Tie & { readonly kind: 'PRIMARY' };
/** The contact acts for, or stands beside, a primary party (Vitec: EstateExtraParty). */
export type ExtraPartyRole = Tie & {
  readonly kind: 'EXTRA';
  /** The name or the number of Vitec's enumeration value, as sent. */
  readonly relationCode: string;
  readonly actsForContactId: string | null;
};
/** One tie between a contact and an estate. */
export type PartyRole = PrimaryPartyRole | ExtraPartyRole;

export const isExtra = (role: PartyRole): role is ExtraPartyRole => role.kind === 'EXTRA';
export const isPrimary = (role: PartyRole): role is PrimaryPartyRole => role.kind === 'PRIMARY';

/** RECORDED: as recorded by Vitec. ESTIMATED: from a relation converted before 2024. UNKNOWN: no date, or possibly computed or imported. */
export const ROLE_DATE_PRECISIONS = ['RECORDED', 'ESTIMATED', 'UNKNOWN'] as const;
export type RoleDatePrecision = (typeof ROLE_DATE_PRECISIONS)[number];

/** "Before 2024" on Vitec's help page has no time zone; Swedish time is assumed. */
const CONVERTED_BEFORE_MS = Date.parse('2024-01-01T00:00:00+01:00');

/** How reliable the date of a role is (Vitec's help page, roleCreatedAt of EstateParty and EstateExtraParty). */
export function createdAtPrecision(role: PartyRole): RoleDatePrecision {
  if (role.kind === 'PRIMARY' || role.createdMs === null) return 'UNKNOWN';
  const isEstimate = isConvertedRelation(toPartyRelation(role.relationCode)) && role.createdMs < CONVERTED_BEFORE_MS;
  return isEstimate ? 'ESTIMATED' : 'RECORDED';
}

/**
 * Sets `duplicateIndex`, oldest row first, so that the id of a row stays the same when Vitec adds rows or sends them in another order. The
 * rows keep their order.
 */
export function numberDuplicates(rows: readonly PartyRole[]): readonly PartyRole[] {
  if (rows.length < 2 || (rows.length === 2 && rows[0]?.estate.estateId !== rows[1]?.estate.estateId)) return rows;
  const estates = new Set<string>();
  const repeated = new Set<string>();
  for (const { estate } of rows) (estates.has(estate.estateId) ? repeated : estates).add(estate.estateId);
  if (repeated.size === 0) return rows;
  const numbered = [...rows];
  const candidates = [...rows.keys()].filter((index) => repeated.has(rows[index]?.estate.estateId ?? ''));
  for (const duplicates of Map.groupBy(candidates, (index) => JSON.stringify(identity(rows[index] as PartyRole))).values()) {
    duplicates.sort((a, b) => compareCreated(rows[a], rows[b]));
    duplicates.forEach((index, duplicateIndex) => {
      numbered[index] = { ...(rows[index] as PartyRole), duplicateIndex };
    });
  }
  return numbered;
}

/** Oldest first, undated rows last. */
function compareCreated(a: PartyRole | undefined, b: PartyRole | undefined): number {
  const [createdA, createdB] = [createdOf(a), createdOf(b)];
  return createdA === createdB ? 0 : createdA - createdB;
}
const createdOf = (row: PartyRole | undefined): number => row?.createdMs ?? Number.POSITIVE_INFINITY;

/** The opaque id of a row. The date is not part of it, since Vitec may recompute it. */
export const partyRoleId = (role: PartyRole): string =>
  encodeId(['PartyRole', role.contact.customerId, role.contact.contactId, ...identity(role), String(role.duplicateIndex)]);

const identity = (role: PartyRole): readonly (string | null)[] =>
  role.kind === 'PRIMARY'
    ? [role.estate.estateId, role.kind, role.role]
    : [role.estate.estateId, role.kind, role.role, relationWord(role.relationCode), role.actsForContactId];

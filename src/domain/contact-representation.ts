import { type PartyRelation, toPartyRelation } from './party-relation.ts';
import type { ExtraPartyRole } from './party-role.ts';

/** Whom a contact acts for, how, and over which estates. */
export type ContactRepresentation = {
  /** Null: Vitec names no party acted for, as for some contact persons. */
  readonly principalContactId: string | null;
  readonly relations: readonly PartyRelation[];
  readonly estateIds: readonly string[];
  readonly partyRoles: readonly ExtraPartyRole[];
};

/** One entry a principal in the order they first occur, and last, if there are any, one for the rows without a principal. */
export function representationsOf(rows: readonly ExtraPartyRole[]): readonly ContactRepresentation[] {
  const byPrincipal = Map.groupBy(rows, (row) => row.actsForContactId);
  const withoutPrincipal = byPrincipal.get(null);
  byPrincipal.delete(null);
  if (withoutPrincipal) byPrincipal.set(null, withoutPrincipal);
  return [...byPrincipal].map(([principalContactId, partyRoles]) => ({
    principalContactId,
    relations: [...new Set(partyRoles.map((row) => toPartyRelation(row.relationCode)))],
    estateIds: [...new Set(partyRoles.map((row) => row.estate.estateId))],
    partyRoles,
  }));
}

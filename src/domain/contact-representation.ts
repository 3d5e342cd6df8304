import { type PartyRelation, toPartyRelation } from './party-relation.ts';
import type { ExtraPartyRole } from './party-role.ts';

/** One principal that a contact acts for, with the relations and the estates. */
export type ContactRepresentation = {
  /** Null: Vitec names no principal, as for some contact persons. */
  readonly principalContactId: string | null;
  readonly relations: readonly PartyRelation[];
  readonly estateIds: readonly string[];
  readonly partyRoles: readonly ExtraPartyRole[];
};

/** One entry per principal, in order of first occurrence. Rows without a principal share the last entry. */
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

import { ESTATE_ROLES, type EstateRole, PARTY_ROLE_KINDS, type PartyRoleKind } from './estate-role.ts';
import type { PartyRole } from './party-role.ts';

export type PartyRoleGroup<Row extends PartyRole> = {
  readonly role: EstateRole;
  readonly kind: PartyRoleKind;
  readonly partyRoles: readonly Row[];
};

/** The rows by role and kind, buyers first and primary before extra; only groups that have rows, each in the order they came. */
export const groupPartyRoles = <Row extends PartyRole>(rows: readonly Row[]): readonly PartyRoleGroup<Row>[] =>
  ESTATE_ROLES.flatMap((role) =>
    PARTY_ROLE_KINDS.map((kind) => ({ role, kind, partyRoles: rows.filter((row) => row.role === role && row.kind === kind) })),
  ).filter(({ partyRoles }) => partyRoles.length > 0);

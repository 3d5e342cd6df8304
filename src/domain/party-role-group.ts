import { ESTATE_ROLES, type EstateRole, PARTY_ROLE_KINDS, type PartyRoleKind } from './estate-role.ts';
import type { PartyRole } from './party-role.ts';

export type PartyRoleGroup<Row extends PartyRole> = {
  readonly role: EstateRole;
  readonly kind: PartyRoleKind;
  readonly partyRoles: readonly Row[];
};

/** Groups rows by role and kind: buyers first, primary before extra. Empty groups are left out; rows keep their order. */
export const groupPartyRoles = <Row extends PartyRole>(rows: readonly Row[]): readonly PartyRoleGroup<Row>[] =>
  ESTATE_ROLES.flatMap((role) =>
    PARTY_ROLE_KINDS.map((kind) => ({ role, kind, partyRoles: rows.filter((row) => row.role === role && row.kind === kind) })),
  ).filter(({ partyRoles }) => partyRoles.length > 0);

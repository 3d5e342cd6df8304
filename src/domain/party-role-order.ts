import { ESTATE_ROLES, PARTY_ROLE_KINDS } from './estate-role.ts';
import type { PartyRole } from './party-role.ts';

export const PARTY_ROLE_ORDER_FIELDS = ['CREATED_AT', 'ROLE'] as const;
export const PARTY_ROLE_ORDER_DIRECTIONS = ['ASC', 'DESC'] as const;

/** CREATED_AT: by date. ROLE: by role in the given direction, then primary before extra, then newest first. */
export type PartyRoleOrder = {
  readonly field: (typeof PARTY_ROLE_ORDER_FIELDS)[number];
  readonly direction: (typeof PARTY_ROLE_ORDER_DIRECTIONS)[number];
};

export const NEWEST_FIRST: PartyRoleOrder = { field: 'CREATED_AT', direction: 'DESC' };
export const isNewestFirst = ({ field, direction }: PartyRoleOrder): boolean =>
  field === NEWEST_FIRST.field && direction === NEWEST_FIRST.direction;

/** Sorts rows without changing the array. Undated rows come last in either direction; equal rows keep Vitec's order. */
export function orderPartyRoles<Row extends PartyRole>(rows: readonly Row[], order: PartyRoleOrder): readonly Row[] {
  if (rows.length < 2) return rows;
  return [...rows].sort(order.field === 'CREATED_AT' ? byDate(order.direction) : byRole(order.direction));
}

const sign = { ASC: 1, DESC: -1 } as const;

const byDate =
  (direction: PartyRoleOrder['direction']) =>
  ({ createdMs: a }: PartyRole, { createdMs: b }: PartyRole): number => {
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    return sign[direction] * (a - b);
  };

const newestFirst = byDate('DESC');

const byRole =
  (direction: PartyRoleOrder['direction']) =>
  (a: PartyRole, b: PartyRole): number =>
    sign[direction] * (ESTATE_ROLES.indexOf(a.role) - ESTATE_ROLES.indexOf(b.role)) ||
    PARTY_ROLE_KINDS.indexOf(a.kind) - PARTY_ROLE_KINDS.indexOf(b.kind) ||
    newestFirst(a, b);

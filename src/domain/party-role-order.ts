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

type Compare = (a: PartyRole, b: PartyRole) => number;

/** The rows in an order: themselves if they have it. Undated rows come last in either direction; equal rows keep Vitec's order. */
export function orderPartyRoles<Row extends PartyRole>(rows: readonly Row[], { field, direction }: PartyRoleOrder): readonly Row[] {
  const compare = COMPARE[field][direction];
  return isOrdered(rows, compare) ? rows : [...rows].sort(compare);
}

function isOrdered(rows: readonly PartyRole[], compare: Compare): boolean {
  let before: PartyRole | null = null;
  for (const row of rows) {
    if (before && compare(before, row) > 0) return false;
    before = row;
  }
  return true;
}

const byDate =
  (sign: number): Compare =>
  (a, b) => {
    if (a.createdMs === null || b.createdMs === null) return Number(a.createdMs === null) - Number(b.createdMs === null);
    return sign * (a.createdMs - b.createdMs);
  };
const oldestFirst = byDate(1);
const newestFirst = byDate(-1);

const byRole =
  (sign: number): Compare =>
  (a, b) =>
    sign * (ESTATE_ROLES.indexOf(a.role) - ESTATE_ROLES.indexOf(b.role)) ||
    PARTY_ROLE_KINDS.indexOf(a.kind) - PARTY_ROLE_KINDS.indexOf(b.kind) ||
    newestFirst(a, b);

const COMPARE = {
  CREATED_AT: { ASC: oldestFirst, DESC: newestFirst },
  ROLE: { ASC: byRole(1), DESC: byRole(-1) },
} as const;

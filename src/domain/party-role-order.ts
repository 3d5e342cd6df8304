import { instantMs } from './date-time.ts';
import { ESTATE_ROLES, PARTY_ROLE_KINDS } from './estate-role.ts';
import type { PartyRole } from './party-role.ts';

export const PARTY_ROLE_ORDER_FIELDS = ['CREATED_AT', 'ROLE'] as const;
export const PARTY_ROLE_ORDER_DIRECTIONS = ['ASC', 'DESC'] as const;

/** CREATED_AT: by date. ROLE: by role in the direction asked for, within it primary before extra, then the newest first. */
export type PartyRoleOrder = {
  readonly field: (typeof PARTY_ROLE_ORDER_FIELDS)[number];
  readonly direction: (typeof PARTY_ROLE_ORDER_DIRECTIONS)[number];
};

export const NEWEST_FIRST: PartyRoleOrder = { field: 'CREATED_AT', direction: 'DESC' };
export const isNewestFirst = ({ field, direction }: PartyRoleOrder): boolean =>
  field === NEWEST_FIRST.field && direction === NEWEST_FIRST.direction;

type Dated<Row> = { readonly row: Row; readonly createdMs: number | null };

/** The same rows in order. Undated rows come last in either direction; ties keep the order they came in, which is Vitec's. */
export function orderPartyRoles<Row extends PartyRole>(rows: readonly Row[], order: PartyRoleOrder): readonly Row[] {
  const dated = rows.map((row): Dated<Row> => ({ row, createdMs: row.createdAt === null ? null : instantMs(row.createdAt) }));
  const compare = order.field === 'CREATED_AT' ? byDate(order.direction) : byRole(order.direction);
  return dated.sort(compare).map(({ row }) => row);
}

const sign = { ASC: 1, DESC: -1 } as const;

const byDate =
  (direction: PartyRoleOrder['direction']) =>
  (a: Dated<PartyRole>, b: Dated<PartyRole>): number => {
    if (a.createdMs === null || b.createdMs === null) return Number(a.createdMs === null) - Number(b.createdMs === null);
    return sign[direction] * (a.createdMs - b.createdMs);
  };

const newestFirst = byDate('DESC');

const byRole =
  (direction: PartyRoleOrder['direction']) =>
  (a: Dated<PartyRole>, b: Dated<PartyRole>): number =>
    sign[direction] * (ESTATE_ROLES.indexOf(a.row.role) - ESTATE_ROLES.indexOf(b.row.role)) ||
    PARTY_ROLE_KINDS.indexOf(a.row.kind) - PARTY_ROLE_KINDS.indexOf(b.row.kind) ||
    newestFirst(a, b);

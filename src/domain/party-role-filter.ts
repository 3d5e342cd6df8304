import { instantMs } from './date-time.ts';
import type { EstateRole, PartyRoleKind } from './estate-role.ts';
import { type PartyRelation, toPartyRelation } from './party-relation.ts';
import type { PartyRole } from './party-role.ts';

/** Null: no restriction. An empty list matches nothing. `since` is inclusive, `until` exclusive; an undated role matches neither. */
export type PartyRoleFilter = {
  readonly roles: readonly EstateRole[] | null;
  readonly kinds: readonly PartyRoleKind[] | null;
  /** Keeps only extra roles, since primary roles have no relation. */
  readonly relations: readonly PartyRelation[] | null;
  /** Keeps only extra roles, since primary roles have no principal. */
  readonly actsForContactIds: readonly string[] | null;
  readonly estateIds: readonly string[] | null;
  readonly since: string | null;
  readonly until: string | null;
};

export const NO_FILTER: PartyRoleFilter = {
  roles: null,
  kinds: null,
  relations: null,
  actsForContactIds: null,
  estateIds: null,
  since: null,
  until: null,
};

/** Whether a row of this role and kind can match. False only if none can: the rows of such a list are not created. */
export function mayMatch(
  { role, kind }: Pick<PartyRole, 'role' | 'kind'>,
  { roles, kinds, relations, actsForContactIds }: PartyRoleFilter,
): boolean {
  if (kind === 'PRIMARY' && (relations || actsForContactIds)) return false;
  return (roles?.includes(role) ?? true) && (kinds?.includes(kind) ?? true);
}

/** The matching rows, in their order. */
export function filterPartyRoles<Row extends PartyRole>(rows: readonly Row[], filter: PartyRoleFilter): readonly Row[] {
  if (filter === NO_FILTER) return rows;
  const roles = toSet(filter.roles);
  const kinds = toSet(filter.kinds);
  const relations = toSet(filter.relations);
  const principals = toSet(filter.actsForContactIds);
  const estates = toSet(filter.estateIds);
  const sinceMs = filter.since === null ? null : instantMs(filter.since);
  const untilMs = filter.until === null ? null : instantMs(filter.until);

  return rows.filter((row: PartyRole) => {
    if (roles && !roles.has(row.role)) return false;
    if (kinds && !kinds.has(row.kind)) return false;
    if (estates && !estates.has(row.estate.estateId)) return false;
    if (relations && !(row.kind === 'EXTRA' && relations.has(toPartyRelation(row.relationCode)))) return false;
    if (principals && !(row.kind === 'EXTRA' && row.actsForContactId !== null && principals.has(row.actsForContactId))) return false;
    if (sinceMs === null && untilMs === null) return true;
    const { createdMs } = row;
    return createdMs !== null && (sinceMs === null || createdMs >= sinceMs) && (untilMs === null || createdMs < untilMs);
  });
}

const toSet = <Value>(values: readonly Value[] | null): ReadonlySet<Value> | null => (values === null ? null : new Set(values));

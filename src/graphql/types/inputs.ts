import { Failure } from '../../domain/failure.ts';
import type { PartyRole } from '../../domain/party-role.ts';
import { NO_FILTER, type PartyRoleFilter } from '../../domain/party-role-filter.ts';
import { NEWEST_FIRST, type PartyRoleOrder } from '../../domain/party-role-order.ts';
import type { PartyRoles } from '../../domain/party-roles.ts';
import type { Builder } from '../schema/builder.ts';
import type { Enums } from './enums.ts';
import { PERSON_TAG } from './person-tag.ts';

/** The filter and the order of role lists. */
export const createInputs = (builder: Builder, enums: Enums) => ({
  PartyRoleFilter: builder.inputType('PartyRoleFilter', {
    description:
      'Absent or null: no restriction. An empty list matches nothing. since is inclusive, until exclusive; an undated role matches neither.',
    fields: (t) => ({
      roles: t.field({ type: [enums.EstateRole], description: 'Roller. Keeps only these roles.' }),
      kinds: t.field({ type: [enums.PartyRoleKind], description: 'Part eller extra part. Keeps only these kinds.' }),
      relations: t.field({ type: [enums.PartyRelation], description: 'Relationer. Keeps only extra roles with these relations.' }),
      estateIds: t.idList({ description: 'Ids of estates as Vitec has them: any text.' }),
      actsForContactIds: t.idList({
        directives: [PERSON_TAG],
        description: 'Ids of the parties acted for, as Vitec has them. Keeps only extra roles.',
      }),
      since: t.field({ type: 'DateTime', description: 'The earliest createdAt, itself included.' }),
      until: t.field({ type: 'DateTime', description: 'The first createdAt that is too late.' }),
    }),
  }),
  PartyRoleOrder: builder.inputType('PartyRoleOrder', {
    description: 'The order of a list of roles. Ties keep the order of Vitec: buyer, seller, tenant, owner, then the extras.',
    fields: (t) => ({
      field: t.field({ type: enums.PartyRoleOrderField, required: true, description: 'By date or by role.' }),
      direction: t.field({
        type: enums.PartyRoleOrderDirection,
        required: true,
        defaultValue: 'ASC',
        description: 'Undated roles come last in either.',
      }),
    }),
  }),
});

export type Inputs = ReturnType<typeof createInputs>;

/** A filter as graphql-js coerces it: each field may be absent. */
export type FilterInput = { readonly [Field in keyof PartyRoleFilter]?: PartyRoleFilter[Field] | undefined };

/** Most values of a list in a filter, since every contact and alias with the filter reads the list. */
const MAX_FILTER_VALUES = 1_000;

/** Throws BAD_USER_INPUT for a list that is too long, before Vitec is called. */
export const toPartyRoleFilter = (input: FilterInput | null | undefined): PartyRoleFilter =>
  input
    ? {
        roles: withinLimit(input.roles),
        kinds: withinLimit(input.kinds),
        relations: withinLimit(input.relations),
        actsForContactIds: withinLimit(input.actsForContactIds),
        estateIds: withinLimit(input.estateIds),
        since: input.since ?? null,
        until: input.until ?? null,
      }
    : NO_FILTER;

/** Null: no restriction. Throws BAD_USER_INPUT for a list that is too long. */
export function withinLimit<Value>(values: readonly Value[] | null | undefined): readonly Value[] | null {
  if (values && values.length > MAX_FILTER_VALUES) {
    throw new Failure('BAD_USER_INPUT', { message: `A list in a filter may have at most ${MAX_FILTER_VALUES} values.` });
  }
  return values ?? null;
}

export type RowSelection = {
  readonly filter?: FilterInput | null | undefined;
  readonly orderBy?: PartyRoleOrder | null | undefined;
  readonly first?: number | null | undefined;
  readonly offset?: number | null | undefined;
};

/** Narrows the rows to the type that a field lists. Not a part of the filter: PartyRoles memoizes the order of unfiltered rows only. */
export type NarrowRows<Row extends PartyRole> = (rows: readonly PartyRole[]) => readonly Row[];

/** Validates the arguments of a role list before Vitec is called, and returns the function that selects its rows. */
export function toRowSelector<Row extends PartyRole>(
  { filter, orderBy, first, offset }: RowSelection,
  narrow: NarrowRows<Row>,
): (roles: PartyRoles) => readonly Row[] {
  if (typeof first === 'number' && first < 0) throw new Failure('BAD_USER_INPUT', { message: '`first` cannot be negative.' });
  if (typeof offset === 'number' && offset < 0) throw new Failure('BAD_USER_INPUT', { message: '`offset` cannot be negative.' });
  const from = offset ?? 0;
  const to = typeof first === 'number' ? from + first : undefined;
  const wanted = toPartyRoleFilter(filter);
  return (roles) => {
    const rows = narrow(roles.select(wanted, orderBy ?? NEWEST_FIRST));
    return from > 0 || to !== undefined ? rows.slice(from, to) : rows;
  };
}

import type { EstateRole, PartyRoleKind } from './estate-role.ts';
import type { PartyRole } from './party-role.ts';
import { filterPartyRoles, mayMatch, NO_FILTER, type PartyRoleFilter } from './party-role-filter.ts';
import { isNewestFirst, orderPartyRoles, type PartyRoleOrder } from './party-role-order.ts';

/** One list of an answer. Duplicates have the same role and kind, so they are in one list. */
export type PartyRoleList = {
  readonly role: EstateRole;
  readonly kind: PartyRoleKind;
  readonly length: number;
  /** Created on first use, and then the same. */
  readonly rows: readonly PartyRole[];
};

/**
 * The roles of one contact. The rows of a list are created on first use and then reused: a query for the tenancies of a contact does not
 * create rows for its 10,000 sales.
 */
export class PartyRoles {
  readonly #lists: readonly PartyRoleList[];
  /** All rows in the default order; memoized, since a cached answer is read many times. */
  #newestFirst: readonly PartyRole[] | null = null;
  /** Memoized for the same reason. */
  #principalIds: readonly string[] | null = null;

  /** The lists in Vitec's order: buyer, seller, tenant, owner, then the extras of each. */
  constructor(lists: readonly PartyRoleList[]) {
    this.#lists = lists;
  }

  /** Rows of all lists. */
  get count(): number {
    let count = 0;
    for (const { length } of this.#lists) count += length;
    return count;
  }

  /** The contacts that this one acts for, each once. */
  get principalIds(): readonly string[] {
    this.#principalIds ??= principalIdsOf(this.matching(EXTRAS));
    return this.#principalIds;
  }

  /** The matching rows, in `order`. */
  select(filter: PartyRoleFilter, order: PartyRoleOrder): readonly PartyRole[] {
    const isDefault = filter === NO_FILTER && isNewestFirst(order);
    if (!isDefault) return orderPartyRoles(this.matching(filter), order);
    this.#newestFirst ??= orderPartyRoles(this.matching(NO_FILTER), order);
    return this.#newestFirst;
  }

  /** The matching rows, in Vitec's order. */
  matching(filter: PartyRoleFilter): readonly PartyRole[] {
    const lists = this.#lists.filter((list) => mayMatch(list, filter));
    const rows = NO_ROWS.concat(...lists.map((list) => list.rows));
    return filterPartyRoles(rows, filter);
  }
}

const NO_ROWS: readonly PartyRole[] = [];
const EXTRAS: PartyRoleFilter = { ...NO_FILTER, kinds: ['EXTRA'] };

const principalIdsOf = (rows: readonly PartyRole[]): readonly string[] => [
  ...new Set(rows.flatMap((row) => (row.kind === 'EXTRA' && row.actsForContactId !== null ? [row.actsForContactId] : []))),
];

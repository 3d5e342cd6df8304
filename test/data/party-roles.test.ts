import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ESTATE_ROLES, PARTY_ROLE_KINDS } from '../../src/domain/estate-role.ts';
import type { PartyRole } from '../../src/domain/party-role.ts';
import { filterPartyRoles, NO_FILTER } from '../../src/domain/party-role-filter.ts';
import { NEWEST_FIRST, orderPartyRoles } from '../../src/domain/party-role-order.ts';
import { PartyRoles } from '../../src/domain/party-roles.ts';
import { partyRoleFilter, partyRoles, primary } from '../support/party-role.ts';

/** The rows in Vitec's order, and the same in lists that tell when they are read. */
function listed(rows: readonly PartyRole[]) {
  const read: string[] = [];
  const lists = PARTY_ROLE_KINDS.flatMap((kind) =>
    ESTATE_ROLES.map((role) => {
      const own = rows.filter((row) => row.kind === kind && row.role === role);
      return {
        kind,
        role,
        own,
        length: own.length,
        get rows() {
          read.push(`${kind} ${role}`);
          return own;
        },
      };
    }),
  );
  return { read, inVitecsOrder: lists.flatMap(({ own }) => own), roles: new PartyRoles(lists) };
}
const order = fc.record({
  field: fc.constantFrom('CREATED_AT' as const, 'ROLE' as const),
  direction: fc.constantFrom('ASC' as const, 'DESC' as const),
});

describe('the roles of a contact', () => {
  it('are the rows that match, in the order asked for, as if all had been made and looked through', () => {
    fc.assert(
      fc.property(partyRoles, fc.option(partyRoleFilter), order, (rows, wanted, way) => {
        const { roles, inVitecsOrder } = listed(rows);
        const filter = wanted ?? NO_FILTER;
        const matching = filterPartyRoles(inVitecsOrder, filter);
        for (let time = 0; time < 2; time += 1) {
          expect(roles.matching(filter)).toEqual(matching);
          expect(roles.select(filter, way)).toEqual(orderPartyRoles(matching, way));
        }
        expect(roles.count).toBe(rows.length);
      }),
    );
  });

  it('are read from no list whose rows cannot match', () => {
    const { roles, read } = listed([primary({ role: 'SELLER' }), primary({ role: 'TENANT' })]);
    roles.matching({ ...NO_FILTER, roles: ['TENANT'], kinds: ['PRIMARY'] });
    expect(read).toEqual(['PRIMARY TENANT']);
    roles.matching({ ...NO_FILTER, relations: ['GUARDIAN'] });
    expect(read).toEqual(['PRIMARY TENANT', ...ESTATE_ROLES.map((role) => `EXTRA ${role}`)]);
  });

  it('are ordered by date once', () => {
    const { roles } = listed([
      primary({ createdAt: '2020-01-01T00:00:00.000+01:00' }),
      primary({ createdAt: '2021-01-01T00:00:00.000+01:00' }),
    ]);
    expect(roles.select(NO_FILTER, { ...NEWEST_FIRST })).toBe(roles.select(NO_FILTER, NEWEST_FIRST));
  });
});

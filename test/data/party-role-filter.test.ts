import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PartyRole } from '../../src/domain/party-role.ts';
import { filterPartyRoles, NO_FILTER } from '../../src/domain/party-role-filter.ts';
import { primary as makePrimary, partyRoleFilter, partyRoles } from '../support/party-role.ts';

const estate = { customerId: 'M1', estateId: 'e1' };
const primary = makePrimary({ estate });
const extra: PartyRole = {
  ...makePrimary({ estate, createdAt: '2026-01-01T00:00:00.000+01:00' }),
  kind: 'EXTRA',
  relationCode: 'Guardian',
  actsForContactId: 'p1',
};

describe('a filter', () => {
  it('never invents, loses or reorders rows: what it keeps and what it drops make up the whole', () => {
    fc.assert(
      fc.property(partyRoles, partyRoleFilter, (rows, filter) => {
        const kept = filterPartyRoles(rows, filter);
        expect(rows.filter((row) => kept.includes(row))).toEqual(kept);
        for (const row of rows) expect(filterPartyRoles([row], filter)).toEqual(kept.includes(row) ? [row] : []);
      }),
    );
  });

  it('keeps everything when it says nothing', () => {
    fc.assert(
      fc.property(partyRoles, (rows) => {
        expect(filterPartyRoles(rows, NO_FILTER)).toEqual(rows);
      }),
    );
  });

  it('keeps what both of two filters keep, when their fields are joined', () => {
    fc.assert(
      fc.property(partyRoles, partyRoleFilter, partyRoleFilter, (rows, a, b) => {
        const joined = {
          ...NO_FILTER,
          roles: a.roles,
          kinds: a.kinds,
          relations: b.relations,
          estateIds: b.estateIds,
          since: a.since,
          until: b.until,
        };
        const first = filterPartyRoles(rows, { ...NO_FILTER, roles: a.roles, kinds: a.kinds, since: a.since });
        const second = filterPartyRoles(first, { ...NO_FILTER, relations: b.relations, estateIds: b.estateIds, until: b.until });
        expect(filterPartyRoles(rows, joined)).toEqual(second);
      }),
    );
  });

  it.each(['roles', 'kinds', 'relations', 'estateIds', 'actsForContactIds'] as const)(
    'matches nothing when its %s are an empty list',
    (field) => {
      expect(filterPartyRoles([primary, extra], { ...NO_FILTER, [field]: [] })).toEqual([]);
    },
  );

  it('includes the instant of since and excludes that of until, whatever their offsets', () => {
    const instant = '2025-12-31T23:00:00.000Z'; // the same as extra.createdAt
    expect(filterPartyRoles([extra], { ...NO_FILTER, since: instant })).toEqual([extra]);
    expect(filterPartyRoles([extra], { ...NO_FILTER, until: instant })).toEqual([]);
    expect(filterPartyRoles([extra], { ...NO_FILTER, until: '2025-12-31T23:00:00.001Z' })).toEqual([extra]);
  });

  it('lets no undated row through since or until', () => {
    expect(filterPartyRoles([primary], { ...NO_FILTER, since: '1900-01-01T00:00:00.000Z' })).toEqual([]);
    expect(filterPartyRoles([primary], { ...NO_FILTER, until: '2999-01-01T00:00:00.000Z' })).toEqual([]);
  });

  it('leaves extra roles only, by relation and by principal', () => {
    expect(filterPartyRoles([primary, extra], { ...NO_FILTER, relations: ['GUARDIAN', 'OTHER'] })).toEqual([extra]);
    expect(filterPartyRoles([primary, extra], { ...NO_FILTER, actsForContactIds: ['p1'] })).toEqual([extra]);
  });
});

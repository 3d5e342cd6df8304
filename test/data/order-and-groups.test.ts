import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { representationsOf } from '../../src/domain/contact-representation.ts';
import { instantMs } from '../../src/domain/date-time.ts';
import { ESTATE_ROLES } from '../../src/domain/estate-role.ts';
import { isExtra, type PartyRole } from '../../src/domain/party-role.ts';
import { groupPartyRoles } from '../../src/domain/party-role-group.ts';
import { orderPartyRoles } from '../../src/domain/party-role-order.ts';
import { partyRoles } from '../support/party-role.ts';

const direction = fc.constantFrom('ASC' as const, 'DESC' as const);
const pairs = (rows: readonly PartyRole[]) => rows.slice(1).map((row, index) => [rows[index], row] as [PartyRole, PartyRole]);

describe('an order', () => {
  it('neither loses nor invents a row', () => {
    fc.assert(
      fc.property(partyRoles, fc.constantFrom('CREATED_AT' as const, 'ROLE' as const), direction, (rows, field, way) => {
        const ordered = orderPartyRoles(rows, { field, direction: way });
        expect(new Set(ordered)).toEqual(new Set(rows));
        expect(ordered).toHaveLength(rows.length);
      }),
    );
  });

  it('by date goes one way, puts undated rows last both ways, and keeps the order of ties', () => {
    fc.assert(
      fc.property(partyRoles, direction, (rows, way) => {
        for (const [before, after] of pairs(orderPartyRoles(rows, { field: 'CREATED_AT', direction: way }))) {
          if (before.createdAt === null) expect(after.createdAt).toBeNull();
          if (before.createdAt === after.createdAt) expect(rows.indexOf(before)).toBeLessThan(rows.indexOf(after));
          if (before.createdAt === null || after.createdAt === null) continue;
          const difference = instantMs(after.createdAt) - instantMs(before.createdAt);
          if (way === 'ASC') expect(difference).toBeGreaterThanOrEqual(0);
          else expect(difference).toBeLessThanOrEqual(0);
        }
      }),
    );
  });

  it('by role puts primary before extra and the newest first within each role, in either direction', () => {
    fc.assert(
      fc.property(partyRoles, direction, (rows, way) => {
        for (const [before, after] of pairs(orderPartyRoles(rows, { field: 'ROLE', direction: way }))) {
          const step = ESTATE_ROLES.indexOf(after.role) - ESTATE_ROLES.indexOf(before.role);
          expect(way === 'ASC' ? step : -step).toBeGreaterThanOrEqual(0);
          if (step !== 0) continue;
          expect([before.kind, after.kind]).not.toEqual(['EXTRA', 'PRIMARY']);
          if (before.kind !== after.kind) continue;
          if (before.createdAt === null) expect(after.createdAt).toBeNull();
          else if (after.createdAt !== null) expect(instantMs(before.createdAt)).toBeGreaterThanOrEqual(instantMs(after.createdAt));
        }
      }),
    );
  });
});

describe('groups', () => {
  it('hold every row once, under its own role and kind, in the order they came', () => {
    fc.assert(
      fc.property(partyRoles, (rows) => {
        const groups = groupPartyRoles(rows);
        expect(groups.flatMap((group) => group.partyRoles)).toHaveLength(rows.length);
        for (const group of groups) {
          expect(group.partyRoles).toEqual(rows.filter((row) => row.role === group.role && row.kind === group.kind));
          expect(group.partyRoles.length).toBeGreaterThan(0);
        }
        expect(new Set(groups.map(({ role, kind }) => `${role} ${kind}`)).size).toBe(groups.length);
      }),
    );
  });
});

describe('representations', () => {
  it('hold every extra row once, one entry a principal, and the one without a principal last', () => {
    fc.assert(
      fc.property(partyRoles, (all) => {
        const rows = all.filter(isExtra);
        const entries = representationsOf(rows);
        expect(entries.flatMap((entry) => entry.partyRoles)).toHaveLength(rows.length);
        expect(new Set(entries.map((entry) => entry.principalContactId)).size).toBe(entries.length);
        for (const [index, entry] of entries.entries()) {
          expect(entry.partyRoles).toEqual(rows.filter((row) => row.actsForContactId === entry.principalContactId));
          if (entry.principalContactId === null) expect(index).toBe(entries.length - 1);
          expect(new Set(entry.estateIds)).toEqual(new Set(entry.partyRoles.map((row) => row.estate.estateId)));
          expect(new Set(entry.relations).size).toBe(entry.relations.length);
        }
      }),
    );
  });
});

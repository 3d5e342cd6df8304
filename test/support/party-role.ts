import fc from 'fast-check';
import { instantMs } from '../../src/domain/date-time.ts';
import { ESTATE_ROLES, PARTY_ROLE_KINDS } from '../../src/domain/estate-role.ts';
import { KNOWN_RELATIONS, PARTY_RELATIONS } from '../../src/domain/party-relation.ts';
import { numberDuplicates, type PartyRole, type PrimaryPartyRole } from '../../src/domain/party-role.ts';
import type { PartyRoleFilter } from '../../src/domain/party-role-filter.ts';

const estateId = fc.constantFrom('home-1', 'home-2', 'home-3');
const CONTACT = { customerId: 'M1', contactId: 'c1' };

/** A seller of home-1, without a date, or as is said. */
export const primary = (role: Partial<PrimaryPartyRole> = {}): PrimaryPartyRole => ({
  kind: 'PRIMARY',
  contact: CONTACT,
  role: 'SELLER',
  estate: { customerId: 'M1', estateId: 'home-1' },
  createdAt: null,
  createdMs: role.createdAt ? instantMs(role.createdAt) : null,
  duplicateIndex: 0,
  ...role,
});

const principal = fc.constantFrom('p1', 'p2', 'p"3 <b>');
const dateTime = fc.constantFrom(
  '2019-05-01T10:00:00.000+02:00',
  '2023-12-31T23:59:59.999+01:00',
  '2024-01-01T00:00:00.000+01:00',
  '2026-10-04T13:51:40.354+02:00',
);
const relationCode = fc.constantFrom(...KNOWN_RELATIONS.map((relation) => PARTY_RELATIONS[relation].code), 'FutureRelation');
const tie = {
  contact: fc.constant(CONTACT),
  role: fc.constantFrom(...ESTATE_ROLES),
  estate: estateId.map((id) => ({ customerId: 'M1', estateId: id })),
  createdAt: fc.option(dateTime),
  createdMs: fc.constant(null),
  duplicateIndex: fc.constant(0),
};

/** Rows as Vitec's answers give them, with few values so that many of them are alike. */
export const partyRoles: fc.Arbitrary<readonly PartyRole[]> = fc
  .array(
    fc.oneof(
      fc.record({ ...tie, kind: fc.constant('PRIMARY' as const) }),
      fc.record({ ...tie, kind: fc.constant('EXTRA' as const), relationCode, actsForContactId: fc.option(principal) }),
    ),
    { maxLength: 30 },
  )
  .map((rows) => numberDuplicates(rows.map((row) => ({ ...row, createdMs: row.createdAt === null ? null : instantMs(row.createdAt) }))));

const some = <Value>(value: fc.Arbitrary<Value>) => fc.option(fc.array(value, { maxLength: 3 }));

export const partyRoleFilter: fc.Arbitrary<PartyRoleFilter> = fc.record({
  roles: some(fc.constantFrom(...ESTATE_ROLES)),
  kinds: some(fc.constantFrom(...PARTY_ROLE_KINDS)),
  relations: some(fc.constantFrom(...KNOWN_RELATIONS, 'OTHER' as const)),
  actsForContactIds: some(principal),
  estateIds: some(estateId),
  since: fc.option(dateTime),
  until: fc.option(dateTime),
});

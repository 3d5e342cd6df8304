import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contactCacheKey } from '../../src/domain/contact.ts';
import { contactNodeId, decodeContactNodeId, decodeEstateNodeId, estateNodeId } from '../../src/domain/opaque-id.ts';
import { numberDuplicates, type PartyRole, partyRoleId } from '../../src/domain/party-role.ts';
import { partyRoles, primary } from '../support/party-role.ts';

const anyText = fc.string({ unit: 'binary' });

describe('the name of a contact', () => {
  const text = fc.string({ unit: fc.constantFrom('/', '1', '2', 'a', '"'), maxLength: 4 });
  const key = fc.record({ customerId: text, contactId: text });

  it('is that of no other', () => {
    fc.assert(
      fc.property(key, key, (one, other) => {
        const isSame = one.customerId === other.customerId && one.contactId === other.contactId;
        expect(contactCacheKey(one) === contactCacheKey(other)).toBe(isSame);
      }),
      { numRuns: 5_000 },
    );
  });
});

describe('the id of a contact or an estate', () => {
  it('gives back both parts of it, whatever their text', () => {
    fc.assert(
      fc.property(anyText, anyText, (customerId, ownId) => {
        expect(decodeContactNodeId(contactNodeId({ customerId, contactId: ownId }))).toEqual({ customerId, contactId: ownId });
        expect(decodeEstateNodeId(estateNodeId({ customerId, estateId: ownId }))).toEqual({ customerId, estateId: ownId });
      }),
    );
  });

  it.each(['"quotes"', 'emoji 🏡', 'line\u2028separator', '<script>', '\ud800 alone', '', '\u0000'])('keeps %j whole', (estateId) => {
    expect(decodeEstateNodeId(estateNodeId({ customerId: 'M1', estateId }))).toEqual({ customerId: 'M1', estateId });
  });

  it('is in no other alphabet than that of an address', () => {
    fc.assert(
      fc.property(anyText, anyText, (customerId, contactId) => {
        expect(contactNodeId({ customerId, contactId })).toMatch(/^[A-Za-z0-9_-]+$/);
      }),
    );
  });

  it('does not read the one as the other', () => {
    expect(decodeEstateNodeId(contactNodeId({ customerId: 'M1', contactId: 'c1' }))).toBeNull();
    expect(decodeContactNodeId(estateNodeId({ customerId: 'M1', estateId: 'c1' }))).toBeNull();
  });

  it('refuses every text that was not made here', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.base64String()), (text) => {
        expect(decodeContactNodeId(text)).toBeNull();
      }),
    );
  });

  it.each([
    ['padding', (id: string) => `${id}=`],
    ['a space', (id: string) => `${id} `],
    ['a line break inside', (id: string) => `${id.slice(0, 8)}\n${id.slice(8)}`],
    ['another spelling of the JSON', () => Buffer.from('["Contact", "M1", "c1"]').toString('base64url')],
    ['a part too many', () => Buffer.from('["Contact","M1","c1","x"]').toString('base64url')],
    ['a number for a text', () => Buffer.from('["Contact","M1",1]').toString('base64url')],
    ['an object', () => Buffer.from('{"0":"Contact"}').toString('base64url')],
  ])('refuses its own with %s', (_what, change) =>
    expect(decodeContactNodeId(change(contactNodeId({ customerId: 'M1', contactId: 'c1' })))).toBeNull(),
  );
});

describe('the id of a row', () => {
  const contact = { customerId: 'M1', contactId: 'c1' };
  const seller = (createdAt: string | null): PartyRole => primary({ contact, createdAt });

  it('is its own among all rows of a contact', () => {
    fc.assert(
      fc.property(partyRoles, (rows) => {
        expect(new Set(rows.map((row) => partyRoleId(row))).size).toBe(rows.length);
      }),
    );
  });

  it('tells contacts and customers apart', () => {
    const [row] = numberDuplicates([seller(null)]);
    if (!row) throw new Error('one row in, one row out');
    const ids = [contact, { ...contact, contactId: 'c2' }, { ...contact, customerId: 'M2' }].map((key) =>
      partyRoleId({ ...row, contact: key }),
    );
    expect(new Set(ids).size).toBe(3);
  });

  it('stays the same when Vitec sends the rows in another order and adds others', () => {
    const idsByRow = (rows: readonly PartyRole[]) =>
      new Map(numberDuplicates(rows).map((row) => [`${row.estate.estateId} ${row.createdAt}`, partyRoleId(row)]));
    const older = seller('2020-01-01T00:00:00.000+01:00');
    const newer = seller('2025-01-01T00:00:00.000+01:00');
    const other = primary({ contact, estate: { customerId: 'M1', estateId: 'e2' } });
    const before = idsByRow([older, newer]);
    const after = idsByRow([other, newer, older]);
    for (const [row, id] of before) expect(after.get(row)).toBe(id);
  });

  it('stays the same when Vitec computes its date anew', () => {
    const [before] = numberDuplicates([seller('2020-01-01T00:00:00.000+01:00')]);
    const [after] = numberDuplicates([seller('2021-06-06T00:00:00.000+02:00')]);
    expect(before && partyRoleId(before)).toBe(after && partyRoleId(after));
  });
});

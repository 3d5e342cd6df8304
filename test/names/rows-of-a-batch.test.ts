import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Failure } from '../../src/domain/failure.ts';
import { splitRows } from '../../src/vitec/batch-rows.ts';

type Row = { readonly id: string; readonly of: string };

/** Ids that differ by case, and ids that begin with one another. */
const id = fc.stringMatching(/^[abAB]{1,3}$/);
const asked = fc.uniqueArray(id, { minLength: 1, maxLength: 6 });
const rowOf = (contactId: string): Row => ({ id: contactId, of: contactId });
const read = (rows: unknown, contactIds: readonly string[]) =>
  splitRows(JSON.stringify(rows), 'M1', contactIds, (row) => ({ value: String(row.of), text: String(row.of), unknownCodes: 0 }));
/** What each contact gets: the value of its row, or the code of its failure. */
const shown = ({ ofContact }: ReturnType<typeof read>) =>
  Object.fromEntries([...ofContact].map(([contactId, answer]) => [contactId, answer instanceof Failure ? answer.code : answer.value]));

describe('the rows of a batch', () => {
  it('reach their contacts in any order, with repeats and with rows that were not asked for', () => {
    const answer = asked.chain((contactIds) =>
      fc.record({
        contactIds: fc.constant(contactIds),
        present: fc.subarray(contactIds),
        repeated: fc.subarray(contactIds),
        others: fc.array(id.filter((other) => !contactIds.some((own) => own.toLowerCase() === other.toLowerCase()))),
        seed: fc.infiniteStream(fc.nat()),
      }),
    );
    fc.assert(
      fc.property(answer, ({ contactIds, present, repeated, others, seed }) => {
        const own = [...present, ...repeated.filter((each) => present.includes(each))];
        const rows = [...own, ...others].map((each) => ({ row: rowOf(each), place: seed.next().value }));
        const sent = rows.sort((one, other) => one.place - other.place).map(({ row }) => row);
        const split = read(sent, contactIds);
        expect(shown(split)).toEqual(Object.fromEntries(present.map((each) => [each, each])));
        expect(split.ignoredRows).toBe(others.length);
      }),
    );
  });

  it('are never shown for another contact, whatever else is among them', () => {
    const row = fc.oneof(id.map(rowOf), fc.constantFrom(null, 'a', 4, [], {}, { id: null }, { id: 0 }, { id: ' ' }, { of: 'a' }));
    fc.assert(
      fc.property(asked, fc.array(row, { maxLength: 8 }), (contactIds, rows) => {
        const { ofContact } = read(rows, contactIds);
        for (const [contactId, answer] of ofContact) {
          expect(contactIds).toContain(contactId);
          if (answer instanceof Failure) continue;
          const isExact = answer.value === contactId;
          const couldBe = contactIds.filter((each) => each.toLowerCase() === answer.value.toLowerCase());
          expect(isExact || (couldBe.length === 1 && couldBe[0] === contactId && !contactIds.includes(answer.value))).toBe(true);
        }
      }),
    );
  });

  it('without an id leave nobody NOT_FOUND', () => {
    fc.assert(
      fc.property(asked, fc.array(id.map(rowOf)), fc.constantFrom(null, {}, { id: null }, { id: '' }, 4), (contactIds, rows, odd) => {
        const { ofContact } = read([...rows, odd], contactIds);
        for (const contactId of contactIds) expect(ofContact.has(contactId)).toBe(true);
      }),
    );
  });

  it('that contradict each other are UPSTREAM_BAD_RESPONSE for their contact in any order, and for no other', () => {
    const other = { id: 'a', of: 'something else' };
    const orders = [
      [rowOf('a'), other],
      [other, rowOf('a')],
      [rowOf('a'), other, rowOf('a')],
      [rowOf('a'), rowOf('a'), other],
      [other, rowOf('a'), other],
    ];
    for (const rows of orders) expect(shown(read([...rows, rowOf('b')], ['a', 'b']))).toEqual({ a: 'UPSTREAM_BAD_RESPONSE', b: 'b' });
  });

  it('are found in another case if no other contact can be meant', () => {
    expect(shown(read([{ id: 'ADR0F', of: 'x' }], ['adr0f']))).toEqual({ adr0f: 'x' });
    expect(shown(read([{ id: 'Ab', of: 'x' }], ['ab', 'AB']))).toEqual({});
    expect(shown(read([{ id: 'AB', of: 'x' }], ['ab', 'AB']))).toEqual({ AB: 'x' });
    for (const rows of [
      [{ id: 'AB', of: 'x' }, rowOf('ab')],
      [rowOf('ab'), { id: 'AB', of: 'x' }],
    ]) {
      const split = read(rows, ['ab']);
      expect([shown(split), split.ignoredRows]).toEqual([{ ab: 'ab' }, 1]);
    }
  });
});

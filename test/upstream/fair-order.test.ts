import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Turn } from '../../src/domain/turns.ts';
import { FairOrder, type Entry as QueueEntry } from '../../src/upstream/fair-order.ts';

type Entry = QueueEntry & { readonly name: string };
/** Two callers with two operations each. */
const TURNS: readonly Turn[] = [0, 1, 0, 1].map((callerKey) => ({ callerKey }));
const turn = fc.integer({ min: 0, max: 3 }).map((index) => TURNS[index] as Turn);
const entry = fc
  .record({ customer: fc.integer({ min: 0, max: 2 }), turn })
  .map(({ customer, turn: given }) => ({ customerId: `M${customer}`, turn: given }));
const step = fc.oneof(
  { weight: 3, arbitrary: entry.map((added) => ({ kind: 'add' as const, added })) },
  { weight: 1, arbitrary: fc.constant({ kind: 'take' as const }) },
  { weight: 1, arbitrary: fc.nat().map((at) => ({ kind: 'delete' as const, at })) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('move' as const), at: fc.nat(), turn }) },
);
const every = () => true;

describe('the order of turns', () => {
  it('loses no entry, invents none, and tells the place of the next one', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80 }), entry, (steps, last) => {
        const order = new FairOrder<Entry>();
        const inside: Entry[] = [];
        const drop = (gone: Entry | null | undefined) => {
          if (gone) inside.splice(inside.indexOf(gone), 1);
        };
        for (const [index, each] of steps.entries()) {
          if (each.kind === 'add') {
            const added = { ...each.added, name: `e${index}`, round: null };
            order.add(added);
            inside.push(added);
          } else if (each.kind === 'take') drop(order.takeNext(every));
          else if (each.kind === 'move') {
            const moved = inside[each.at % Math.max(1, inside.length)];
            if (moved) order.moveIfSooner(moved, each.turn);
          } else {
            const gone = inside[each.at % Math.max(1, inside.length)];
            if (gone) order.delete(gone);
            drop(gone);
          }
          expect(order.size).toBe(inside.length);
        }
        const { ofAll } = order.positionIfAdded(last);
        const added = { ...last, name: 'last', round: null };
        order.add(added);
        inside.push(added);
        const taken: Entry[] = [];
        while (order.hasNext(every)) taken.push(order.takeNext(every) as Entry);
        expect(taken.toSorted((a, b) => a.name.localeCompare(b.name))).toEqual(inside.toSorted((a, b) => a.name.localeCompare(b.name)));
        // customers whose turn was just before may go first once more
        expect(ofAll - (taken.indexOf(added) + 1)).toBeGreaterThanOrEqual(0);
        expect(ofAll - (taken.indexOf(added) + 1)).toBeLessThanOrEqual(2);
      }),
    );
  });

  it('gives an operation its next turn only when the others of its customer had theirs', () => {
    const order = new FairOrder<Entry>();
    const [list, a, b] = ['list', 'a', 'b'].map(() => ({ callerKey: 'anna' })) as [Turn, Turn, Turn];
    for (const name of ['l1', 'l2', 'l3']) order.add({ customerId: 'M1', turn: list, name, round: null });
    expect(order.takeNext(every)?.name).toBe('l1');
    order.add({ customerId: 'M1', turn: a, name: 'a1', round: null });
    order.add({ customerId: 'M1', turn: b, name: 'b1', round: null });
    order.add({ customerId: 'M1', turn: b, name: 'b2', round: null });
    expect(Array.from({ length: 5 }, () => order.takeNext(every)?.name)).toEqual(['l2', 'a1', 'b1', 'l3', 'b2']);
  });

  it('gives a caller no more turns for more operations', () => {
    const order = new FairOrder<Entry>();
    for (const name of ['g1', 'g2', 'g3', 'g4']) order.add({ customerId: 'M1', turn: { callerKey: 'greedy' }, name, round: null });
    const ordinary = { customerId: 'M1', turn: { callerKey: 'ordinary' } };
    expect(order.positionIfAdded(ordinary)).toEqual({ ofCustomer: 2, ofAll: 2 });
    for (const name of ['o1', 'o2']) order.add({ ...ordinary, name, round: null });
    order.add({ customerId: 'M2', turn: { callerKey: 'greedy' }, name: 'other', round: null });
    expect(order.positionIfAdded(ordinary)).toEqual({ ofCustomer: 6, ofAll: 7 });
    expect(Array.from({ length: 7 }, () => order.takeNext(every)?.name)).toEqual(['g1', 'other', 'o1', 'g2', 'o2', 'g3', 'g4']);
  });

  it('moves an entry to another turn only where that is sooner', () => {
    const order = new FairOrder<Entry>();
    const [greedy, ordinary, late] = ['greedy', 'ordinary', 'late'].map((callerKey) => ({ callerKey })) as [Turn, Turn, Turn];
    const [g1, g2, g3, g4] = ['g1', 'g2', 'g3', 'g4'].map((name) => ({ customerId: 'M1', turn: greedy, name, round: null })) as [
      Entry,
      Entry,
      Entry,
      Entry,
    ];
    for (const entry of [g1, g2, g3, g4]) order.add(entry);
    order.moveIfSooner(g4, ordinary);
    order.moveIfSooner(g1, ordinary);
    order.moveIfSooner({ ...g3, round: null }, late); // not in the order
    expect([g1.turn, g4.turn]).toEqual([greedy, ordinary]);
    expect(Array.from({ length: 5 }, () => order.takeNext(every)?.name)).toEqual(['g1', 'g4', 'g2', 'g3', undefined]);
  });
});

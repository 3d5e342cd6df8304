import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FairOrder, type Turn } from '../../src/upstream/fair-order.ts';

type Entry = Turn & { readonly name: string };
const OPERATIONS = Array.from({ length: 4 }, (_, index) => ({ index }));
/** Two callers with two operations each. */
const turnOf = (operation: number) => ({ callerKey: operation % 2, fairnessKey: OPERATIONS[operation] as object });
const entry = fc
  .record({ customer: fc.integer({ min: 0, max: 2 }), operation: fc.integer({ min: 0, max: 3 }) })
  .map(({ customer, operation }) => ({ customerId: `M${customer}`, ...turnOf(operation) }));
const step = fc.oneof(
  { weight: 3, arbitrary: entry.map((added) => ({ kind: 'add' as const, added })) },
  { weight: 1, arbitrary: fc.constant({ kind: 'take' as const }) },
  { weight: 1, arbitrary: fc.nat().map((at) => ({ kind: 'delete' as const, at })) },
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
            const added = { ...each.added, name: `e${index}` };
            order.add(added);
            inside.push(added);
          } else if (each.kind === 'take') drop(order.takeNext(every));
          else {
            const gone = inside[each.at % Math.max(1, inside.length)];
            if (gone) order.delete(gone);
            drop(gone);
          }
          expect(order.size).toBe(inside.length);
        }
        const { ofAll } = order.positionIfAdded(last);
        const added = { ...last, name: 'last' };
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
    const [list, a, b] = OPERATIONS as [object, object, object];
    for (const name of ['l1', 'l2', 'l3']) order.add({ customerId: 'M1', callerKey: 'anna', fairnessKey: list, name });
    expect(order.takeNext(every)?.name).toBe('l1');
    order.add({ customerId: 'M1', callerKey: 'anna', fairnessKey: a, name: 'a1' });
    order.add({ customerId: 'M1', callerKey: 'anna', fairnessKey: b, name: 'b1' });
    order.add({ customerId: 'M1', callerKey: 'anna', fairnessKey: b, name: 'b2' });
    expect(Array.from({ length: 5 }, () => order.takeNext(every)?.name)).toEqual(['l2', 'a1', 'b1', 'l3', 'b2']);
  });

  it('gives a caller no more turns for more operations', () => {
    const order = new FairOrder<Entry>();
    for (const name of ['g1', 'g2', 'g3', 'g4']) order.add({ customerId: 'M1', callerKey: 'greedy', fairnessKey: {}, name });
    const ordinary = { customerId: 'M1', callerKey: 'ordinary', fairnessKey: {} };
    expect(order.positionIfAdded(ordinary)).toEqual({ ofCustomer: 2, ofAll: 2 });
    for (const name of ['o1', 'o2']) order.add({ ...ordinary, name });
    order.add({ customerId: 'M2', callerKey: 'greedy', fairnessKey: {}, name: 'other' });
    expect(order.positionIfAdded(ordinary)).toEqual({ ofCustomer: 6, ofAll: 7 });
    expect(Array.from({ length: 7 }, () => order.takeNext(every)?.name)).toEqual(['g1', 'other', 'o1', 'g2', 'o2', 'g3', 'g4']);
  });
});

import { describe, expect, it } from 'vitest';
import { PendingInvalidations } from '../../src/cache/pending-invalidations.ts';

describe('invalidations not yet sent to Redis', () => {
  it('are found by entry and by customer until they are deleted', () => {
    const pending = new PendingInvalidations();
    const [ofEntry, ofCustomer] = [
      { entry: 'a', customer: 'M1' },
      { entry: null, customer: 'M2' },
    ];
    for (const drop of [ofEntry, ofCustomer]) pending.add(drop);
    expect([pending.has('a', 'M1'), pending.has('b', 'M1'), pending.has('b', 'M2')]).toEqual([true, false, true]);
    pending.delete([ofEntry, ofCustomer]);
    expect([pending.has('a', 'M1'), pending.has('b', 'M2'), pending.isEmpty]).toEqual([false, false, true]);
  });

  it('are not deleted with an earlier one of the same entry', () => {
    const pending = new PendingInvalidations();
    const [earlier, later] = [
      { entry: 'a', customer: 'M1' },
      { entry: 'a', customer: 'M1' },
    ];
    pending.add(earlier);
    const sent = pending.first(100);
    pending.add(later);
    pending.delete(sent);
    expect(pending.has('a', 'M1')).toBe(true);
  });

  it('are bounded: too many entries become invalidations of their customers', () => {
    const pending = new PendingInvalidations();
    for (let index = 0; index < 25_000; index += 1) pending.add({ entry: `kontakt-${index}`, customer: `M${index % 7}` });
    for (const index of [0, 9_999, 10_000, 24_999]) expect(pending.has(`kontakt-${index}`, `M${index % 7}`)).toBe(true);
    expect(pending.first(100_000).length).toBeLessThanOrEqual(10_007);
  });
});

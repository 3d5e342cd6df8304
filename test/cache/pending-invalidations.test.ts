import { describe, expect, it } from 'vitest';
import { UntoldDrops } from '../../src/cache/pending-invalidations.ts';

describe('drops that Redis has not taken', () => {
  it('are known by contact and by customer until they are taken', () => {
    const untold = new UntoldDrops();
    const [ofContact, ofCustomer] = [
      { contact: 'a', customer: 'M1' },
      { contact: null, customer: 'M2' },
    ];
    for (const drop of [ofContact, ofCustomer]) untold.add(drop);
    expect([untold.has('a', 'M1'), untold.has('b', 'M1'), untold.has('b', 'M2')]).toEqual([true, false, true]);
    untold.delete([ofContact, ofCustomer]);
    expect([untold.has('a', 'M1'), untold.has('b', 'M2'), untold.isEmpty]).toEqual([false, false, true]);
  });

  it('are not taken with an earlier one of the same contact', () => {
    const untold = new UntoldDrops();
    const [earlier, later] = [
      { contact: 'a', customer: 'M1' },
      { contact: 'a', customer: 'M1' },
    ];
    untold.add(earlier);
    const sent = untold.first(100);
    untold.add(later);
    untold.delete(sent);
    expect(untold.has('a', 'M1')).toBe(true);
  });

  it('are bounded: of very many contacts their customers are dropped, and none is forgotten', () => {
    const untold = new UntoldDrops();
    for (let index = 0; index < 25_000; index += 1) untold.add({ contact: `kontakt-${index}`, customer: `M${index % 7}` });
    for (const index of [0, 9_999, 10_000, 24_999]) expect(untold.has(`kontakt-${index}`, `M${index % 7}`)).toBe(true);
    expect(untold.first(100_000).length).toBeLessThanOrEqual(10_007);
  });
});

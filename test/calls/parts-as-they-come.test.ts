import { describe, expect, it } from 'vitest';
import { startGateway } from '../support/gateway.ts';
import { contact, startOffice } from '../support/office.ts';
import { type ReadPart, readParts } from '../support/read-parts.ts';

const SLOW_MS = 800;
const CONTACTS = [contact('slow').buys('home-1').takes(SLOW_MS), contact('one').buys('home-1'), contact('two').buys('home-2')];

const queryOf = (contactIds: readonly string[], selection: string) =>
  `{ contacts(customerId: "M1", contactIds: ${JSON.stringify(contactIds)}) ${selection} }`;

/** When each place came, in milliseconds after the first part. */
async function arrivals(parts: AsyncIterable<ReadPart>): Promise<ReadonlyMap<string, number>> {
  let firstMs = 0;
  const came = new Map<string, number>();
  for await (const { incremental = [], cameMs } of parts) {
    firstMs ||= cameMs;
    for (const { path } of incremental) came.set(path.join('.'), cameMs - firstMs);
  }
  return came;
}

describe('an answer in parts', () => {
  it.each([
    [
      '@defer',
      queryOf(['slow', 'one', 'two'], '{ contactId ... @defer { partyRoles { id } } }'),
      ['contacts.1', 'contacts.2', 'contacts.0'],
    ],
    ['@stream', queryOf(['one', 'two', 'slow'], '@stream { contactId partyRoles { id } }'), ['contacts.0', 'contacts.1', 'contacts.2']],
  ])('has the roles of each contact as soon as Vitec has answered for it: %s', async (_directive, query, places) => {
    await using office = await startOffice(CONTACTS);
    await using gateway = await startGateway(office);
    const came = await arrivals(readParts(gateway.url, query));
    expect([...came.keys()].sort()).toEqual(places.toSorted());
    const [first = 0, second = 0, last = 0] = places.map((place) => came.get(place));
    expect(last - Math.max(first, second)).toBeGreaterThan(SLOW_MS / 2);
    expect(office.totalCalls).toBe(3);
  });

  it('asks for names in batches, as for a whole answer', async () => {
    await using office = await startOffice(Array.from({ length: 20 }, (_, index) => contact(`c-${index}`).named('Anna')));
    await using gateway = await startGateway(office);
    const ids = Array.from({ length: 20 }, (_, index) => `c-${index}`);
    const whole = await gateway.query(queryOf(ids, '{ contactId profile { displayName } }'));
    expect(whole.errors).toBeUndefined();
    const calls = office.totalCalls;
    const came = await arrivals(readParts(gateway.url, queryOf(ids, '{ contactId ... @defer { profile { displayName } } }')));
    expect(came.size).toBe(20);
    expect(office.totalCalls).toBe(2 * calls);
  });
});

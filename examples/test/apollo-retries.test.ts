import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { IsSellerDocument } from '../generated/parsed/graphql.ts';
import { type Demo, startDemo } from './demo.ts';
import { createHastyClient } from './hasty-client.ts';

let demo: Demo;
beforeAll(async () => {
  demo = await startDemo();
});
afterAll(() => demo[Symbol.asyncDispose]());

/** One call to Vitec. */
const asked = { customerId: 'M30011', estateId: 'OBJ30011_0001' };

describe('the retry link of Apollo', () => {
  it.each([
    { contactId: 'underhall', pausesMs: [10_000], calls: 2, why: 'it says ten seconds' },
    { contactId: 'for-manga-anrop', pausesMs: [], calls: 1, why: 'it says half a minute, and nobody waits that long unasked' },
    { contactId: 'nekad', pausesMs: [], calls: 1, why: 'that does not help' },
    { contactId: 'finns-inte', pausesMs: [], calls: 1, why: 'that does not help' },
    { contactId: 'trasigt-svar', pausesMs: [], calls: 1, why: 'that does not help' },
    { contactId: 'utan-roller', pausesMs: [], calls: 1, why: 'nothing failed' },
  ])('waits $pausesMs ms to ask again for $contactId: $why', async ({ contactId, pausesMs, calls }) => {
    const hasty = createHastyClient(demo.url);
    await hasty.client.query({ query: IsSellerDocument, variables: { ...asked, contactId } });
    expect(hasty.pausesMs).toEqual(pausesMs);
    expect(await demo.callsFor(contactId)).toBe(calls);
  });

  it('waits two seconds to ask again where no time is said', async () => {
    await using own = await startDemo(); // a broken connection is tried three times, and the breaker counts them
    const hasty = createHastyClient(own.url);
    await hasty.client.query({ query: IsSellerDocument, variables: { ...asked, contactId: 'avbruten' } });
    expect(hasty.pausesMs).toEqual([2_000]);
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contact } from '../support/office.ts';
import { startHiveGateway } from './gateways.ts';
import { type Answer, SECRET, type Supergraph, startSupergraph } from './start-supergraph.ts';

const CONTACTS = [contact('one').named('Anna').buys('home-1'), contact('two').named('Bo')];
const SUBSCRIPTION = `subscription {
  contactChanged(customerId: "M1", contactIds: ["one", "two"]) {
    changes
    contact { contactId profile { displayName } notes partyRoles { estate { estateId valuationInKronor } } }
  }
}`;
const eventOf = (contactId: string, displayName: string) => ({
  data: { contactChanged: { changes: ['PROFILE'], contact: { contactId, profile: { displayName }, notes: [`Ring ${contactId}`] } } },
});

describe('contactChanged behind Hive Gateway', () => {
  let world: Supergraph;
  beforeAll(async () => {
    world = await startSupergraph((supergraph, routerSecret) => startHiveGateway(supergraph, routerSecret), CONTACTS);
  }, 60_000);
  afterAll(() => world[Symbol.asyncDispose]());

  /** The subscription has reached the gateway. */
  const subscribed = async (count: number) =>
    await expect
      .poll(() => world.requests.filter(({ headers }) => headers.accept === 'text/event-stream').length, { timeout: 10_000 })
      .toBe(count);

  it('comes with the fields of other subgraphs; the router asks with POST, the token of the caller and the secret', async () => {
    const left = new AbortController();
    const events = world.subscribe(SUBSCRIPTION, { signal: left.signal });
    const first = events.next();
    await subscribed(1);
    await world.notify('one');
    expect((await first).value).toMatchObject(eventOf('one', 'Anna Testsson'));
    const second = events.next();
    await world.notify('two');
    expect((await second).value).toMatchObject(eventOf('two', 'Bo Testsson'));
    const [request] = world.requests.filter(({ headers }) => headers.accept === 'text/event-stream');
    expect(request).toMatchObject({
      method: 'POST',
      headers: { authorization: expect.stringContaining('Bearer '), 'x-router-secret': SECRET },
    });
    const third = events.next();
    left.abort();
    await expect(third).rejects.toThrow('abort');
    await request?.closed;
  });

  it('is not ended by the time-out of queries', async () => {
    await using hasty = await startHiveGateway(world.supergraph, SECRET, (recipe) => recipe.replace('15_000', '500'));
    const results: Answer[] = [];
    const reading = (async () => {
      for await (const result of world.subscribe(SUBSCRIPTION, { url: hasty.url })) results.push(result);
    })();
    await subscribed(2);
    expect(await Promise.race([reading.then(() => 'ended'), new Promise((resolve) => setTimeout(resolve, 1_500, 'open'))])).toBe('open');
    await world.notify('one');
    await expect.poll(() => results).toMatchObject([eventOf('one', 'Anna Testsson')]);
  });

  it('is refused with the code of the gateway', async () => {
    const results = await Array.fromAsync(world.subscribe(SUBSCRIPTION, { customerIds: ['M2'] }));
    expect(results).toMatchObject([{ errors: [{ extensions: { code: 'FORBIDDEN' } }] }]);
  });

  it('ends with the code of the gateway when that stops; the router does not come back', async () => {
    const events = world.subscribe(SUBSCRIPTION);
    const first = events.next();
    await subscribed(4);
    await world.notify('one');
    expect((await first).value).toMatchObject(eventOf('one', 'Anna Testsson'));
    await world.stopSubgraph();
    expect((await events.next()).value).toMatchObject({ errors: [{ extensions: { code: 'SHUTTING_DOWN', retryable: true } }] });
    expect(await events.next()).toEqual({ done: true, value: undefined });
  });
});

it('Hive Gateway defers by requests of its own; it sends no @defer', async () => {
  const defers = (recipe: string) => recipe.replace('propagateHeaders:', 'deferStream: true,\n  propagateHeaders:');
  await using world = await startSupergraph((supergraph, routerSecret) => startHiveGateway(supergraph, routerSecret, defers), CONTACTS);
  const query = '{ contact(customerId: "M1", contactId: "one") { contactId ... @defer { profile { displayName } } } }';
  const text = await world.askForText(query, { accept: 'multipart/mixed' });
  expect(text).toContain('{"data":{"contact":{"contactId":"one"}},"hasNext":true}');
  expect(text).toContain('"data":{"profile":{"displayName":"Anna Testsson"}}');
  expect(world.requests.map(({ query }) => /@\w+|_entities/.exec(query)?.[0])).toEqual([undefined, '_entities']);
});

import { createOperationDescriptor, type Environment, fetchQuery, getRequest } from 'relay-runtime';
import { waitForFragmentData } from 'relay-runtime/experimental.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { contactQuery as ContactQuery } from '../relay/__generated__/contactQuery.graphql.ts';
import type { contactStatus_contact$key } from '../relay/__generated__/contactStatus_contact.graphql.ts';
import type { homes_contact$key } from '../relay/__generated__/homes_contact.graphql.ts';
import type { representations_contact$key } from '../relay/__generated__/representations_contact.graphql.ts';
import { contactQuery } from '../relay/contact-query.ts';
import { contactStatus } from '../relay/contact-status.tsx';
import { createEnvironment } from '../relay/environment.ts';
import { homes } from '../relay/homes.tsx';
import { representations } from '../relay/representations.tsx';
import { type Demo, FAILING, startDemo } from './demo.ts';

let demo: Demo;
beforeAll(async () => {
  demo = await startDemo();
});
afterAll(() => demo[Symbol.asyncDispose]());

/** What the three parts of the screen read. */
async function read(environment: Environment, contactId: string, customerId = 'M30011') {
  const answer = await fetchQuery<ContactQuery>(environment, contactQuery, { customerId, contactId }).toPromise();
  if (!answer?.contact.ok || !answer.contact.value) throw new Error(`no contact: ${JSON.stringify(answer)}`);
  const contact = answer.contact.value;
  const { partyRolesStatus } = await waitForFragmentData<contactStatus_contact$key>(environment, contactStatus, contact);
  const { bought, sold } = await waitForFragmentData<homes_contact$key>(environment, homes, contact);
  const { representations: actsFor } = await waitForFragmentData<representations_contact$key>(environment, representations, contact);
  return { partyRolesStatus, bought, sold, actsFor };
}

const contactsIn = (environment: Environment) =>
  Object.values(environment.getStore().getSource().toJSON()).filter((record) => record?.__typename === 'Contact');

describe('the environment of Relay', () => {
  it('shows what a contact has bought and sold and for whom it acts, for one call to Vitec', async () => {
    const anna = await read(createEnvironment(demo.url), 'anna-andersson');
    expect(anna.partyRolesStatus.state).toBe('FRESH');
    expect([anna.bought.ok && anna.bought.value.length, anna.sold.ok && anna.sold.value.length]).toEqual([3, 2]);
    const { actsFor } = await read(createEnvironment(demo.url), 'sven-holm');
    expect(actsFor).toMatchObject({
      ok: true,
      value: [{ principal: { contactId: 'elsa-lind' }, partyRoles: [{ relationLabel: 'God man' }] }],
    });
    expect([await demo.callsFor('anna-andersson'), await demo.callsFor('sven-holm')]).toEqual([1, 1]);
  });

  it.each(FAILING)('keeps the error of each field of %s, beside its status', async (contactId, state, code) => {
    const { partyRolesStatus, bought, sold, actsFor } = await read(createEnvironment(demo.url), contactId);
    expect(partyRolesStatus).toMatchObject({ state, code });
    for (const list of [bought, sold, actsFor]) expect(list).toMatchObject({ ok: false, errors: [{ extensions: { code } }] });
  });

  it('gives the code for an id that is refused', async () => {
    const variables = { customerId: 'M30011', contactId: 'inte ett id' };
    const answer = await fetchQuery<ContactQuery>(createEnvironment(demo.url), contactQuery, variables).toPromise();
    expect(answer?.contact).toMatchObject({ ok: false, errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
  });

  it('leaves what is kept of one contact alone when another fails', async () => {
    const environment = createEnvironment(demo.url);
    const before = await read(environment, 'tove-nord');
    await read(environment, 'nekad');
    const operation = createOperationDescriptor(getRequest(contactQuery), { customerId: 'M30011', contactId: 'tove-nord' });
    const { contact } = environment.lookup(operation.fragment).data as ContactQuery['response'];
    if (!contact.ok || !contact.value) throw new Error('no longer kept');
    const { bought } = await waitForFragmentData<homes_contact$key>(environment, homes, contact.value);
    expect(bought).toEqual(before.bought);
  });

  it('keeps one contactId of two offices apart, and asks twice of one contact in one record', async () => {
    const environment = createEnvironment(demo.url);
    const homesOf = async (customerId: string) => {
      const { bought } = await read(environment, 'anna-andersson', customerId);
      return bought.ok && bought.value.map(({ estate }) => estate.estateId);
    };
    expect(await homesOf('M30012')).toEqual(['OBJ30012_0001']);
    expect(await homesOf('M30011')).toHaveLength(3);
    expect(await homesOf('M30012')).toEqual(['OBJ30012_0001']);
    expect(contactsIn(environment)).toHaveLength(2);
  });

  it('throws where no GraphQL answers', async () => {
    const environment = createEnvironment(demo.url.replace('/graphql', '/health/none'));
    await expect(read(environment, 'anna-andersson')).rejects.toThrow();
  });
});

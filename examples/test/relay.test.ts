import { createOperationDescriptor, type Environment, fetchQuery, getRequest } from 'relay-runtime';
import { waitForFragmentData } from 'relay-runtime/experimental.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { contactQuery as ContactQuery } from '../relay/__generated__/contactQuery.graphql.ts';
import type { contactRow_contact$key } from '../relay/__generated__/contactRow_contact.graphql.ts';
import type { foundContactsQuery as FoundContactsQuery } from '../relay/__generated__/foundContactsQuery.graphql.ts';
import type { homeLine_partyRole$key } from '../relay/__generated__/homeLine_partyRole.graphql.ts';
import type { homes_contact$key } from '../relay/__generated__/homes_contact.graphql.ts';
import type { profile_contact$key } from '../relay/__generated__/profile_contact.graphql.ts';
import type { relationLine_contactRelation$key } from '../relay/__generated__/relationLine_contactRelation.graphql.ts';
import type { representatives_contact$key } from '../relay/__generated__/representatives_contact.graphql.ts';
import { contactQuery } from '../relay/contact-query.ts';
import { contactRow, lineOfRow } from '../relay/contact-row.tsx';
import { createEnvironment } from '../relay/environment.ts';
import { foundContactsQuery } from '../relay/found-contacts-query.ts';
import { home } from '../relay/home-line.tsx';
import { homes } from '../relay/homes.tsx';
import { profile } from '../relay/profile.tsx';
import { relation } from '../relay/relation-line.tsx';
import { representatives } from '../relay/representatives.tsx';
import { readStatus } from '../relay/status.ts';
import { homeLine, relationLine } from '../screen/card-lines.ts';
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
  const read = {
    ...(await waitForFragmentData<profile_contact$key>(environment, profile, contact)),
    ...(await waitForFragmentData<homes_contact$key>(environment, homes, contact)),
    ...(await waitForFragmentData<representatives_contact$key>(environment, representatives, contact)),
  };
  const statuses = [read.profileStatus, read.partyRolesStatus, read.contactRelationsStatus].map(readStatus);
  return { ...read, statuses };
}

type Part<Row> = { readonly ok: true; readonly value: readonly Row[] } | { readonly ok: false };

/** What the row of each home reads. */
const homesOf = async (environment: Environment, part: Part<homeLine_partyRole$key>) =>
  Promise.all((part.ok ? part.value : []).map((role) => waitForFragmentData<homeLine_partyRole$key>(environment, home, role)));

const streetsOf = async (environment: Environment, part: Part<homeLine_partyRole$key>) =>
  (await homesOf(environment, part)).map(({ estate }) => estate.listing?.address.streetAddress);

const relationLinesOf = async (environment: Environment, part: Part<relationLine_contactRelation$key>) =>
  Promise.all(
    (part.ok ? part.value : []).map(async (row) =>
      relationLine(await waitForFragmentData<relationLine_contactRelation$key>(environment, relation, row)),
    ),
  );

const contactsIn = (environment: Environment) =>
  Object.values(environment.getStore().getSource().toJSON()).filter((record) => record?.__typename === 'Contact');

describe('the environment of Relay', () => {
  it('shows who a contact is, its homes and who acts for it, and asks Vitec once for the roles', async () => {
    const environment = createEnvironment(demo.url);
    const anna = await read(environment, 'anna-andersson');
    expect(anna.statuses.map(({ state }) => state)).toEqual(['FRESH', 'FRESH', 'FRESH']);
    expect(anna.profile).toMatchObject({
      ok: true,
      value: { displayName: 'Anna Andersson', address: { city: 'Malmö' }, isDeceased: false },
    });
    expect(await streetsOf(environment, anna.bought)).toEqual(['Storgatan 4', 'Regementsgatan 18 B', 'Pildammsvägen 31']);
    expect(await relationLinesOf(environment, anna.representedBy)).toEqual(['Omar Haddad (Fullmakt)', 'Nils Nyrelation (FutureTrustee)']);
    expect(await demo.callsFor('anna-andersson')).toBe(1);
    const company = await read(createEnvironment(demo.url), 'byggbolaget-ab');
    expect(company.profile).toMatchObject({ ok: true, value: { corporateNumber: expect.any(String) } });
  });

  it.each(FAILING)('keeps the error of each field of %s, beside its status', async (contactId, state, code) => {
    const failed = await read(createEnvironment(demo.url), contactId);
    for (const status of failed.statuses) expect(status).toMatchObject({ state, code });
    for (const part of [failed.profile, failed.bought, failed.sold, failed.representedBy, failed.represents])
      expect(part).toMatchObject({ ok: false, errors: [{ extensions: { code } }] });
  });

  it('shows a home whose listing failed beside one that did not', async () => {
    const environment = createEnvironment(demo.url);
    const { sold } = await read(environment, 'bostad-fel');
    const lines = (await homesOf(environment, sold)).map(homeLine);
    expect(lines.filter((line) => line.includes('(kunde inte läsas)'))).toHaveLength(1);
    expect(lines).toHaveLength(2);
  });

  it('finds contacts with the homes that each has bought and sold', async () => {
    const environment = createEnvironment(demo.url);
    const search = async (term: string) => {
      const variables = { customerId: 'M30011', term };
      const answer = await fetchQuery<FoundContactsQuery>(environment, foundContactsQuery, variables).toPromise();
      return answer?.searchContacts;
    };
    const found = await search('Anna Andersson');
    const rows = (found?.ok ? found.value.matches : []).map(async ({ contact }) =>
      lineOfRow(await waitForFragmentData<contactRow_contact$key>(environment, contactRow, contact)),
    );
    expect(await Promise.all(rows)).toContain('Anna Andersson: köpt 3, sålt 2');
    expect(await search('An')).toMatchObject({ ok: false, errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
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
    expect(await streetsOf(environment, bought)).toEqual(await streetsOf(environment, before.bought));
  });

  it('keeps one contactId of two offices apart, and asks twice of one contact in one record', async () => {
    const environment = createEnvironment(demo.url);
    const streetsAt = async (customerId: string) => {
      const { bought } = await read(environment, 'anna-andersson', customerId);
      return streetsOf(environment, bought);
    };
    expect(await streetsAt('M30012')).toEqual(['Avenyn 40']);
    expect(await streetsAt('M30011')).toHaveLength(3);
    expect(await streetsAt('M30012')).toEqual(['Avenyn 40']);
    expect(contactsIn(environment)).toHaveLength(4); // both, and two who act for one of them
  });

  it('throws where no GraphQL answers', async () => {
    const environment = createEnvironment(demo.url.replace('/graphql', '/health/none'));
    await expect(read(environment, 'anna-andersson')).rejects.toThrow();
  });
});

import { describe, expect, it } from 'vitest';
import { startGateway } from '../support/gateway.ts';
import { type Asked, type Form, type Replies, startNamesVitec } from '../support/names-vitec.ts';
import { temporaryFile } from '../support/tokens.ts';
import { status } from '../support/vitec.ts';

const CARD = `{ contact(customerId: "M1", contactId: "a") {
  profile { displayName } profileStatus { code } partyRoles { estate { listing { objectNumber } listingStatus { code } } } partyRolesStatus { code }
  representedBy { relation } contactRelationsStatus { code } estateTies(side: SELLER) { estate { estateId } } estateTiesStatus(side: SELLER) { code } }
  searchContacts(customerId: "M1", term: "Lindqvist") { isCut } }`;
const CRM_FORMS: readonly Form[] = ['PartyRoles', 'ContactRelations', 'AnyType', 'Person', 'Buyer', 'Seller', 'Speculator', 'Search'];

const crm = (reply: () => unknown): Replies => Object.fromEntries(CRM_FORMS.map((form) => [form, reply]));

describe.each([
  [401, 'UPSTREAM_MISCONFIGURED'],
  [403, 'FORBIDDEN'],
  [500, 'UPSTREAM_UNAVAILABLE'],
])('%i for one function group', (sent, code) => {
  it('advertising: the listing fails, and all of CRM stands', async () => {
    await using vitec = await startNamesVitec({ Estate: () => status(sent) });
    await using gateway = await startGateway(vitec);
    for (const _again of [1, 2, 3]) {
      const { data, errors } = await gateway.query(CARD);
      expect(errors?.map(({ path, extensions }) => [path?.join('.'), extensions.code])).toEqual([
        ['contact.partyRoles.0.estate.listing', code],
      ]);
      expect(data).toMatchObject({
        contact: {
          profile: { displayName: 'Name-a Testsson' },
          profileStatus: { code: null },
          partyRoles: [{ estate: { listing: null, listingStatus: { code } } }],
          partyRolesStatus: { code: null },
          representedBy: [],
          estateTies: [{ estate: { estateId: 'home-a' } }],
        },
        searchContacts: { isCut: false },
      });
    }
  });

  it('CRM: all of it fails, and the listing stands', async () => {
    await using vitec = await startNamesVitec(crm(() => status(sent)));
    await using gateway = await startGateway(vitec);
    const { data } = await gateway.query(CARD);
    expect(data.contact).toMatchObject({
      profile: null,
      profileStatus: { code },
      partyRoles: null,
      partyRolesStatus: { code },
      representedBy: null,
      contactRelationsStatus: { code },
      estateTies: null,
      estateTiesStatus: { code },
    });
    const listing = await gateway.query(
      '{ _entities(representations: [{ __typename: "Estate", customerId: "M1", estateId: "home-1" }]) { ... on Estate { listing { objectNumber } } } }',
    );
    expect(listing.errors).toBeUndefined();
    expect(listing.data._entities).toEqual([{ listing: { objectNumber: 'nr-home-1' } }]);
  });
});

describe('the password of each function group', () => {
  const passwords = { crm: 'lösenord-crm', advertising: 'lösenord-annons' };
  it.each<[string, object, number, number]>([
    ['both', passwords, 0, 0],
    ['one that is wrong for advertising', { ...passwords, advertising: 'lösenord-fel' }, 0, 1],
    ['none for advertising', { crm: passwords.crm }, 0, 1],
    ['none for CRM', { advertising: passwords.advertising }, 1, 0],
  ])('%s: each group fails or stands on its own', async (_what, own, crmFails, listingFails) => {
    await using vitec = await startNamesVitec();
    const groupOf = ({ form }: Asked) => (form === 'Estate' ? 'advertising' : 'crm');
    vitec.refuse = (asked) => (asked.password === passwords[groupOf(asked)] ? null : status(401));
    const file = temporaryFile('credentials.json', JSON.stringify({ M1: { username: 'partner', passwords: own } }));
    await using gateway = await startGateway({ url: vitec.url, username: '', password: '' }, { VITEC_CREDENTIALS_FILE: file });
    const { data } = await gateway.query(`{ contact(customerId: "M1", contactId: "a") { profileStatus { code } }
      _entities(representations: [{ __typename: "Estate", customerId: "M1", estateId: "home-1" }]) { ... on Estate { listingStatus { code } } } }`);
    const code = (fails: number) => (fails ? 'UPSTREAM_MISCONFIGURED' : null);
    expect(data).toEqual({
      contact: { profileStatus: { code: code(crmFails) } },
      _entities: [{ listingStatus: { code: code(listingFails) } }],
    });
    for (const asked of vitec.asked) expect(asked.password).not.toBe(passwords[groupOf(asked) === 'crm' ? 'advertising' : 'crm']);
  });
});

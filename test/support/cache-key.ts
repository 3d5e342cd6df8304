import type { TestGateway } from './gateway.ts';

type Answered = {
  readonly contact: {
    readonly partyRoles: readonly { readonly estate: { readonly estateId: string } }[] | null;
    readonly partyRolesStatus: { readonly state: string; readonly code: string | null; readonly fetchedAt: string | null };
  } | null;
};
const QUERY = `query ($id: ID!) {
  contact(customerId: "M1", contactId: $id) { partyRoles { estate { estateId } } partyRolesStatus { state code fetchedAt } }
}`;
const CONTACT = 'kontakt-1';

/** A gateway of this process or of another. */
export type Queried = Pick<TestGateway, 'query'>;

let contacts = 0;
/** A contact that no gateway was asked about. */
export function newContact(): string {
  contacts += 1;
  return `kontakt-new-${contacts}`;
}

/** What a gateway shows of a contact: its first home, and the status of its roles; the codes of the errors, and what the answer cost. */
export async function ask({ query }: Queried, contactId = CONTACT, headers: Record<string, string> = {}) {
  const { data, errors = [], extensions } = await query<Answered>(QUERY, { id: contactId }, headers);
  const { partyRoles, partyRolesStatus = { state: null, code: null, fetchedAt: null } } = data.contact ?? {};
  return {
    ...partyRolesStatus,
    home: partyRoles?.[0]?.estate.estateId ?? null,
    errors: errors.map(({ extensions: { code } }) => code),
    calls: extensions?.upstream.calls,
    cacheHits: extensions?.upstream.cacheHits,
  };
}
export const askFresh = (gateway: Queried, contactId = CONTACT) => ask(gateway, contactId, { 'cache-control': 'no-cache' });
/** FRESH, CACHED, STALE: how a gateway answers. */
export const stateOf = async (gateway: Queried, contactId = CONTACT) => (await ask(gateway, contactId)).state;
export const homeOf = async (gateway: Queried, contactId = CONTACT) => (await ask(gateway, contactId)).home;

export const WEBHOOK_SECRET = 'hemlig-webhook';
/** Sends a notification as Vitec does. */
export const notify = (url: string, body: object, secret = WEBHOOK_SECRET) =>
  fetch(`${url}/webhooks/vitec`, {
    method: 'POST',
    headers: { 'x-webhook-secret': secret, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
/** The notifications that invalidate the entries of a contact. */
export const NOTIFICATIONS: readonly (readonly [string, (contactId: string) => object])[] = [
  ['of the contact', (id) => ({ type: 'Contact', subType: 'Person', id, event: 'Update', customerId: 'M1' })],
  [
    'of its tie to a home',
    (id) => ({
      type: 'EstateContact',
      subtype: 'Buyer',
      event: 'Update',
      customerId: 'M1',
      relId1: 'home-1',
      relType1: 'House',
      relId2: id,
      relType2: 'Person',
    }),
  ],
];

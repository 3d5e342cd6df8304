import type { startGateway } from './gateway.ts';
import { contact } from './office.ts';

export type Answered = {
  contact: { partyRoles: { estate: { estateId: string } }[] | null; partyRolesStatus: { state: string; fetchedAt: string | null } };
};
export const QUERY =
  '{ contact(customerId: "M1", contactId: "kontakt-1") { partyRoles { estate { estateId } } partyRolesStatus { state fetchedAt } } }';
export const people = () => [contact('kontakt-1').buys('home-1'), contact('kontakt-2').sells('home-1')];
/** FRESH, CACHED, STALE: how a gateway answers for the first of them. */
export const stateOf = async (gateway: Awaited<ReturnType<typeof startGateway>>, query = QUERY) =>
  (await gateway.query<Answered>(query)).data.contact.partyRolesStatus.state;
/** Sends a notification as Vitec does. */
export const notify = (url: string, body: object, secret = 'hemlig-webhook') =>
  fetch(`${url}/webhooks/vitec`, {
    method: 'POST',
    headers: { 'x-webhook-secret': secret, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

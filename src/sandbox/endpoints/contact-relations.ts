import type { Endpoint } from '../endpoint.ts';

/** Answer of GET CRM/Contact/{customerId}/{contactId}/ContactRelations as documented on Vitec's help page. */
export type WireContactRelations = {
  /** Contacts that act for the contact. */
  readonly relations?: readonly WireContactRelation[] | null;
  /** Contacts that the contact acts for. */
  readonly reverseRelations?: readonly WireContactRelation[] | null;
};
export type WireContactRelation = { readonly relation: string; readonly contactId: string };

const NO_RELATIONS: WireContactRelations = { relations: [], reverseRelations: [] };

export const contactRelations: Endpoint = {
  name: 'ContactRelations',
  functionGroup: 'crm',
  method: 'GET',
  path: /^\/CRM\/Contact\/(?<customerId>[^/]+)\/(?<ids>[^/]+)\/ContactRelations$/i,
  idsOf: 'contact',
  maxIds: 1,
  answer: ({ office, ids: [contactId = ''] }) => {
    const contact = office.contacts.get(contactId);
    return contact && (contact.contactRelations ?? NO_RELATIONS);
  },
};

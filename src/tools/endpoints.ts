import type { ContactKey } from '../domain/contact.ts';
import type { FunctionGroup } from '../domain/endpoint.ts';
import { contactRelations } from '../vitec/endpoints/contact-relations.ts';
import { partyRoles } from '../vitec/endpoints/party-roles.ts';

/** The endpoints that the tools ask. */
export const ASKED_ENDPOINTS = ['PartyRoles', 'ContactRelations'] as const;
export type AskedEndpoint = (typeof ASKED_ENDPOINTS)[number];

const ENDPOINTS = { PartyRoles: partyRoles, ContactRelations: contactRelations } as const satisfies Record<AskedEndpoint, unknown>;

/** The path of one contact at an endpoint. */
export const pathOf = (endpoint: AskedEndpoint, contact: ContactKey): string => ENDPOINTS[endpoint].path(contact, encodeURIComponent);

export const functionGroupOf = (endpoint: AskedEndpoint): FunctionGroup => ENDPOINTS[endpoint].functionGroup;

/** `/CRM/Contact/{customerId}/{contactId}/PartyRoles`, for messages. */
export const pathTemplateOf = (endpoint: AskedEndpoint): string =>
  ENDPOINTS[endpoint].path({ customerId: '{customerId}', contactId: '{contactId}' }, (id) => id);

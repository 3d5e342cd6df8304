import type { ContactKey } from '../domain/contact.ts';
import type { EndpointName, FunctionGroup } from '../domain/endpoint.ts';
import { contactRelations } from '../vitec/endpoints/contact-relations.ts';
import { partyRoles } from '../vitec/endpoints/party-roles.ts';

/** The endpoints about one contact. */
const ENDPOINTS = { PartyRoles: partyRoles, ContactRelations: contactRelations } as const satisfies Record<EndpointName, unknown>;

/** The path of one contact at an endpoint. */
export const pathOf = (endpoint: EndpointName, contact: ContactKey): string => ENDPOINTS[endpoint].path(contact, encodeURIComponent);

export const functionGroupOf = (endpoint: EndpointName): FunctionGroup => ENDPOINTS[endpoint].functionGroup;

/** `/CRM/Contact/{customerId}/{contactId}/PartyRoles`, for messages. */
export const pathTemplateOf = (endpoint: EndpointName): string =>
  ENDPOINTS[endpoint].path({ customerId: '{customerId}', contactId: '{contactId}' }, (id) => id);

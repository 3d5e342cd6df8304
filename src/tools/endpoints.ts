import type { EndpointName, FunctionGroup } from '../domain/endpoint.ts';
import { contactOfAnyType, contactOfType } from '../vitec/endpoints/contact-profile.ts';
import { contactRelations } from '../vitec/endpoints/contact-relations.ts';
import { contactSearch } from '../vitec/endpoints/contact-search.ts';
import { estateListing } from '../vitec/endpoints/estate-listing.ts';
import { buyer, seller, speculator } from '../vitec/endpoints/estate-ties.ts';
import { partyRoles } from '../vitec/endpoints/party-roles.ts';

/** Encodes an id, or leaves it as it is. */
type Encode = (text: string) => string;
/** How one form of an endpoint is asked. */
type Form = {
  readonly endpoint: EndpointName;
  readonly functionGroup: FunctionGroup;
  /** Ids in one request. */
  readonly maxIds: number;
  readonly path: (customerId: string, ids: readonly string[], encode: Encode) => string;
};

const SEARCH_SIZE = 50;

const ofContact = (endpoint: typeof partyRoles | typeof contactRelations): Form => ({
  endpoint: endpoint.name,
  functionGroup: endpoint.functionGroup,
  maxIds: 1,
  path: (customerId, [contactId = ''], encode) => endpoint.path({ customerId, contactId }, encode),
});
const ofBatch = ({ name, functionGroup, maxBatch, path }: typeof contactOfAnyType | typeof buyer): Form => ({
  endpoint: name,
  functionGroup,
  maxIds: maxBatch,
  path: (customerId, ids, encode) => path(encode(customerId), ids.map(encode).join()),
});

/** Every form of request that the gateway sends: one of each endpoint, but four of Contact. */
const FORMS = {
  PartyRoles: ofContact(partyRoles),
  ContactRelations: ofContact(contactRelations),
  Contact: ofBatch(contactOfAnyType),
  Person: ofBatch(contactOfType.PERSON),
  Company: ofBatch(contactOfType.COMPANY),
  DeceasedEstate: ofBatch(contactOfType.DECEASED_ESTATE),
  Buyer: ofBatch(buyer),
  Seller: ofBatch(seller),
  Speculator: ofBatch(speculator),
  Estate: {
    endpoint: estateListing.name,
    functionGroup: estateListing.functionGroup,
    maxIds: 1,
    path: (customerId, [estateId = ''], encode) => estateListing.path({ customerId, estateId }, encode),
  },
  Search: {
    endpoint: contactSearch.name,
    functionGroup: contactSearch.functionGroup,
    maxIds: 1,
    path: (customerId, [term = ''], encode) => contactSearch.path({ customerId, term, maxSize: SEARCH_SIZE }, encode),
  },
} as const satisfies Record<string, Form> & Record<EndpointName, Form>;

export type FormName = keyof typeof FORMS;
export const FORM_NAMES = Object.keys(FORMS) as readonly FormName[];

export const endpointOf = (form: FormName): EndpointName => FORMS[form].endpoint;
export const functionGroupOf = (form: FormName): FunctionGroup => FORMS[form].functionGroup;
/** The most ids that one request of the form may have. */
export const maxIdsOf = (form: FormName): number => FORMS[form].maxIds;

/** The path of a request. `ids`: contacts, one estate, or the term of a search. */
export const pathOf = (form: FormName, customerId: string, ids: readonly string[]): string =>
  FORMS[form].path(customerId, ids, encodeURIComponent);

const TEMPLATE_IDS: Partial<Record<FormName, readonly string[]>> = {
  PartyRoles: ['{contactId}'],
  ContactRelations: ['{contactId}'],
  Estate: ['{estateId}'],
};

/** `/CRM/Contact/{customerId}/{contactId}/PartyRoles`, for messages. */
export const pathTemplateOf = (form: FormName): string =>
  form === 'Search'
    ? '/CRM/Contact/{customerId}/Search?Term=&MaxSize='
    : FORMS[form].path('{customerId}', TEMPLATE_IDS[form] ?? ['{contactId}', '...'], (id) => id);

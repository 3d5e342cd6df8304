import { type DocumentNode, getOperationAST, type OperationDefinitionNode } from 'graphql';
import { ContactChanges } from '../../src/changes/contact-changes.ts';
import { CancelSignal } from '../../src/domain/cancel-signal.ts';
import { Failure } from '../../src/domain/failure.ts';
import { createContext } from '../../src/graphql/execution/context.ts';
import { createSchema } from '../../src/graphql/schema/schema.ts';
import type { Loads } from '../../src/loaders/loaders.ts';
import { createRequestRecord } from '../../src/telemetry/logging/request-record.ts';
import { contactOfAnyType } from '../../src/vitec/endpoints/contact-profile.ts';
import { contactRelations } from '../../src/vitec/endpoints/contact-relations.ts';
import { contactSearch } from '../../src/vitec/endpoints/contact-search.ts';
import { estateListing } from '../../src/vitec/endpoints/estate-listing.ts';
import { buyer, seller, speculator } from '../../src/vitec/endpoints/estate-ties.ts';
import { partyRoles } from '../../src/vitec/endpoints/party-roles.ts';
import type { Values } from './random-operation.ts';

/** The whole schema, and below it an office of a few contacts without Vitec: for tests that compare executors. */
export const schema = createSchema({ withService: true });
const row = (estateId: string, roleCreatedAt: string | null, more = {}) => ({ estateId, roleCreatedAt, ...more });
const BODY = {
  buyer: [row('e1', '2021-01-02T03:04:05+01:00'), row('e2', null)],
  seller: [row('e1', '2020-01-02T03:04:05+01:00')],
  extraSeller: [
    row('e3', '2019-05-06T07:08:09', { partyRole: 'Guardian', contactId: 'b' }),
    row('e3', null, { partyRole: 'New', contactId: null }),
  ],
};
const RELATIONS = {
  relations: [
    { relation: 'Guardian', contactId: 'b' },
    { relation: 'New', contactId: 'c' },
  ],
  reverseRelations: [{ relation: 'Deceased', contactId: 'gone' }],
};
/** Contacts by what becomes of them; `bug` throws an unforeseen error. */
const answer = <Value>(contactId: string, value: Value) => {
  if (contactId === 'gone') throw new Failure('NOT_FOUND');
  if (contactId === 'bug') throw new TypeError('a bug');
  return { value, state: 'FRESH' as const, fetchedAt: '2026-11-24T12:00:00.000Z' };
};
const PROFILE = { firstName: 'Anna', telephone: { cell: '070' }, email: { emailAddress: 'a@example.se' } };
const TIES = [{ estateId: 'e1', estateType: 'House', level: 'Booked', shareHolding: '1/2' }, { estateId: 'e2' }];
const LISTING = { status: { id: 'Sold', name: 'Såld' }, type: { id: 'House' }, extensions: { primaryAgent: { id: 'HAN1', name: 'Eva' } } };
const MATCHES = { matches: [{ id: 'a', type: 'Person', score: 2.5 }, { id: 'gone', type: 9 }, { id: 'b' }] };
const shownOf = <Value>(row: { readonly value: Value } | Failure | undefined): Value => {
  if (!row || row instanceof Failure) throw row ?? new Failure('NOT_FOUND');
  return row.value;
};
const loadTies =
  (endpoint: typeof buyer, list: string): Loads['ties']['BUYER'] =>
  async ({ contactId }) => {
    const { ofContact } = endpoint.split(JSON.stringify([{ id: contactId, [list]: TIES }]), 'M1', [contactId]);
    return answer(contactId, shownOf(ofContact.get(contactId)));
  };
const loads: Loads = {
  partyRoles: async (contact) => {
    const text = contact.contactId === 'a' ? JSON.stringify(BODY) : '{"buyer":[]}';
    return answer(contact.contactId, partyRoles.parse(text, contact).value);
  },
  contactRelations: async (contact) => {
    const text = contact.contactId === 'a' ? JSON.stringify(RELATIONS) : '{"relations":[]}';
    return answer(contact.contactId, contactRelations.read(text, contact));
  },
  profile: async (contact) => {
    const type = { a: 'Person', b: 'Company', c: 'DeceasedEstate' }[contact.contactId] ?? 'New';
    const profile = contactOfAnyType.split(JSON.stringify({ id: contact.contactId, type, ...PROFILE }), 'M1', [contact.contactId]);
    return answer(contact.contactId, shownOf(profile.ofContact.get(contact.contactId)));
  },
  ties: { BUYER: loadTies(buyer, 'buyerOn'), SELLER: loadTies(seller, 'sellerOn'), SPECULATOR: loadTies(speculator, 'speculatorOn') },
  listing: async (estate) => {
    if (estate.estateId === 'e2') throw new Failure('NOT_FOUND');
    if (estate.estateId === 'none') throw new Failure('UPSTREAM_UNAVAILABLE');
    return answer('a', estateListing.parse(JSON.stringify(LISTING), estate).value);
  },
  search: async (search) => answer('a', contactSearch.parse(JSON.stringify(MATCHES), search).value),
};
export const newContext = (maxContactsPerOperation = 3, { inParts = false } = {}) =>
  createContext(
    {
      caller: {
        identity: { key: 'a', issuer: null, subject: null },
        customerIds: new Set(['M1']),
        mayReadProfiles: true,
        rights: { kind: 'GATEWAY' },
        trustedUntilMs: null,
      },
      record: createRequestRecord('r', 0),
      signal: new CancelSignal(),
      inParts,
    },
    {
      loads,
      changes: new ContactChanges(),
      observer: { loaded: () => undefined },
      nowMs: () => performance.now(),
      idPattern: /^[\w-]+$/,
      operationTimeoutMs: 5_000,
      maxContactsPerOperation,
      maxCallsPerOperation: 100,
      callerLimit: null,
      hasTrail: false,
    },
  );

export const CONTACT_ID = 'WyJDb250YWN0IiwiTTEiLCJhIl0';
export const ESTATE_ID = 'WyJFc3RhdGUiLCJNMSIsImUxIl0';
const OTHER_ESTATE_ID = 'WyJFc3RhdGUiLCJNMiIsImUxIl0';
/** Values of arguments for random operations. */
export const VALUES: Values = {
  customerId: ['M1', 'M1', 'M1', 'M2'],
  contactId: ['a', 'a', 'b', 'gone', 'bug', '../x'],
  contactIds: [['a', 'b'], ['a', 'gone', 'b', 'a'], [], ['a', 'gone', '..', 'bug'], ['a', 'b', 'c', 'd']],
  id: ['x', CONTACT_ID, ESTATE_ID],
  ids: [['x', CONTACT_ID, OTHER_ESTATE_ID], [CONTACT_ID, ESTATE_ID], []],
  representations: [
    [{ __typename: 'Contact', customerId: 'M1', contactId: 'a' }],
    [{ __typename: 'Contact', customerId: 'M1', contactId: 'a' }, { __typename: 'Dog' }, { __typename: 'Estate', id: 'x' }],
    [
      { __typename: 'Estate', id: ESTATE_ID },
      { __typename: 'Contact', id: CONTACT_ID },
    ],
  ],
  filter: [
    null,
    {},
    { roles: ['BUYER'] },
    { roles: ['SELLER', 'BUYER'], kinds: ['PRIMARY'] },
    { since: '2020-06-01T00:00:00Z' },
    { since: 'soon' },
    { kinds: [] },
    { relations: ['GUARDIAN', 'OTHER'], actsForContactIds: ['b'] },
    { estateIds: ['e1', 'e3'], until: '2020-06-01T00:00:00+02:00' },
  ],
  orderBy: [
    null,
    { field: 'ROLE' },
    { field: 'CREATED_AT', direction: 'ASC' },
    { field: 'CREATED_AT', direction: 'DESC' },
    { field: 'CREATED_AT' },
  ],
  first: [null, 0, 1, 2, -1],
  offset: [null, 0, 1, 2, -1],
  locale: ['SV', 'EN'],
  estateId: ['e1', 'none'],
  roles: [null, ['SELLER'], ['BUYER', 'SELLER']],
  kinds: [['PRIMARY'], ['EXTRA', 'PRIMARY'], []],
  side: ['BUYER', 'SELLER', 'SPECULATOR'],
  term: ['andersson', 'abc', '100 % AB'],
};

/** The only operation of a document. */
export function operationOf(document: DocumentNode): OperationDefinitionNode {
  const operation = getOperationAST(document);
  if (!operation) throw new Error('no operation, or several');
  return operation;
}

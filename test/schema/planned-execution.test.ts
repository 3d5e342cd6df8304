import fc from 'fast-check';
import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  getIntrospectionQuery,
  getOperationAST,
  isObjectType,
  type OperationDefinitionNode,
  parse,
  validate,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { CancelSignal } from '../../src/domain/cancel-signal.ts';
import { Failure } from '../../src/domain/failure.ts';
import { presentErrors } from '../../src/graphql/errors/present-errors.ts';
import { createContext } from '../../src/graphql/execution/context.ts';
import { createExecute } from '../../src/graphql/execution/execute.ts';
import { type ExecutePlan, planOperation } from '../../src/graphql/execution/planned-execution.ts';
import { admitOperation } from '../../src/graphql/limits/admission.ts';
import { createSchema } from '../../src/graphql/schema/schema.ts';
import type { Loads } from '../../src/loaders/loaders.ts';
import { contactOfAnyType } from '../../src/vitec/endpoints/contact-profile.ts';
import { contactRelations } from '../../src/vitec/endpoints/contact-relations.ts';
import { contactSearch } from '../../src/vitec/endpoints/contact-search.ts';
import { estateListing } from '../../src/vitec/endpoints/estate-listing.ts';
import { buyer, seller, speculator } from '../../src/vitec/endpoints/estate-ties.ts';
import { partyRoles } from '../../src/vitec/endpoints/party-roles.ts';
import { randomOperations, type Values } from '../support/random-operation.ts';

const schema = createSchema({ withService: true });
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
const newContext = (maxContactsPerOperation = 3) =>
  createContext(
    {
      caller: {
        identity: { key: 'a', issuer: null, subject: null },
        customerIds: new Set(['M1']),
        mayReadProfiles: true,
        rights: { kind: 'GATEWAY' },
      },
      record: { requestId: 'r', startedMs: 0, caller: null, wantsFresh: false, operation: null, document: null, codes: [], cost: null },
      signal: new CancelSignal(),
    },
    {
      loads,
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

const CONTACT_ID = 'WyJDb250YWN0IiwiTTEiLCJhIl0';
const ESTATE_ID = 'WyJFc3RhdGUiLCJNMSIsImUxIl0';
const OTHER_ESTATE_ID = 'WyJFc3RhdGUiLCJNMiIsImUxIl0';
const VALUES: Values = {
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
function operationOf(document: DocumentNode): OperationDefinitionNode {
  const operation = getOperationAST(document);
  if (!operation) throw new Error('no operation, or several');
  return operation;
}
const planOf = (text: string): ExecutePlan | null => {
  const document = parse(text);
  return planOperation(schema, document, operationOf(document));
};

/** What a caller would read. */
const shown = (result: ExecutionResult): string =>
  JSON.stringify(presentErrors(result, { requestId: 'r', withSuggestions: false, onBug: () => undefined }));

describe('a planned operation', () => {
  const runs = process.env.CI === 'true' ? 10_000 : 1_000;

  it(`answers byte by byte what graphql-js answers, the first time and later, for ${runs} random operations`, {
    timeout: 300_000,
  }, async () => {
    const executors = { atFirst: createExecute(schema), compiled: createExecute(schema, 0) };
    const seen = { data: 0, errors: 0, refused: 0, planned: 0 };
    await fc.assert(
      fc.asyncProperty(randomOperations(schema, VALUES), async ({ text, variables }) => {
        const document = parse(text);
        if (validate(schema, document).length > 0) return;
        const given = JSON.parse(variables) as Record<string, unknown>;
        const args = { schema, document, operation: operationOf(document), variables: given };
        const answer = async (perform: keyof typeof executors | 'graphql-js'): Promise<string> => {
          const contextValue = newContext();
          try {
            const admission = admitOperation(args, contextValue.contactBudget);
            if ('errors' in admission) return shown({ errors: admission.errors });
            if (perform === 'graphql-js') return shown(await execute({ schema, document, variableValues: given, contextValue }));
            return shown(await executors[perform]({ ...args, coerced: admission.variables }, contextValue));
          } finally {
            contextValue.end();
          }
        };
        const right = await answer('graphql-js');
        for (const form of ['atFirst', 'compiled', 'compiled', 'atFirst'] as const)
          expect(await answer(form), `${form}: ${text} ${variables}`).toBe(right);
        const { data, errors } = JSON.parse(right) as ExecutionResult;
        if (data === undefined) seen.refused += 1;
        else if (errors) seen.errors += 1;
        else seen.data += 1;
        const mayGiveUp = errors?.some(({ extensions: { code } }) => code === 'BAD_USER_INPUT') || data === null;
        const plan = mayGiveUp ? null : planOperation(schema, document, args.operation);
        if (!plan) return;
        const contextValue = newContext();
        const admission = admitOperation(args, contextValue.contactBudget);
        // else graphql-js would have answered, and been compared with itself
        const planned = 'variables' in admission && (await plan(contextValue, admission.variables));
        if (planned === null && contextValue.contactBudget.isExceeded) return; // a status alone tells of it, without an error
        expect(planned && shown(planned), `${text} ${variables}`).toBe(right);
        contextValue.end();
        seen.planned += 1;
      }),
      { numRuns: runs },
    );
    // else the test would prove nothing
    for (const [what, share] of Object.entries({ data: 0.1, errors: 0.04, refused: 0.02, planned: 0.1 }))
      expect(seen[what as keyof typeof seen] / runs, `${what}: ${JSON.stringify(seen)}`).toBeGreaterThan(share);
  });

  it.each([
    ['a field called __proto__', '{ contact(customerId: "M1", contactId: "a") { __proto__: id } }'],
    ['a directive', '{ contact(customerId: "M1", contactId: "a") { id @include(if: true) } }'],
    ['the description of the schema', '{ __schema { queryType { name } } }'],
    [
      'very many fields',
      `{ contacts(customerId: "M1", contactIds: []) { ...F0 } } ${Array.from({ length: 60 }, (_, level) => `fragment F${level} on Contact { ...F${level + 1} ...F${level + 1} }`).join(' ')} fragment F60 on Contact { id }`,
    ],
  ])('has no plan with %s', (_what, text) => {
    expect(planOf(text)).toBeNull();
  });

  it('knows failures at places that may be null, and gives up at others', async () => {
    const ask = async (text: string) => planOf(text)?.(newContext(), {});
    const codes = async (text: string) =>
      (await ask(text))?.errors?.map(({ path, originalError }) => [path?.join('.'), (originalError as Failure).code]);
    expect(await ask('{ contact(customerId: "M1", contactId: "a") { id hasRole(estateId: "e1") } }')).toEqual({
      data: { contact: { id: CONTACT_ID, hasRole: true } },
    });
    expect(await codes('{ contacts(customerId: "M1", contactIds: ["a", "gone", ".."]) { hasRole(estateId: "e1") } }')).toEqual([
      ['contacts.2', 'BAD_USER_INPUT'],
      ['contacts.1.hasRole', 'NOT_FOUND'],
    ]);
    expect(await ask(`{ contacts(customerId: "M1", contactIds: [${'"a",'.repeat(30_000)}]) { id } }`)).toBeNull(); // more than may be listed
  });

  const aliases = (count: number, field: string) => Array.from({ length: count }, (_, index) => `a${index}: ${field}`).join(' ');
  const ROLES = aliases(28, 'partyRoles { id kind role roleLabel createdAt createdAtPrecision estate { id estateId } }');
  const ROOT = 'contact(customerId: "M1", contactId: "a") { partyRoles { id } }';
  it.each<[string, string, Record<string, unknown>]>([
    [
      'contacts',
      `query ($ids: [ID!]!) { ${ROOT} contacts(customerId: "M1", contactIds: $ids) { ${ROLES} } }`,
      { ids: Array(950).fill('a') },
    ],
    ['nodes', `query ($ids: [ID!]!) { nodes(ids: $ids) { id } ${ROOT} }`, { ids: Array(26_000).fill(ESTATE_ID) }],
    [
      '_entities',
      `query ($ids: [_Any!]!) { _entities(representations: $ids) { ... on Estate { id } } ${ROOT} }`,
      { ids: Array(26_000).fill({ __typename: 'Estate', id: ESTATE_ID }) },
    ],
  ])('answers as graphql-js does when %s exceeds the row budget', async (name, text, variableValues) => {
    const document = parse(text);
    const args = { schema, document, operation: operationOf(document), variables: variableValues };
    const [ofGraphqlJs, contextValue] = [newContext(100), newContext(100)];
    const right = JSON.parse(shown(await execute({ schema, document, variableValues, contextValue: ofGraphqlJs })));
    const admission = admitOperation(args, contextValue.contactBudget);
    const answered = 'variables' in admission && (await createExecute(schema)({ ...args, coerced: admission.variables }, contextValue));
    const presented = answered && JSON.parse(shown(answered));
    for (const context of [ofGraphqlJs, contextValue]) context.end();
    expect([presented.data, presented.errors]).toEqual([right.data, right.errors]); // only `createExecute` counts unlisted errors
    expect(presented.data.contact.partyRoles).toHaveLength(5);
    expect(new Set(presented.data[name])).toEqual(new Set([null]));
    expect(presented.errors).toHaveLength(Math.min(1_000, presented.data[name].length));
  });

  it('rests on a schema whose object types are not told apart by isTypeOf, which it does not ask', () => {
    expect(Object.values(schema.getTypeMap()).filter((type) => isObjectType(type) && type.isTypeOf && !type.name.startsWith('__'))).toEqual(
      [],
    );
  });

  it('tells of the schema what graphql-js tells', async () => {
    const document = parse(getIntrospectionQuery());
    const contextValue = newContext();
    const asked = { document, operation: operationOf(document), variables: null, coerced: {} };
    expect(shown(await createExecute(schema)(asked, contextValue))).toBe(shown(await execute({ schema, document })));
    contextValue.end();
  });
});

import fc from 'fast-check';
import {
  type ExecutionArgs,
  execute,
  type GraphQLNamedType,
  getIntrospectionQuery,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  isUnionType,
  parse,
  print,
  validate,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { CancelSignal } from '../../src/domain/cancel-signal.ts';
import { Failure } from '../../src/domain/failure.ts';
import type { FetchPartyRoles } from '../../src/domain/party-roles-answer.ts';
import { createCompiledExecution } from '../../src/graphql/compiled-execution.ts';
import { createContext } from '../../src/graphql/context.ts';
import { createSchema } from '../../src/graphql/schema.ts';
import { readPartyRoles } from '../../src/vitec/party-roles.ts';
import { startGateway } from '../support/gateway.ts';
import { startOffice } from '../support/office.ts';

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
/** Contacts by what becomes of them; `bug` throws what nobody foresaw. */
const fetchPartyRoles: FetchPartyRoles = async (contact) => {
  const { contactId } = contact;
  if (contactId === 'gone') throw new Failure('NOT_FOUND');
  if (contactId === 'bug') throw new TypeError('a bug');
  const text = contactId === 'a' ? JSON.stringify(BODY) : '{"buyer":[]}';
  return { roles: readPartyRoles(text, contact), state: 'FRESH', fetchedAt: '2026-11-24T12:00:00.000Z' };
};
const newContext = () =>
  createContext(
    {
      caller: { customerIds: new Set(['M1']), rights: { kind: 'GATEWAY' } },
      record: { requestId: 'r', startedMs: 0, operation: null, document: null, codes: [], cost: null },
      signal: new CancelSignal(),
      wantsFresh: false,
    },
    {
      fetchPartyRoles,
      watch: { contactRead: () => undefined, contactFailed: () => undefined },
      idPattern: /^[\w-]+$/,
      operationTimeoutMs: 5_000,
      maxContactsPerOperation: 3,
    },
  );

const VARIABLES = { yes: true, no: false, ids: ['a', 'gone', 'b', 'a'], roles: ['SELLER'] };
/** Arguments by the name of the argument, right and wrong ones that the schema takes. */
const ARGUMENTS: Readonly<Record<string, readonly string[]>> = {
  customerId: ['"M1"', '"M2"'],
  contactId: ['"a"', '"b"', '"gone"', '"bug"', '"../x"'],
  contactIds: ['["a", "b"]', '$ids', '[]', '["a", "gone", "..", "bug"]'],
  id: ['"x"', '"WyJDb250YWN0IiwiTTEiLCJhIl0"', '"WyJFc3RhdGUiLCJNMSIsImUxIl0"'],
  ids: ['["x", "WyJDb250YWN0IiwiTTEiLCJhIl0", "WyJFc3RhdGUiLCJNMiIsImUxIl0"]', '[]'],
  representations: [
    '[{ __typename: "Contact", customerId: "M1", contactId: "a" }, { __typename: "Dog" }, { __typename: "Estate", id: "x" }]',
  ],
  filter: ['null', '{}', '{ roles: [BUYER] }', '{ roles: $roles }', '{ since: "2020-06-01T00:00:00Z" }', '{ kinds: [] }'],
  orderBy: ['null', '{ field: ROLE }', '{ field: CREATED_AT, direction: ASC }'],
  first: ['null', '0', '1', '-1'],
  locale: ['SV', 'EN'],
  estateId: ['"e1"', '"none"'],
  roles: ['null', '[SELLER]', '$roles'],
  kinds: ['[PRIMARY]', '[EXTRA, PRIMARY]', '[]'],
};
const DIRECTIVES = [
  ...Array.from({ length: 40 }, () => ''),
  '@include(if: $yes)',
  '@skip(if: $yes)',
  '@include(if: $no)',
  '@skip(if: false)',
];

/** A selection of a type, as text; `pick` chooses, so that a failing one is made smaller by making its numbers so. */
function selectionOf(type: GraphQLNamedType, depth: number, pick: (below: number) => number): string {
  const one = <Value>(values: readonly Value[]): Value => values[pick(values.length)] as Value;
  const fields = isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : [];
  const usable = fields.filter(({ type: of }) => depth > 0 || !isCompositeType(getNamedType(of)));
  const parts = Array.from({ length: 1 + pick(4) }, (_, index): string => {
    if (usable.length === 0 || pick(8) === 0) return '__typename';
    if (isInterfaceType(type) && depth > 0 && pick(3) === 0) {
      const inner = one(schema.getPossibleTypes(type));
      return `... on ${inner.name} ${one(DIRECTIVES)} ${selectionOf(inner, depth - 1, pick)}`;
    }
    const field = one(usable);
    const given = field.args.flatMap(({ name, type: of }) =>
      String(of).endsWith('!') || pick(2) === 0 ? [`${name}: ${one(ARGUMENTS[name] ?? ['null'])}`] : [],
    );
    const named = getNamedType(field.type);
    const below = isCompositeType(named) ? selectionOf(named, depth - 1, pick) : '';
    const alias = pick(2) === 0 ? `f${index}: ` : '';
    return `${alias}${field.name}${given.length > 0 ? `(${given.join(', ')})` : ''} ${one(DIRECTIVES)} ${below}`;
  });
  if (isUnionType(type))
    return `{ __typename ${type
      .getTypes()
      .map((inner) => `... on ${inner.name} ${selectionOf(inner, depth - 1, pick)}`)
      .join(' ')} }`;
  return `{ ${parts.join(' ')} }`;
}

const operations = fc.array(fc.nat(), { minLength: 150, maxLength: 150 }).map((numbers) => {
  let next = 0;
  const pick = (below: number) => (numbers[next++ % numbers.length] ?? 0) % below;
  return `query ($yes: Boolean = true, $no: Boolean!, $ids: [ID!]!, $roles: [EstateRole!]) ${selectionOf(schema.getQueryType() as GraphQLNamedType, 5, pick)}`;
});

const run = async (perform: (args: ExecutionArgs) => unknown, document: ExecutionArgs['document']) => {
  const contextValue = newContext();
  const { data, errors = [] } = (await perform({ schema, document, contextValue, variableValues: VARIABLES })) as Awaited<
    ReturnType<typeof execute>
  >;
  contextValue.end();
  const told = errors.map(({ message, path, locations, originalError }) => JSON.stringify([path, message, locations, originalError?.name]));
  return { data: JSON.parse(JSON.stringify(data)), errors: told.sort() };
};

describe('the compiled form of an operation', () => {
  it('answers what graphql-js answers, errors with their places included', async () => {
    const compiledFor = createCompiledExecution(schema, 0);
    let tried = 0;
    let failed = 0;
    await fc.assert(
      fc.asyncProperty(operations, async (text) => {
        const document = parse(text);
        const unused = /Variable "\$\w+" is never used/;
        if (validate(schema, document).some(({ message }) => !unused.test(message))) return;
        const compiled = compiledFor({ schema, document });
        if (!compiled) return;
        const [right, seen] = [await run(execute, document), await run(compiled, document)];
        expect(seen, print(document)).toEqual(right);
        tried += 1;
        failed += Number(right.errors.length > 0);
      }),
      { numRuns: 2_000 },
    );
    expect(tried).toBeGreaterThan(200); // else the test would prove nothing
    expect(failed).toBeGreaterThan(50);
  });

  it.each([
    ['the default of a required variable', 'query ($id: ID! = "a") { contact(customerId: "M1", contactId: $id) { id } }'],
    ['a field called __proto__', '{ contact(customerId: "M1", contactId: "a") { __proto__: id } }'],
    ['a directive', '{ contact(customerId: "M1", contactId: "a") { id @include(if: true) } }'],
  ])('is not there for %s, which the library does not know', (_what, text) => {
    expect(createCompiledExecution(schema, 0)({ schema, document: parse(text) })).toBeNull();
  });

  it('tells the same of the schema, however often it is asked', async () => {
    await using office = await startOffice([]);
    await using gateway = await startGateway(office);
    for (const query of [getIntrospectionQuery(), '{ __type(name: "PartyRole") { fields { name type { kind name } } } }']) {
      const first = await gateway.query(query);
      for (let time = 0; time < 3; time += 1) expect((await gateway.query(query)).data).toEqual(first.data);
    }
  });

  it('is there from the second time on, for one that is not too large', () => {
    const compiledFor = createCompiledExecution(schema);
    const document = parse('{ partyRelations { label } }');
    expect([compiledFor({ schema, document }), typeof compiledFor({ schema, document })]).toEqual([null, 'function']);
    const large = parse(
      `{ contacts(customerId: "M1", contactIds: []) { ...F0 } } ${Array.from({ length: 60 }, (_, level) => `fragment F${level} on Contact { ...F${level + 1} ...F${level + 1} }`).join(' ')} fragment F60 on Contact { id }`,
    );
    expect([compiledFor({ schema, document: large }), compiledFor({ schema, document: large })]).toEqual([null, null]);
  });
});

import { describe, it } from 'vitest';
import { type Attack, deep, many, useTarget } from '../support/target.ts';

const target = useTarget();
const { ask, post } = target;

const contactOf = (inner: string) => `{ contact(customerId: "M1", contactId: "a") { ${inner} } }`;
const nested = (levels: number) => contactOf(`${'partyRoles { contact { '.repeat(levels)} id ${'} }'.repeat(levels)}`);
/** Fragments that double what they hold, level after level. */
const doubling = (levels: number) =>
  `{ contact(customerId: "M1", contactId: "a") { ...F0 } } ${many(levels, (level) => `fragment F${level} on Contact { a${level}: partyRoles { contact { ...F${level + 1} } } b${level}: partyRoles { contact { ...F${level + 1} } } }`)} fragment F${levels} on Contact { id }`;

const ATTACKS: readonly Attack[] = [
  ['a document 12 fields deep', () => ask(nested(6)), 400, 'DEPTH_LIMIT_EXCEEDED'],
  ['a document 200 fields deep', () => ask(nested(100)), 400, 'DEPTH_LIMIT_EXCEEDED'],
  ['a document 2,000 fields deep', () => ask(nested(1_000)), 400, 'TOKEN_LIMIT_EXCEEDED'],
  ['a document 20,000 fields deep', () => ask(nested(10_000)), 400, 'LENGTH_LIMIT_EXCEEDED'],
  [
    'depth hidden in fragments',
    () =>
      ask(
        `{ contact(customerId: "M1", contactId: "a") { ...F0 } } ${many(7, (level) => `fragment F${level} on Contact { partyRoles { contact { ...F${level + 1} } } }`)} fragment F7 on Contact { id }`,
      ),
    400,
    'DEPTH_LIMIT_EXCEEDED',
  ],
  ['31 aliases', () => ask(contactOf(many(31, (index) => `a${index}: id`))), 400, 'ALIAS_LIMIT_EXCEEDED'],
  ['2,000 aliases', () => ask(`{ ${many(2_000, (index) => `a${index}: __typename`)} }`), 400, 'TOKEN_LIMIT_EXCEEDED'],
  ['10,000 aliases', () => ask(`{ ${many(10_000, (index) => `a${index}: __typename`)} }`), 400, 'LENGTH_LIMIT_EXCEEDED'],
  [
    'aliases in a fragment used many times',
    () =>
      ask(
        `{ ${many(8, (index) => `c${index}: contact(customerId: "M1", contactId: "a") { ...F }`)} } fragment F on Contact { a: id b: id c: id d: id }`,
      ),
    400,
    'ALIAS_LIMIT_EXCEEDED',
  ],
  ['fragments that double 5 times', () => ask(doubling(5)), 400, 'LIMIT_EXCEEDED'],
  ['fragments that double 12 times', () => ask(doubling(12)), 400, 'LIMIT_EXCEEDED'],
  [
    'a fragment that uses itself',
    () => ask('{ contact(customerId: "M1", contactId: "a") { ...F } } fragment F on Contact { id ...F }'),
    400,
    'GRAPHQL_VALIDATION_FAILED',
  ],
  [
    'fragments in a circle',
    () =>
      ask(
        '{ contact(customerId: "M1", contactId: "a") { ...A } } fragment A on Contact { ...B } fragment B on Contact { ...C } fragment C on Contact { ...A }',
      ),
    400,
    'GRAPHQL_VALIDATION_FAILED',
  ],
  [
    'fragments in a circle through fields',
    () =>
      ask(
        '{ contact(customerId: "M1", contactId: "a") { ...A } } fragment A on Contact { partyRoles { contact { ...B } } } fragment B on Contact { partyRoles { contact { ...A } } }',
      ),
    400,
    'GRAPHQL_VALIDATION_FAILED',
  ],
  ['21 directives', () => ask(contactOf(`id ${'@include(if: true) '.repeat(21)}`)), 400, 'LIMIT_EXCEEDED'],
  ['300 unknown directives', () => ask(contactOf(`id ${'@a '.repeat(300)}`)), 400, 'DIRECTIVE_LIMIT_EXCEEDED'],
  [
    '21 directives in a fragment used thrice',
    () =>
      ask(
        `{ a: contact(customerId: "M1", contactId: "a") { ...F } b: contact(customerId: "M1", contactId: "a") { ...F } c: contact(customerId: "M1", contactId: "a") { ...F } } fragment F on Contact { ${many(7, (index) => `a${index}: id @skip(if: false)`)} }`,
      ),
    400,
    'DIRECTIVE_LIMIT_EXCEEDED',
  ],
  ['41 root fields', () => ask(`{ ${'__typename '.repeat(41)} }`), 400, 'ROOT_FIELD_LIMIT_EXCEEDED'],
  [
    '41 root fields in fragments',
    () => ask(`{ ...A ...B } fragment A on Query { ${'__typename '.repeat(21)} } fragment B on Query { ${'__typename '.repeat(20)} }`),
    400,
    'ROOT_FIELD_LIMIT_EXCEEDED',
  ],
  ['1,001 tokens', () => ask(`{ ${'__typename '.repeat(999)} }`), 400, 'TOKEN_LIMIT_EXCEEDED'],
  ['a document of spaces and a field', () => ask(`{${' '.repeat(900_000)}nothing }`), 400, 'LENGTH_LIMIT_EXCEEDED'],
  ['a comment of 900 kB', () => ask(`#${'x'.repeat(900_000)}\n{ nothing }`), 400, 'LENGTH_LIMIT_EXCEEDED'],
  ['a name of 900 kB', () => ask(`{ ${'x'.repeat(900_000)} }`), 400, 'LENGTH_LIMIT_EXCEEDED'],
  [
    'a text of 900 kB as an id',
    () => ask(`{ contact(customerId: "M1", contactId: "${'x'.repeat(900_000)}") { partyRoles { id } } }`),
    400,
    'LENGTH_LIMIT_EXCEEDED',
  ],
  [
    'a number of 900 kB',
    () => ask(`{ contact(customerId: "M1", contactId: "a") { partyRoles(first: ${'9'.repeat(900_000)}) { id } } }`),
    400,
    'LENGTH_LIMIT_EXCEEDED',
  ],
  [
    '400 line breaks before 300 faults',
    () => ask(`${'\n'.repeat(400)}{ ${many(30, (index) => `no${index}`)} ${contactOf(many(300, (index) => `no${index}`)).slice(1)}`),
    400,
    'GRAPHQL_VALIDATION_FAILED',
  ],
  ['440,000 line breaks before a fault', () => ask(`${'\n'.repeat(440_000)}{ nothing }`), 400, 'LENGTH_LIMIT_EXCEEDED'],
  [
    '48,000 line breaks before what fails at 29,700 places',
    () =>
      ask(
        `query ($i: [ID!]!) { contacts(customerId: "M1", contactIds: $i) {${'\n'.repeat(48_000)}${many(30, (index) => `a${index}: hasRole(estateId: "1")`)} } }`,
        { i: Array.from({ length: 990 }, () => 'nosuch') },
      ),
    400,
    'LENGTH_LIMIT_EXCEEDED',
  ],
  [
    'an escape that is none',
    () => ask('{ contact(customerId: "M1", contactId: "\\u{19121212") { id } }'),
    400,
    'Invalid Unicode escape sequence.',
  ],
  [
    'a text of 40 kB as an id',
    () => ask(`{ contact(customerId: "M1", contactId: "${'x'.repeat(40_000)}") { partyRoles { id } } }`),
    200,
    'BAD_USER_INPUT',
  ],
  [
    '310,000 values that do not fit, in a variable',
    () =>
      ask('query ($v: [ID!]!) { contacts(customerId: "M1", contactIds: $v) { id } }', { v: Array.from({ length: 310_000 }, () => ({})) }),
    400,
    'BAD_USER_INPUT',
  ],
  [
    '80,000 names that no filter has, in a variable',
    () =>
      ask('query ($v: PartyRoleFilter) { contact(customerId: "M1", contactId: "a") { partyRoles(filter: $v) { id } } }', {
        v: Object.fromEntries(Array.from({ length: 80_000 }, (_, index) => [`k${index}`, 1])),
      }),
    400,
    'BAD_USER_INPUT',
  ],
  [
    'a variable that is null where none may be',
    () => ask('query ($v: ID = "x") { contact(customerId: $v, contactId: "a") { id } }', { v: null }),
    400,
    'BAD_USER_INPUT',
  ],
  [
    'a list 900 deep in the document',
    () => ask(`{ contacts(customerId: "M1", contactIds: ${deep(450)}) { id } }`),
    400,
    'GRAPHQL_VALIDATION_FAILED',
  ],
  [
    'a list 400,000 deep in the variables',
    () => () =>
      post(`{"query":"query ($v: [ID!]!) { contacts(customerId: \\"M1\\", contactIds: $v) { id } }","variables":{"v":${deep(400_000)}}}`),
    400,
    'BAD_USER_INPUT',
  ],
  [
    'a representation 400,000 deep',
    () => () =>
      post(`{"query":"query ($v: [_Any!]!) { _entities(representations: $v) { __typename } }","variables":{"v":[${deep(400_000)}]}}`),
    200,
    'BAD_USER_INPUT',
  ],
  [
    '101 contacts in variables',
    () =>
      ask('query ($v: [ID!]!) { contacts(customerId: "M1", contactIds: $v) { partyRoles { id } } }', {
        v: Array.from({ length: 101 }, (_, index) => `c${index}`),
      }),
    400,
    'BAD_USER_INPUT',
  ],
  [
    'one contact 100,000 times',
    () =>
      ask('query ($v: [ID!]!) { contacts(customerId: "M1", contactIds: $v) { partyRoles { id } } }', {
        v: Array.from({ length: 100_000 }, () => 'a'),
      }),
    400,
    'BAD_USER_INPUT',
  ],
  [
    '1,000 representations',
    () =>
      ask('query ($v: [_Any!]!) { _entities(representations: $v) { ... on Contact { partyRoles { id } } } }', {
        v: Array.from({ length: 1_000 }, (_, index) => ({ __typename: 'Contact', customerId: 'M1', contactId: `c${index}` })),
      }),
    400,
    'BAD_USER_INPUT',
  ],
  [
    'an introspection bomb',
    () => ask(`{ __schema { types { ${'fields { type { '.repeat(4)} name ${'} }'.repeat(4)} } } }`),
    400,
    'GRAPHQL_VALIDATION_FAILED',
  ],
  [
    'introspection 30 times',
    () => ask(`{ ${many(31, (index) => `a${index}: __schema { types { name } }`)} }`),
    400,
    'ALIAS_LIMIT_EXCEEDED',
  ],
];

describe('a hostile document', () => {
  it.each(ATTACKS)('%s is rejected with its code, in time, without a call, and does not delay others', async (...attack) =>
    target.refuses(attack),
  );
});

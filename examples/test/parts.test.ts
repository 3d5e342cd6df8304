import { ApolloClient, gql, HttpLink, NetworkStatus } from '@apollo/client';
import { Defer20220824Handler, GraphQL17Alpha9Handler } from '@apollo/client/incremental';
import { Client, fetchExchange, type OperationResult } from '@urql/core';
import { cacheExchange } from '@urql/exchange-graphcache';
import type { DocumentNode } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCache } from '../apollo/cache.ts';
import { createClient } from '../apollo/client.ts';
import { type Demo, startDemo } from './demo.ts';

/** Calls Vitec five times at once, then each 100 ms. */
let demo: Demo;
/** Answers the same at once. */
let quick: Demo;
beforeAll(async () => {
  [demo, quick] = await Promise.all([startDemo({ VITEC_MAX_PER_SECOND: '10', CACHE_TTL_MS: '0' }), startDemo()]);
});
afterAll(() => Promise.all([demo[Symbol.asyncDispose](), quick[Symbol.asyncDispose]()]));

const SOUND = [
  'anna-andersson',
  'advokat-berg',
  'byggbolaget-ab',
  'elsa-lind',
  'karin-gustavsson',
  'omar-haddad',
  'sven-holm',
  'tove-nord',
];
const variables = { customerId: 'M30011', contactIds: [...SOUND, 'nekad', 'utan-roller'] };

const ROLES = 'primaryRoles { id role estate { id estateId } } partyRolesStatus { code }';
const queryOf = (contacts: string) =>
  gql(`query Roles($customerId: ID!, $contactIds: [ID!]!) { contacts(customerId: $customerId, contactIds: $contactIds) ${contacts} }`);
const WHOLE = queryOf(`{ id contactId ${ROLES} }`);
const IN_PARTS = {
  '@defer': queryOf(`{ id contactId ... @defer { ${ROLES} } }`),
  '@stream': queryOf(`@stream(initialCount: 1) { id contactId ${ROLES} }`),
  '@stream and @defer': queryOf(`@stream(initialCount: 2) { id contactId ... @defer { ${ROLES} } }`),
};
const CASES = Object.entries(IN_PARTS);

type Contacts = { readonly contacts?: readonly ({ readonly contactId?: string; readonly primaryRoles?: unknown } | null)[] } | undefined;

/** Contacts of which the roles are there, or known to be missing. */
const done = (data: unknown): readonly string[] =>
  ((data as Contacts)?.contacts ?? []).flatMap((contact) =>
    contact?.contactId && contact.primaryRoles !== undefined ? [contact.contactId] : [],
  );

const withoutNulls = (data: unknown): unknown => JSON.parse(JSON.stringify(data, (_key, value: unknown) => value ?? undefined));

/** What came later has all that came before. */
function expectGrowth(states: readonly unknown[]): void {
  const counts = states.map((data) => done(data).length);
  expect(counts).toEqual(counts.toSorted((one, other) => one - other));
  expect(new Set(counts).size).toBeGreaterThan(3);
  expect(done(states.at(-1)).filter((contactId) => contactId !== 'nekad')).toHaveLength(variables.contactIds.length - 1);
}

const codesOf = (
  errors: readonly { readonly path?: readonly (string | number)[] | undefined; readonly extensions?: Record<string, unknown> }[],
) => errors.map(({ path, extensions }) => [path?.join('.'), extensions?.code]);
const REFUSED = [['contacts.8.primaryRoles', 'FORBIDDEN']];

const isDone = (status: NetworkStatus) => status === NetworkStatus.ready || status === NetworkStatus.error;

const ALL = { query: { errorPolicy: 'all' }, watchQuery: { errorPolicy: 'all' } } as const;
const HANDLERS = { Defer20220824Handler, GraphQL17Alpha9Handler };

describe.each(Object.entries(HANDLERS))('Apollo Client with %s', (_name, Handler) => {
  const createPlainClient = ({ url } = demo) =>
    new ApolloClient({
      cache: createCache(),
      link: new HttpLink({ uri: url }),
      // @ts-expect-error: GraphQL17Alpha9Handler is not typed for exactOptionalPropertyTypes
      incrementalHandler: new Handler(),
      defaultOptions: ALL,
    });

  it.each(CASES)('shows the parts of %s as they come, and keeps what a whole answer has', async (_directives, query) => {
    const client = createPlainClient();
    const states: unknown[] = [];
    const errors = await new Promise<readonly object[]>((resolve) => {
      client.watchQuery({ query, variables }).subscribe(({ data, error, networkStatus }) => {
        if (data) states.push(data);
        if (isDone(networkStatus)) resolve((error as { errors?: readonly object[] } | undefined)?.errors ?? []);
      });
    });
    expectGrowth(states);
    expect(codesOf(errors)).toEqual(REFUSED);
    const whole = await createPlainClient(quick).query({ query: WHOLE, variables });
    expect(client.cache.readQuery({ query: WHOLE, variables })).toEqual(whole.data);
    client.stop();
  });
});

const KEYS = { VitecStatus: () => null };

describe('urql', () => {
  const createUrqlClient = ({ url } = demo) =>
    new Client({ url, preferGetMethod: false, exchanges: [cacheExchange({ keys: KEYS }), fetchExchange] });

  /** What each part leads to, the whole last. `await` would give that alone, and an AbortError that nobody can catch: urql closes too early. */
  const resultsOf = (client: Client, query: DocumentNode, given: typeof variables) =>
    new Promise<readonly OperationResult[]>((resolve) => {
      const results: OperationResult[] = [];
      client.query(query, given).subscribe((result) => {
        results.push(result);
        if (!result.hasNext) resolve(results);
      });
    });

  it.each(CASES)('shows the parts of %s as they come, and keeps what a whole answer has', async (_directives, query) => {
    const client = createUrqlClient();
    const results = await resultsOf(client, query, variables);
    const whole = await createUrqlClient(quick).query(WHOLE, variables);
    expectGrowth(results.map(({ data }) => data));
    expect(codesOf(results.at(-1)?.error?.graphQLErrors ?? [])).toEqual(REFUSED);
    // a deferred field that fails is not null in the cache of urql: it is missing
    expect(withoutNulls(results.at(-1)?.data)).toEqual(withoutNulls(whole.data));
  });

  it.each(CASES)('keeps the parts of %s for other operations', async (_directives, query) => {
    const client = createUrqlClient();
    const sound = { ...variables, contactIds: SOUND };
    await resultsOf(client, query, sound);
    const whole = await createUrqlClient(quick).query(WHOLE, sound);
    expect(client.readQuery(WHOLE, sound)?.data).toEqual(whole.data);
  });
});

it('a slow contact holds back nobody where what Vitec is asked for is deferred', async () => {
  const client = createClient(demo.url);
  const order: string[] = [];
  await new Promise<void>((resolve) => {
    const slowFirst = { customerId: 'M30011', contactIds: ['langsam', 'anna-andersson', 'elsa-lind'] };
    client
      .watchQuery({ query: IN_PARTS['@defer'], variables: slowFirst, fetchPolicy: 'network-only' })
      .subscribe(({ data, networkStatus }) => {
        order.push(...done(data).filter((contactId) => !order.includes(contactId)));
        if (isDone(networkStatus)) resolve();
      });
  });
  expect(order).toHaveLength(3);
  expect(order.at(-1)).toBe('langsam');
  client.stop();
});

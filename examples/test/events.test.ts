import { ApolloClient, gql, InMemoryCache } from '@apollo/client';
import { CombinedGraphQLErrors } from '@apollo/client/errors';
import { Client, fetchExchange, subscriptionExchange } from '@urql/core';
import { print } from 'graphql';
import { type ClientOptions, createClient as createEventClient } from 'graphql-sse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../../test/support/listen.ts';
import { contact, type Office, startOffice } from '../../test/support/office.ts';
import { Program, programSettings } from '../../test/support/program.ts';
import { createSigner } from '../../test/support/tokens.ts';
import { createClient } from '../apollo/client.ts';
import { createEventLink } from '../apollo/event-link.ts';
import { RoleCountsDocument } from '../generated/parsed/graphql.ts';
import { type Demo, startDemo } from './demo.ts';

const DOCUMENT = gql`
  subscription ContactChanged($customerId: ID!, $contactIds: [ID!]!) {
    contactChanged(customerId: $customerId, contactIds: $contactIds) {
      changes
      contact {
        id
        contactId
        primaryRoles {
          id
          role
        }
      }
    }
  }
`;

type Variables = { readonly customerId: string; readonly contactIds: readonly string[] };
type Gateway = { readonly url: string; readonly headers?: Readonly<Record<string, string>> };
/** How an app hears of events: `data`, the codes of errors, and why it hears no more. */
type Seen = { readonly data?: unknown; readonly codes?: readonly unknown[]; readonly end?: 'complete' | { readonly status: unknown } };
type Watch = (
  where: () => Gateway,
  variables: Variables,
  see: (seen: Seen) => void,
  on?: Pick<ClientOptions, 'on' | 'retry' | 'retryAttempts'>,
) => () => void;

const codesOf = (errors: readonly { readonly extensions?: Readonly<Record<string, unknown>> }[] = []) =>
  errors.map(({ extensions }) => extensions?.code);
const statusOf = (fault: unknown) => ({ end: { status: (fault as { response?: Response }).response?.status } });

/** `where` is asked before each connection, so that a gateway may take the place of another. */
const optionsOf = (where: () => Gateway, on: Parameters<Watch>[3] = {}) => ({
  url: () => where().url,
  headers: () => ({ ...where().headers }),
  retryAttempts: 0,
  ...on,
});

const FETCH_EXCHANGE = "urql's fetchExchange, with fetchSubscriptions";
const ALL = { query: { errorPolicy: 'all' }, watchQuery: { errorPolicy: 'all' } } as const;
const WATCHES: Readonly<Record<string, Watch>> = {
  'graphql-sse': (where, variables, see, on) =>
    createEventClient(optionsOf(where, on)).subscribe(
      { query: print(DOCUMENT), variables },
      {
        next: ({ data, errors }) => see({ data, codes: codesOf(errors) }),
        error: (fault) => see(statusOf(fault)),
        complete: () => see({ end: 'complete' }),
      },
    ),
  'Apollo Client, with a link over graphql-sse': (where, variables, see, on) => {
    const client = new ApolloClient({
      cache: new InMemoryCache(),
      link: createEventLink({ ...optionsOf(where, on), onConnected: on?.on?.connected ?? (() => {}) }),
      defaultOptions: ALL,
    });
    const watching = client.subscribe({ query: DOCUMENT, variables }).subscribe({
      next: ({ data, error }) => {
        if (error && !CombinedGraphQLErrors.is(error)) see(statusOf(error));
        else see({ data, codes: codesOf(error?.errors) });
      },
      complete: () => see({ end: 'complete' }),
    });
    return () => watching.unsubscribe();
  },
  'urql, with subscriptionExchange over graphql-sse': (where, variables, see, on) => {
    const events = createEventClient(optionsOf(where, on));
    const client = new Client({
      url: where().url,
      preferGetMethod: false,
      exchanges: [
        subscriptionExchange({
          forwardSubscription: ({ query = '', variables }) => ({
            subscribe: (sink) => ({ unsubscribe: events.subscribe({ query, variables: variables ?? {} }, { ...sink, error: sink.error }) }),
          }),
        }),
      ],
    });
    return client.subscription(DOCUMENT, variables).subscribe(({ data, error }) => {
      if (error?.networkError) see(statusOf(error.networkError));
      else see({ data, codes: codesOf(error?.graphQLErrors) });
    }).unsubscribe;
  },
  [FETCH_EXCHANGE]: (where, variables, see, { on } = {}) => {
    const connecting: typeof fetch = async (input, init) => {
      const response = await fetch(input, init);
      on?.connected?.(false);
      return response;
    };
    const { url, headers } = where();
    const client = new Client({
      url,
      preferGetMethod: false,
      fetchSubscriptions: true,
      fetch: connecting,
      fetchOptions: { headers: { ...headers } },
      exchanges: [fetchExchange],
    });
    return client.subscription(DOCUMENT, variables).subscribe(({ data, error }) => {
      see({ data, codes: codesOf(error?.graphQLErrors) });
    }).unsubscribe;
  },
};
const WEBHOOK_SECRET = 'secret-of-the-webhook';
const CASES = Object.entries(WATCHES);

/** As Vitec does when the contact `a` has changed. */
const notify = (gateway: string) =>
  fetch(new URL(`/webhooks/vitec/${WEBHOOK_SECRET}`, gateway), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ customerId: 'M1', type: 'Contact', id: 'a' }),
  });

/** Watches, and keeps what is seen. Resolves when the gateway has accepted the subscription, or refused it. */
async function watching(watch: Watch, where: () => Gateway, variables: Variables, options: Parameters<Watch>[3] = {}) {
  const seen: Seen[] = [];
  const opened = Promise.withResolvers<void>();
  let connections = 0;
  const connected = () => {
    connections += 1;
    opened.resolve();
  };
  const see = (each: Seen) => {
    seen.push(each);
    opened.resolve();
  };
  const stop = watch(where, variables, see, { ...options, on: { connected } });
  await opened.promise;
  return { seen, connections: () => connections, [Symbol.dispose]: stop };
}

describe.each(CASES)('%s', (_name, watch) => {
  let demo: Demo;
  beforeAll(async () => {
    demo = await startDemo();
  });
  afterAll(() => demo[Symbol.asyncDispose]());

  it('hears of each change of the contacts that it watches, with what Vitec has now', async () => {
    using client = await watching(watch, () => demo, { customerId: 'M30011', contactIds: ['anna-andersson', 'elsa-lind'] });
    await demo.notify({ type: 'Contact', id: 'anna-andersson' });
    await demo.notify({ type: 'Contact', id: 'tove-nord' });
    await expect.poll(() => client.seen.length).toBe(1);
    await demo.notify({ type: 'EstateContact', subtype: 'Seller', relId1: 'OBJ30011_0020', relId2: 'elsa-lind' });
    await expect.poll(() => client.seen.length).toBe(2);
    const roles = (count: number) => Array.from({ length: count }, () => expect.objectContaining({ role: expect.any(String) }));
    expect(client.seen).toMatchObject([
      { data: { contactChanged: { changes: ['PROFILE'], contact: { contactId: 'anna-andersson', primaryRoles: roles(5) } } } },
      { data: { contactChanged: { changes: ['ROLES'], contact: { contactId: 'elsa-lind', primaryRoles: roles(1) } } } },
    ]);
  });
});

describe.each(CASES)('the end of a subscription: %s', (name, watch) => {
  let office: Office;
  let signer: Awaited<ReturnType<typeof createSigner>>;
  let gateway: Gateway & AsyncDisposable;
  let callers = 0;
  beforeAll(async () => {
    [office, signer] = await Promise.all([startOffice([contact('a').buys('home-1')]), createSigner()]);
    gateway = await startGateway();
  });
  afterAll(async () => {
    await gateway[Symbol.asyncDispose]();
    await office[Symbol.asyncDispose]();
  });

  const variables = { customerId: 'M1', contactIds: ['a'] };
  const startGateway = async () => {
    const settings = { WEBHOOK_SECRET, MAX_STREAMS_PER_CALLER: '1' };
    const program = new Program('src/main.ts', { ...programSettings(office, signer), ...settings });
    const origin = await program.address();
    return {
      url: `${origin}/graphql`,
      stop: () => program.stop('SIGINT'),
      notify: () => notify(origin),
      [Symbol.asyncDispose]: () => program[Symbol.asyncDispose](),
    };
  };
  /** Each call is another caller. */
  const headersOf = async (claims = {}) => {
    callers += 1;
    return { authorization: `Bearer ${await signer.token({ sub: `caller-${callers}`, ...claims })}` };
  };
  /** Comes back at once where the client comes back. */
  const eager = { retryAttempts: 5, retry: async () => {} };
  const isLasting = name !== FETCH_EXCHANGE;

  it('tells the app that the token is refused', async () => {
    using client = await watching(watch, () => ({ url: gateway.url, headers: { authorization: 'Bearer x' } }), variables);
    await expect.poll(() => client.seen[0]).toEqual(isLasting ? { end: { status: 401 } } : { codes: ['UNAUTHENTICATED'] });
  });

  it.each([
    ['it may not read that office', () => ({ customerIds: ['M2'] }), 'FORBIDDEN'],
    ['its token has expired', () => ({ exp: Math.floor(Date.now() / 1_000) - 3 }), 'UNAUTHENTICATED'], // of which five seconds are forgiven
  ])('tells the app that %s, and does not come back', async (_why, claimsOf, code) => {
    const headers = await headersOf(claimsOf());
    using client = await watching(watch, () => ({ url: gateway.url, headers }), variables, eager);
    await expect.poll(() => client.seen.length, { timeout: 10_000 }).toBe(2);
    expect(client.seen[0]).toEqual({ codes: [code] });
    expect(client.connections()).toBe(1);
  });

  it('tells the app that it has too many open', async () => {
    const headers = await headersOf();
    using first = await watching(watch, () => ({ url: gateway.url, headers }), variables, eager);
    using second = await watching(watch, () => ({ url: gateway.url, headers }), variables, eager);
    await expect.poll(() => second.seen.length).toBe(2);
    expect(second.seen[0]).toEqual({ codes: ['STREAM_LIMIT_EXCEEDED'] });
    expect([first.seen, second.connections()]).toEqual([[], 1]);
  });

  it('tells the app that the gateway stops, and comes back where the client does that', async () => {
    await using next = await startGateway();
    await using old = await startGateway();
    const headers = await headersOf();
    let { url } = old;
    using client = await watching(watch, () => ({ url, headers }), variables, eager);
    ({ url } = next);
    await old.stop();
    await expect.poll(() => client.seen[0]).toEqual({ codes: ['SHUTTING_DOWN'] });
    if (!isLasting) return;
    await expect.poll(() => client.connections()).toBe(2);
    await next.notify();
    await expect
      .poll(() => client.seen[1])
      .toMatchObject({ data: { contactChanged: { changes: ['PROFILE'], contact: { contactId: 'a' } } } });
  });
});

it("the Apollo app's client reads its queries again when its subscription is open again", async () => {
  await using office = await startOffice([contact('a').buys('home-1')]);
  const signer = await createSigner();
  const settings = { ...programSettings(office, signer), WEBHOOK_SECRET, PORT: String(await freePort()) };
  const start = async () => {
    const program = new Program('src/main.ts', settings);
    return { program, url: `${await program.address()}/graphql` };
  };
  const { program: old, url } = await start();
  const authorization = `Bearer ${await signer.token()}`;
  const client = createClient(url, { authorization: () => authorization });
  const variables = { customerId: 'M1', contactIds: ['a'] };
  const shown = client.watchQuery({ query: RoleCountsDocument, variables }).subscribe(() => {});
  let events = 0;
  const watching = client.subscribe({ query: DOCUMENT, variables }).subscribe(({ data }) => {
    if (data) events += 1;
  });
  const rolesRead = () => office.callsOf('PartyRoles').a ?? 0;
  const eventsAfterNotification = async () => {
    await notify(url);
    return events;
  };
  await expect.poll(eventsAfterNotification).toBeGreaterThan(0);
  await old.stop('SIGINT');
  const before = rolesRead();
  const { program: next } = await start();
  await using _next = next;
  await expect.poll(rolesRead, { timeout: 15_000 }).toBe(before + 1);
  watching.unsubscribe();
  shown.unsubscribe();
  client.stop();
});

import { createHash } from 'node:crypto';
import { ApolloClient, ApolloLink, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { expect, it } from 'vitest';
import { startDemo } from './demo.ts';

const QUERY = gql`
  query Vocabulary {
    partyRelations {
      relation
    }
  }
`;

/** A client that sends hashes first, and the bodies that it has sent. */
function createClient(url: string) {
  const sent: Record<string, unknown>[] = [];
  const recording: typeof fetch = (input, init) => {
    sent.push(JSON.parse(String(init?.body)) as Record<string, unknown>);
    return fetch(input, init);
  };
  const hashes = new PersistedQueryLink({ sha256: (text) => createHash('sha256').update(text).digest('hex') });
  const link = ApolloLink.from([hashes, new HttpLink({ uri: url, fetch: recording })]);
  return {
    client: new ApolloClient({
      link,
      cache: new InMemoryCache(),
      defaultOptions: { query: { errorPolicy: 'all' }, watchQuery: { errorPolicy: 'all' } },
    }),
    sent,
  };
}

it.each([
  ['nothing is registered: it sends no more hashes', {}, [false, true, true]],
  [
    'others are registered: it tries the hash each time',
    { TRUSTED_DOCUMENTS_FILE: 'schema/trusted-documents.json' },
    [false, true, false, true],
  ],
])("Apollo's link sends the document after its hash where %s", async (_where, settings, withDocument) => {
  await using demo = await startDemo(settings);
  const { client, sent } = createClient(demo.url);
  for (let time = 0; time < 2; time += 1) {
    const { data } = await client.query({ query: QUERY, fetchPolicy: 'network-only' });
    expect(data).toHaveProperty('partyRelations');
  }
  expect(sent.map(({ query }) => query !== undefined)).toEqual(withDocument);
});

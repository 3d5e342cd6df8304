import { describe, expect, it } from 'vitest';
import { startGateway } from '../support/gateway.ts';
import { startVitec } from '../support/vitec.ts';

const IDS = Array.from({ length: 500 }, (_, index) => `c${index}`);
const deferred = (depth: number, selection: string): string =>
  depth === 0 ? selection : `... @defer { ${deferred(depth - 1, selection)} }`;

const FIELDS: Readonly<Record<string, { readonly field: string; readonly types: string; readonly variables: object }>> = {
  contacts: {
    field: 'contacts(customerId: "M1", contactIds: $ids) { partyRolesStatus { state } }',
    types: '$ids: [ID!]!',
    variables: { ids: IDS },
  },
  nodes: {
    field: 'nodes(ids: $ids) { ... on Contact { partyRolesStatus { state } } }',
    types: '$ids: [ID!]!',
    variables: { ids: IDS.map((id) => Buffer.from(JSON.stringify(['Contact', 'M1', id])).toString('base64url')) },
  },
  _entities: {
    field: '_entities(representations: $ids) { ... on Contact { partyRolesStatus { state } } }',
    types: '$ids: [_Any!]!',
    variables: { ids: IDS.map((contactId) => ({ __typename: 'Contact', customerId: 'M1', contactId })) },
  },
};

describe.concurrent('the limit of contacts', () => {
  it.each(
    Object.keys(FIELDS).flatMap((name) =>
      [0, 1, 2, 3].flatMap((depth) =>
        ['application/json', 'multipart/mixed, application/json'].map((accept) => [name, depth, accept] as const),
      ),
    ),
  )('holds for %s within %i deferred fragments, for a client that accepts %s', async (name, depth, accept) => {
    await using vitec = await startVitec();
    await using gateway = await startGateway(vitec);
    const { field = '', types = '', variables } = FIELDS[name] ?? {};
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept },
      body: JSON.stringify({ query: `query (${types}) { __typename ${deferred(depth, field)} }`, variables }),
    });
    const answer = (await response.json()) as { errors?: readonly { extensions: { code: string } }[] };
    expect([response.status, answer.errors?.[0]?.extensions.code, vitec.calls]).toEqual([400, 'BAD_USER_INPUT', 0]);
  });
});

import { expect, it } from 'vitest';
import { startGateway } from '../support/gateway.ts';
import { contact, startOffice } from '../support/office.ts';

const QUERY = `query ($first: Int, $offset: Int, $orderBy: PartyRoleOrder) {
  contact(customerId: "M1", contactId: "a") { partyRoles(first: $first, offset: $offset, orderBy: $orderBy) { id } }
}`;
type Row = { readonly id: string };

it('pages of any size are all rows, each once, in the order of the whole list, for one call', async () => {
  const owner = Array.from({ length: 23 }, (_, index) => index).reduce(
    (built, index) =>
      index % 3 === 0 ? built.sells(`home-${index % 5}`) : built.buys(`home-${index}`, `2024-01-${10 + (index % 7)}T12:00:00+01:00`),
    contact('a'),
  );
  await using office = await startOffice([owner]);
  await using gateway = await startGateway(office, { CACHE_TTL_MS: '60000' });
  const rowsOf = async (variables: object): Promise<readonly Row[]> =>
    (await gateway.query(QUERY, variables as Record<string, unknown>)).data.contact.partyRoles;
  for (const orderBy of [undefined, { field: 'CREATED_AT', direction: 'ASC' }, { field: 'ROLE' }]) {
    const all = await rowsOf({ orderBy });
    expect(new Set(all.map(({ id }) => id)).size).toBe(23);
    expect(await rowsOf({ orderBy, offset: 20 })).toEqual(all.slice(20));
    for (const first of [1, 5, 10, 23, 100]) {
      const pages: Row[] = [];
      for (let offset = 0; offset < 23; offset += first) pages.push(...(await rowsOf({ orderBy, first, offset })));
      expect(pages, `pages of ${first}`).toEqual(all);
    }
    expect(await rowsOf({ orderBy, first: 5, offset: 23 })).toEqual([]);
    expect(await rowsOf({ orderBy, first: 0, offset: 1 })).toEqual([]);
    expect(await rowsOf({ orderBy, first: 2_147_483_647, offset: 2_147_483_647 })).toEqual([]);
  }
  expect(office.totalCalls).toBe(1);
});

it('a negative offset is BAD_USER_INPUT, without a call', async () => {
  await using office = await startOffice([contact('a')]);
  await using gateway = await startGateway(office);
  const { data, errors } = await gateway.query(QUERY, { offset: -1 });
  expect([data.contact.partyRoles, errors?.map(({ extensions: { code } }) => code)]).toEqual([null, ['BAD_USER_INPUT']]);
  expect(office.totalCalls).toBe(0);
});

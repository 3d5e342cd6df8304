import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { matchOf, type NamesVitec, nameOf, startNamesVitec } from '../support/names-vitec.ts';
import { status } from '../support/vitec.ts';

let vitec: NamesVitec;
let gateway: TestGateway;
beforeAll(async () => {
  vitec = await startNamesVitec();
  gateway = await startGateway(vitec);
});
afterAll(async () => {
  await gateway[Symbol.asyncDispose]();
  await vitec[Symbol.asyncDispose]();
});

const FIELDS = 'isCut matches { type score changedAt contact { customerId contactId } }';
async function search(body: unknown, first = 20, fields = FIELDS) {
  vitec.replies = { Search: () => body };
  vitec.asked.length = 0;
  return await gateway.query(
    `query ($term: String!, $first: Int!) { searchContacts(customerId: "M1", term: $term, first: $first) { ${fields} } }`,
    { term: 'Anna Lindqvist', first },
  );
}
const idsOf = (data: { searchContacts: { matches: { contact: { contactId: string } }[] } }) =>
  data.searchContacts.matches.map(({ contact: { contactId } }) => contactId);

describe('a search', () => {
  it('asks for one match more than it shows', async () => {
    const { data } = await search({ matches: ['a', 'b', 'c'].map((id) => matchOf(id)) }, 2);
    expect(idsOf(data)).toEqual(['a', 'b']);
    expect(data.searchContacts.isCut).toBe(true);
    expect(vitec.asked.map(({ parameters }) => Object.fromEntries(parameters))).toEqual([{ Term: 'Anna Lindqvist', MaxSize: '3' }]);
  });

  it.each([
    [0, 0, false],
    [2, 0, false],
    [3, 2, true],
    [0, 1, true],
  ])('of %i more or fewer: first 0 shows none, and tells whether there are any', async (_count, sent, isCut) => {
    const { data, errors } = await search({ matches: Array.from({ length: sent }, (_, index) => matchOf(`c${index}`)) }, 0);
    expect(errors).toBeUndefined();
    expect(data.searchContacts).toEqual({ isCut, matches: [] });
  });

  it.each<[string, unknown]>([
    ['a list', [matchOf('a')]],
    ['nothing', ''],
    ['null', 'null'],
    ['a text', '"a"'],
    ['HTML', '<!doctype html>'],
    ['no matches', {}],
    ['Matches for matches', { Matches: [] }],
    ['an object for matches', { matches: matchOf('a') }],
    ['a text for matches', { matches: 'a' }],
    ['null for a match', { matches: [matchOf('a'), null] }],
    ['a text for a match', { matches: ['a'] }],
    ['a match without id', { matches: [matchOf('a'), { type: 'Person' }] }],
    ['a match with a blank id', { matches: [matchOf(' ')] }],
    ['a match with an object for id', { matches: [{ id: { id: 'a' } }] }],
    ['a match with an object for customerId', { matches: [matchOf('a', { customerId: { id: 'M1' } })] }],
    ['a match with a list for customerId', { matches: [matchOf('a', { customerId: ['M2'] })] }],
  ])('that answers %s is UPSTREAM_BAD_RESPONSE, without the term', async (_what, body) => {
    const { data, errors } = await search(body);
    expect(data).toEqual({ searchContacts: null });
    expect(errors?.map(({ path, extensions: { code } }) => [path, code])).toEqual([[['searchContacts'], 'UPSTREAM_BAD_RESPONSE']]);
    expect(JSON.stringify(errors)).not.toContain('Lindqvist');
  });

  it.each([
    [400, 'UPSTREAM_BAD_REQUEST'],
    [401, 'UPSTREAM_MISCONFIGURED'],
    [403, 'FORBIDDEN'],
    [404, 'NOT_FOUND'],
    [429, 'UPSTREAM_RATE_LIMITED'],
    [500, 'UPSTREAM_UNAVAILABLE'],
  ])('that is refused with %i is %s, without the term', async (sent, code) => {
    const { data, errors } = await search(status(sent));
    expect(data).toEqual({ searchContacts: null });
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual([code]);
    expect(JSON.stringify(errors)).not.toContain('Lindqvist');
  });

  it.each<[string, unknown, readonly string[]]>([
    ['null for matches', { matches: null }, []],
    ['no match', { matches: [] }, []],
    ['a match twice', { matches: [matchOf('a'), matchOf('b'), matchOf('a', { score: 9 })] }, ['a', 'b']],
    ['matches of another customer', { matches: [matchOf('x', { customerId: 'M2' }), matchOf('a')] }, ['a']],
    [
      'a customerId in another case, null, or absent',
      { matches: [matchOf('a', { customerId: 'm1' }), matchOf('b', { customerId: null }), { id: 'c' }] },
      ['a', 'b', 'c'],
    ],
    ['a number for an id', { matches: [matchOf('a'), { id: 4711 }] }, ['a', '4711']],
    [
      'more matches than were asked for',
      { matches: Array.from({ length: 50 }, (_, index) => matchOf(`c${index}`)) },
      Array.from({ length: 20 }, (_, index) => `c${index}`),
    ],
  ])('that answers %s shows the matches in their order, each once', async (_what, body, ids) => {
    const { data, errors } = await search(body);
    expect(errors).toBeUndefined();
    expect(idsOf(data)).toEqual(ids);
    for (const { contact } of data.searchContacts.matches) expect(contact.customerId).toBe('M1');
  });

  it.each([
    [
      { type: 'Company', score: 0.5, changedAt: '2026-10-25T02:30:00' },
      { type: 'COMPANY', score: 0.5, changedAt: '2026-10-25T02:30:00.000+02:00' },
    ],
    [
      { type: 2, score: '12.5', changedAt: null },
      { type: 'DECEASED_ESTATE', score: 12.5, changedAt: null },
    ],
    [
      { type: { id: 0, name: 'Person' }, score: 0 },
      { type: 'PERSON', score: 0 },
    ],
    [
      { type: 'Association', score: 'best' },
      { type: 'OTHER', score: null },
    ],
    [
      { type: null, score: null, changedAt: 4 },
      { type: 'OTHER', score: null, changedAt: null },
    ],
    [
      { type: [], score: {}, changedAt: {} },
      { type: 'OTHER', score: null, changedAt: null },
    ],
  ])('match %j is %j', async (sent, shown) => {
    const { data } = await search({ matches: [matchOf('a', { changedAt: null, ...sent })] });
    expect(data.searchContacts.matches).toMatchObject([shown]);
  });

  it('shows a match that comes twice as it came first', async () => {
    const { data } = await search({ matches: [matchOf('a', { score: 9 }), matchOf('b'), matchOf('a', { score: 1 })] });
    expect(data.searchContacts.matches.map(({ score }: { score: number }) => score)).toEqual([9, 1.5]);
  });

  it('asks for the profiles by the types that it learnt, in batches of 20', async () => {
    const ids = Array.from({ length: 30 }, (_, index) => `p${index}`);
    const { data, errors } = await search({ matches: ids.map((id) => matchOf(id)) }, 30, 'matches { contact { profile { displayName } } }');
    expect(errors).toBeUndefined();
    expect(
      data.searchContacts.matches.map((match: { contact: { profile: { displayName: string } } }) => match.contact.profile.displayName),
    ).toEqual(ids.map(nameOf));
    expect(vitec.idsOf('Person').map(({ length }) => length)).toEqual([20, 10]);
    expect(vitec.idsOf('AnyType')).toEqual([]);
  });

  it('is not kept: the same term asks again', async () => {
    await using own = await startNamesVitec();
    await using cached = await startGateway(own, { CACHE_TTL_MS: '60000' });
    for (const _again of [1, 2]) await cached.query('{ searchContacts(customerId: "M1", term: "Anna Lindqvist") { isCut } }');
    expect(own.asked.map(({ form }) => form)).toEqual(['Search', 'Search']);
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { brightnessOf } from './brightness.ts';
import { execute, openDocs, press, readAnswer, run, shownIn, tabNamed, write, writeUntilMarked } from './graphiql-page.ts';
import { keepPicture, type Stand, startStand } from './stand.ts';

let stand: Stand;
beforeAll(async () => {
  stand = await startStand();
});
afterAll(() => stand[Symbol.asyncDispose]());

const open = async (colorScheme: 'light' | 'dark' = 'light') => {
  const opened = await stand.open(`${stand.gatewayUrl}/graphql`, { colorScheme });
  await opened.page.getByRole('button', { name: 'Execute query' }).waitFor();
  return opened;
};

/** The tabs in their order, something of each answer, and its errors. */
const OPERATIONS = [
  ['ContactCard', { contact: { bought: [{ estate: { listing: { address: { streetAddress: 'Storgatan 4' } } } }, {}, {}] } }, []],
  [
    'ContactList',
    { contacts: expect.arrayContaining([expect.objectContaining({ contactId: 'byggbolaget-ab', boughtStatus: expect.any(Object) })]) },
    ['profile', 'bought', 'sold'].map((field) => [`contacts.4.${field}`, 'NOT_FOUND']),
  ],
  ['FindContact', { searchContacts: { matches: expect.arrayContaining([expect.objectContaining({ type: 'DECEASED_ESTATE' })]) } }, []],
  ['IsSeller', { contact: { hasRole: true } }, []],
  ['RoleCounts', { contacts: expect.any(Array) }, [['contacts.4.partyRoleGroups', 'UPSTREAM_UNAVAILABLE']]],
  ['WhomIActFor', { contact: { representations: expect.any(Array) } }, []],
] as const;

describe('GraphiQL of the demo', () => {
  it('has the published operations as tabs, each filled for the sandbox', async () => {
    const { page, heard } = await open();
    const names = (await page.getByRole('tab').allInnerTexts()).map((text) => text.trim());
    expect(names.slice(0, OPERATIONS.length)).toEqual(OPERATIONS.map(([name]) => name));

    const card = await run(page); // the first tab, as it is shown
    expect(card.answer).toMatchObject({ data: { contact: { profile: { displayName: 'Anna Andersson' } } } });
    expect(card.shown).toContain('"Anna Andersson"');
    await keepPicture(page, 'graphiql-light');
    expect(heard).toEqual({ outside: [], faults: [] });
  });

  it.each(OPERATIONS)('answers %s with something to read', async (name, data, codes) => {
    const { page, heard } = await open();
    await tabNamed(page, name).click();
    const { answer, shown } = await run(page);
    expect(answer.data).toMatchObject(data);
    expect((answer.errors ?? []).map(({ path, extensions }) => [path?.join('.'), extensions.code])).toEqual(codes);
    expect(shown).toContain(codes.length > 0 ? '"errors"' : '"data"');
    if (name === 'RoleCounts') await keepPicture(page, 'graphiql-failure');
    expect(heard).toEqual({ outside: [], faults: [] });
  });

  it('shows the parts of an answer as they come', async () => {
    const { page, heard } = await open();
    await write(
      page,
      'query { contacts(customerId: "M30011", contactIds: ["langsam", "elsa-lind"]) { contactId ... @defer { primaryRoles { roleLabel } } } }',
    );
    await press(page);
    await shownIn(page).getByText('"Säljare"').first().waitFor();
    expect((await readAnswer(page)).match(/"primaryRoles"/g)).toHaveLength(1); // the sandbox takes 1.5 s for the other contact
    await expect.poll(async () => (await readAnswer(page)).match(/"primaryRoles"/g), { timeout: 10_000 }).toHaveLength(2);
    expect(heard).toEqual({ outside: [], faults: [] });
  });

  it('shows the events of a subscription, which it sends by POST: production answers no GET', async () => {
    const { page, heard } = await open();
    await write(page, 'subscription { contactChanged(customerId: "M30011", contactIds: ["elsa-lind"]) { changes contact { contactId } } }');
    expect((await press(page)).headers().accept).toContain('text/event-stream');
    const to = `${stand.gatewayUrl}/webhooks/vitec/sandbox-webhook`;
    for (const [type, ids, shown] of [
      ['Contact', 'id=elsa-lind', '"PROFILE"'],
      ['Merge', 'sourceIds=elsa-lind&destinationId=anna-andersson', '"MERGED"'],
    ]) {
      await fetch(`${stand.sandboxUrl}/notify?to=${to}&type=${type}&customerId=M30011&${ids}`, { method: 'POST' });
      await shownIn(page)
        .getByText(shown ?? '')
        .first()
        .waitFor();
    }
    expect(heard).toEqual({ outside: [], faults: [] });
  });

  it('lists the fields for routers last', async () => {
    const { page } = await open();
    await openDocs(page, 'Query');
    const fields = await page.locator('.graphiql-doc-explorer .graphiql-doc-explorer-field-name').allInnerTexts();
    expect(fields).toEqual(['contact', 'contacts', 'partyRelations', 'searchContacts', 'node', 'nodes', '_service', '_entities']);
  });

  it('marks what the schema does not have before it is asked, and shows the code when it is asked nevertheless', async () => {
    const { page } = await open();
    await writeUntilMarked(page, '{ kontakt ');
    const unknown = await run(page);
    expect(unknown.answer.errors).toMatchObject([{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }]);
    expect(unknown.shown).toContain('GRAPHQL_VALIDATION_FAILED');
    await write(page, '{ contact(');
    await execute(page);
    await shownIn(page)
      .getByText(/Syntax.Error/)
      .first()
      .waitFor(); // the page reads it before the gateway does
    expect(await readAnswer(page)).not.toContain('GRAPHQL_VALIDATION_FAILED');
  });

  it('explains the types with the words of Swedish estate agents', async () => {
    const { page, heard } = await open();
    expect(await openDocs(page, 'Contact')).toContain('Kontakt. A person');
    await keepPicture(page, 'graphiql-docs');
    await page.locator('.graphiql-doc-explorer').getByRole('link', { name: 'partyRoles', exact: true }).click();
    await page.locator('.graphiql-doc-explorer-title', { hasText: 'partyRoles' }).waitFor();
    expect(heard).toEqual({ outside: [], faults: [] });
  });

  it.each([
    ['Estate', 'Bostad/objekt'],
    ['EstateRole', 'Köpare'],
    ['PartyRelation', 'Dödsbodelägare'],
    ['ContactRepresentation', 'Företrädarskap'],
  ])('explains %s as %s', async (type, word) => {
    const { page } = await open();
    expect(await openDocs(page, type)).toContain(word);
  });

  it('is light where the system is light, and dark where it is dark', async () => {
    const brightness = async (scheme: 'light' | 'dark') => {
      const { page, heard } = await open(scheme);
      if (scheme === 'dark') {
        await run(page);
        await page.locator('.graphiql-query-editor .view-line span[class*="mtk"]:not(.mtk1)').first().waitFor(); // in colours
        await keepPicture(page, 'graphiql-dark');
      }
      expect(heard).toEqual({ outside: [], faults: [] });
      return page.evaluate(brightnessOf, '.graphiql-container');
    };
    expect(await brightness('light')).toBeGreaterThan(200);
    expect(await brightness('dark')).toBeLessThan(60);
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { brightnessOf } from './brightness.ts';
import { execute, openDocs, readAnswer, run, shownIn, tabNamed, write, writeUntilMarked } from './graphiql-page.ts';
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

describe('GraphiQL of the demo', () => {
  it('has the published operations as tabs, and each answers with something to read', async () => {
    const { page, heard } = await open();
    const names = (await page.getByRole('tab').allInnerTexts()).map((text) => text.trim());
    expect(names.slice(0, 6)).toEqual(['ContactCard', 'ContactList', 'FindContact', 'IsSeller', 'RoleCounts', 'WhomIActFor']);

    const card = await run(page);
    expect(card.answer).toMatchObject({ data: { contact: { bought: expect.any(Array), partyRolesStatus: { code: null } } } });
    expect(card.answer.errors).toBeUndefined();
    expect(card.shown).toContain('"displayName": "Anna Andersson"');
    await keepPicture(page, 'graphiql-light');

    await tabNamed(page, 'FindContact').click();
    const found = await run(page);
    expect(found.answer).toMatchObject({ data: { searchContacts: { matches: expect.any(Array) } } });
    expect(found.shown).toContain('Gustavsson');
    await tabNamed(page, 'ContactList').click();
    expect((await run(page)).answer).toMatchObject({
      data: {
        contacts: expect.arrayContaining([
          expect.objectContaining({ profile: expect.objectContaining({ displayName: 'Anna Andersson' }) }),
        ]),
      },
    });
    await tabNamed(page, 'IsSeller').click();
    expect((await run(page)).answer).toMatchObject({ data: { contact: { hasRole: expect.any(Boolean) } } });
    await tabNamed(page, 'WhomIActFor').click();
    const acts = await run(page);
    expect(acts.answer).toMatchObject({ data: { contact: { representations: expect.any(Array) } } });
    expect(acts.shown).toContain('"representations"');
    expect(heard).toEqual({ outside: [], faults: [] });
  });

  it('shows a failure beside what could be read', async () => {
    const { page, heard } = await open();
    await tabNamed(page, 'RoleCounts').click();
    const { answer, shown } = await run(page);
    expect(answer.data).toMatchObject({ contacts: expect.arrayContaining([expect.objectContaining({ contactId: 'sven-holm' })]) });
    expect(answer.errors).toMatchObject([{ path: ['contacts', 4, 'partyRoleGroups'], extensions: { code: 'UPSTREAM_UNAVAILABLE' } }]);
    expect(shown).toContain('"errors"');
    await keepPicture(page, 'graphiql-failure');
    expect(heard).toEqual({ outside: [], faults: [] });
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

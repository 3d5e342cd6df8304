import { expect, it } from 'vitest';
import { postOperation } from '../support/gateway.ts';
import { createHeapReader } from '../support/heap-strings.ts';
import { contact, startOffice } from '../support/office.ts';
import { Program, programSettings } from '../support/program.ts';
import { createSigner } from '../support/tokens.ts';

const CONTACT = '{ contact(customerId: "M1", contactId: "a") { partyRoles { estate { estateId } } profile { displayName } } }';

it('with AUTH_MODE=passthrough, a password is not in memory after the answer, though the connection of its caller stays open', async () => {
  await using office = await startOffice([contact('a').buys('home-1'), contact('down').fails('unavailable')]);
  const { VITEC_USERNAME: _, VITEC_PASSWORD: __, ...settings } = programSettings(office, await createSigner());
  using heap = createHeapReader();
  await using program = new Program('src/main.ts', { ...settings, ...heap.settings, AUTH_MODE: 'passthrough' }, heap.command);
  const url = await program.address();
  const passwords = [office.password, 'ett-felaktigt-ord'].map((password) =>
    Buffer.from(`${office.username}:${password}`).toString('base64'),
  );
  const ask = async (query: string, variables = {}) => {
    const results = [];
    for (const password of passwords) results.push(await postOperation(url, { query, variables }, { authorization: `Basic ${password}` }));
    return results;
  };
  const [right, wrong] = await ask(CONTACT);
  expect([right?.data.contact.partyRoles, wrong?.data.contact.partyRoles]).toEqual([[{ estate: { estateId: 'home-1' } }], null]);
  await ask(CONTACT.replace('"a"', '"down"'));
  await ask('{ nope }');
  await ask('{ contact(');
  await ask('query ($a: Int!) { contact(customerId: $a, contactId: "a") { id } }', { a: 'x' });

  const strings = await heap.read(program);
  expect(strings).toContain(CONTACT); // what is kept is found: a document
  expect(passwords.filter((password) => strings.includes(password))).toEqual([]);
  expect(strings).not.toContain('ett-felaktigt-ord');
}, 60_000);

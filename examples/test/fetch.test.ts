import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAsk } from '../fetch/ask.ts';
import { toContactView } from '../fetch/contact-view.ts';
import { ContactCardDocument, ContactListDocument, WhomIActForDocument } from '../generated/text/graphql.ts';
import { type Demo, FAILING, startDemo } from './demo.ts';

let demo: Demo;
beforeAll(async () => {
  demo = await startDemo();
});
afterAll(() => demo[Symbol.asyncDispose]());

async function viewOf(contactId: string) {
  const ask = createAsk(demo.url);
  const variables = { customerId: 'M30011', contactId };
  return toContactView(...(await Promise.all([ask(ContactCardDocument, variables), ask(WhomIActForDocument, variables)])));
}

describe('plain fetch', () => {
  it('shows what a contact has bought and sold and for whom it acts, for one call to Vitec', async () => {
    const { status, lists } = await viewOf('anna-andersson');
    expect(status).toMatch(/^Uppgifterna hämtades/);
    expect(lists.map(({ lines }) => lines)).toEqual([
      ['OBJ30011_0003, registrerad 4 oktober 2026', 'OBJ30011_0002, registrerad 2 november 2017', 'OBJ30011_0001, registrerad 18 maj 2009'],
      ['OBJ30011_0002, registrerad 28 september 2026', 'OBJ30011_0001, registrerad 20 oktober 2017'],
      [],
    ]);
    expect((await viewOf('advokat-berg')).lists[2]?.lines).toEqual([
      'dodsbo-gustavsson: Boutredningsman (OBJ30011_0010)',
      'dodsbo-olsson: Boutredningsman (OBJ30011_0012, OBJ30011_0011)',
    ]);
    expect(await demo.callsFor('anna-andersson')).toBe(1);
  });

  it.each([
    ['underhall', 'Vitec går inte att nå just nu. Försök igen om 10 sekunder.'],
    ['nekad', 'Kontorets uppgifter visas inte för dig. Be den som sköter behörigheterna i Vitec om hjälp.'],
    ['finns-inte', 'Vitec känner inte till kontakten. Den kan ha slagits ihop med en annan: sök efter den på nytt.'],
  ])('says of %s why it could not be read, and shows no empty list', async (contactId, status) => {
    const view = await viewOf(contactId);
    expect(view.status).toBe(status);
    expect(view.lists.map(({ lines }) => lines)).toEqual([null, null, null]);
  });

  it('says of an id that is refused what to do', async () => {
    expect(await viewOf('inte ett id')).toEqual({
      status: 'Kund-id eller kontakt-id kan inte stämma. Rätta det och försök igen.',
      lists: [],
    });
  });

  it('keeps a list whole where some of its contacts fail', async () => {
    const contactIds = ['sven-holm', ...FAILING.map(([contactId]) => contactId), 'utan-roller'];
    const { data, errors } = await createAsk(demo.url)(ContactListDocument, { customerId: 'M30011', contactIds });
    expect(data?.contacts.map((contact) => contact?.partyRolesStatus.code ?? contact?.partyRoleGroups?.length)).toEqual([
      1,
      ...FAILING.map(([, , code]) => code),
      0,
    ]);
    expect(errors?.map(({ path, extensions }) => [path?.[1], extensions.code])).toEqual(FAILING.map(([, , code], at) => [at + 1, code]));
  });

  it('gives up on a service that does not answer, and on an answer that is no GraphQL', async () => {
    const server = createServer((request, response) => request.url === '/page' && response.writeHead(502).end('<html>'));
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const variables = { customerId: 'M30011', contactId: 'anna-andersson' };
    await expect(createAsk(`${url}/silent`, { timeoutMs: 50 })(ContactCardDocument, variables)).rejects.toMatchObject({
      name: 'TimeoutError',
    });
    await expect(createAsk(`${url}/page`)(ContactCardDocument, variables)).rejects.toThrow('status 502');
    server.close();
    server.closeAllConnections();
  });

  it('sends the token of the moment', async () => {
    const tokens: (string | undefined)[] = [];
    const server = createServer((request, response) => {
      tokens.push(request.headers.authorization);
      response.writeHead(200, { 'content-type': 'application/graphql-response+json' }).end('{"data":null}');
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    let number = 0;
    const authorization = () => `Bearer ${++number}`;
    const ask = createAsk(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, { authorization });
    const variables = { customerId: 'M30011', contactId: 'anna-andersson' };
    await ask(ContactCardDocument, variables);
    await ask(ContactCardDocument, variables);
    server.close();
    expect(tokens).toEqual(['Bearer 1', 'Bearer 2']);
  });
});

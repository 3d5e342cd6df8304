import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import codes from '../../schema/codes.json' with { type: 'json' };
import { createAsk } from '../fetch/ask.ts';
import { faultOf, toContactView, toRows } from '../fetch/contact-view.ts';
import { ContactCardDocument, ContactListDocument, FindContactDocument, RoleCountsDocument } from '../generated/text/graphql.ts';
import { type Demo, FAILING, startDemo } from './demo.ts';

let demo: Demo;
beforeAll(async () => {
  demo = await startDemo();
});
afterAll(() => demo[Symbol.asyncDispose]());

const customerId = 'M30011';
const viewOf = async (contactId: string) => toContactView(await createAsk(demo.url)(ContactCardDocument, { customerId, contactId }));
/** What stands under each heading; Intl puts spaces that do not break into prices. */
const linesOf = ({ parts }: ReturnType<typeof toContactView>) =>
  parts.flatMap(({ lists }) => lists.map(({ lines }) => lines?.map((line) => line.replaceAll('\u00a0', ' ')) ?? null));

describe('plain fetch', () => {
  it('shows who a contact is, its homes and who acts for it', async () => {
    const view = await viewOf('anna-andersson');
    expect([view.fault, view.parts.map(({ heading }) => heading)]).toEqual([null, ['Anna Andersson', 'Bostäder', 'Företrädare']]);
    for (const { status } of view.parts) expect(status).toMatch(/^Uppgifterna hämtades/);
    expect(linesOf(view)).toEqual([
      [
        'Storgatan 4, 211 60 Malmö',
        'Mobil 070-174 06 05',
        'Bostad 040-628 04 10',
        'Arbete 08-465 004 11',
        'Telefon +46 31 390 06 12',
        'anna.andersson@example.com',
        'anna@andersson.example',
      ],
      [
        'Storgatan 4, Malmö: Såld, 5 800 000 kr, registrerad 4 oktober 2026',
        'Regementsgatan 18 B, Malmö: Till salu, 2 795 000 kr, registrerad 2 november 2017',
        'Pildammsvägen 31, Malmö: Såld, 5 350 000 kr, registrerad 18 maj 2009',
      ],
      [
        'Regementsgatan 18 B, Malmö: Till salu, 2 795 000 kr, registrerad 28 september 2026',
        'Pildammsvägen 31, Malmö: Såld, 5 350 000 kr, registrerad 20 oktober 2017',
      ],
      ['Omar Haddad (Fullmakt)', 'Nils Nyrelation (FutureTrustee)'],
      [],
    ]);
    expect(linesOf(await viewOf('advokat-berg')).at(-1)).toEqual([
      'Dödsboet efter Gösta Gustavsson (Boutredningsman)',
      'Dödsboet efter Olle Olsson (Boutredningsman)',
    ]);
  });

  it.each([
    ['underhall', `${codes.UPSTREAM_UNAVAILABLE.sv} Vänta minst 10 sekunder.`],
    ['nekad', codes.FORBIDDEN.sv],
    ['finns-inte', codes.NOT_FOUND.sv],
  ])('says of each part of %s why it could not be read, and shows no empty list', async (contactId, status) => {
    const view = await viewOf(contactId);
    expect(view.parts.map((part) => part.status)).toEqual([status, status, status]);
    expect(linesOf(view)).toEqual([null, null, null, null, null]);
  });

  it.each([
    ['profil-fel', [true, false, false]],
    ['roller-fel', [false, true, false]],
  ])('shows the other parts of %s', async (contactId, failed) => {
    const { parts } = await viewOf(contactId);
    expect(parts.map(({ status }) => status.startsWith(codes.UPSTREAM_UNAVAILABLE.sv))).toEqual(failed);
    expect(parts.map(({ lists }) => lists.some(({ lines }) => lines === null))).toEqual(failed);
  });

  it('shows a home whose listing failed beside one that did not', async () => {
    const lines = linesOf(await viewOf('bostad-fel'))[2];
    expect(lines?.filter((line) => line.includes('(kunde inte läsas)'))).toHaveLength(1);
    expect(lines).toHaveLength(2);
  });

  it('says of an id that is refused what to do', async () => {
    expect(await viewOf('inte ett id')).toEqual({ fault: codes.BAD_USER_INPUT.sv, parts: [] });
  });

  it('finds a contact, and says of a term that is refused what to do', async () => {
    const ask = createAsk(demo.url);
    const { data } = await ask(FindContactDocument, { customerId, term: 'Gustavsson' });
    expect(data?.searchContacts?.matches.map(({ contact }) => contact.profile?.displayName)).toContain('Karin Gustavsson');
    expect(faultOf(await ask(FindContactDocument, { customerId, term: 'Gus' }))).toBe(codes.BAD_USER_INPUT.sv);
  });

  it('keeps a list whole where some of its contacts fail', async () => {
    const ask = createAsk(demo.url);
    const list = await ask(ContactListDocument, { customerId, contactIds: ['anna-andersson', 'finns-inte', 'utan-roller'] });
    expect(toRows(list)).toEqual([
      { contactId: 'anna-andersson', line: 'Anna Andersson: köpt 3, sålt 2' },
      { contactId: 'finns-inte', line: `finns-inte: köpt ?, sålt ?. ${codes.NOT_FOUND.sv}` },
      { contactId: 'utan-roller', line: 'Ulla Tom: köpt 0, sålt 0' },
    ]);
    const counts = await ask(RoleCountsDocument, { customerId, contactIds: ['sven-holm', ...FAILING.map(([contactId]) => contactId)] });
    expect(counts.data?.contacts.map((contact) => contact?.partyRolesStatus.code ?? contact?.partyRoleGroups?.length)).toEqual([
      1,
      ...FAILING.map(([, , code]) => code),
    ]);
    expect(counts.errors?.map(({ path, extensions }) => [path?.[1], extensions.code])).toEqual(
      FAILING.map(([, , code], at) => [at + 1, code]),
    );
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

import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { EXAMPLES } from '../../src/sandbox/examples.ts';
import {
  ContactCardDocument,
  ContactListDocument,
  FindContactDocument,
  IsSellerDocument,
  RoleCountsDocument,
  WhomIActForDocument,
} from '../generated/graphql.ts';
import { postOperation } from '../support/gateway.ts';
import { Program } from '../support/program.ts';

const startDemo = () => new Program('src/demo.ts', { PORT: '0', SANDBOX_PORT: '0' });

describe('npm run demo', () => {
  it('prints where GraphiQL is and a curl line that answers, and ends with 0 on Ctrl-C', async () => {
    await using demo = startDemo();
    const line = await demo.says(/^(curl .*)$/m);
    const [, url = '', body = ''] = /^curl -s (\S+) -H 'content-type: application\/json' -d '(.*)'$/.exec(line) ?? [];
    const { status, data, extensions } = await postOperation(url.replace('/graphql', ''), body);
    expect(status).toBe(200);
    expect(data.contact.primaryRoles).toHaveLength(5);
    expect(extensions?.upstream).toMatchObject({ calls: 1, cacheHits: 0 });

    const page = await fetch(await demo.says(/GraphiQL.*?(http:\S+)/), { headers: { accept: 'text/html' } });
    expect(page.headers.get('content-type')).toContain('text/html');
    const html = await page.text();
    expect(html).toContain('query WhomIActFor');
    expect(html).not.toMatch(/(src|href)="(https?:)?\/\//);
    expect(await demo.stop('SIGINT')).toBe(0);
    expect(demo.errors).toBe('');
  });

  it('answers the six published operations, and shows what each cost Vitec', async () => {
    await using demo = startDemo();
    const url = (await demo.says(/GraphiQL.*?(http:\S+)\/graphql/)) as string;
    const calls = `${await demo.says(/asked: +(http:\S+)\//)}/calls`;
    const cost = async () => {
      const { callsOf } = (await (await fetch(calls)).json()) as { callsOf: Record<string, number> };
      await fetch(calls, { method: 'DELETE' });
      return Object.fromEntries(Object.entries(callsOf).filter(([, count]) => count > 0));
    };

    const card = await postOperation(url, { query: String(ContactCardDocument), variables: EXAMPLES.ContactCard });
    expect([card.errors, card.data.contact.profile.displayName, card.data.contact.bought.length]).toEqual([undefined, 'Anna Andersson', 3]);
    expect(card.data.contact.representedBy).toMatchObject([
      { contact: { profile: { displayName: 'Omar Haddad' } }, relation: 'POWER_OF_ATTORNEY' },
      {},
    ]);
    const { Contact, ...others } = await cost();
    expect(others).toEqual({ PartyRoles: 1, ContactRelations: 1, Estate: 3 });
    expect(Contact).toBeLessThanOrEqual(2 + 1);
    const seller = await postOperation(url, { query: String(IsSellerDocument), variables: EXAMPLES.IsSeller });
    expect([seller.data.contact.hasRole, seller.extensions?.upstream.cacheHits, await cost()]).toEqual([true, 1, {}]); // asked for a moment ago
    const acting = await postOperation(url, { query: String(WhomIActForDocument), variables: EXAMPLES.WhomIActFor });
    expect(acting.data.contact.representations.map(({ principal }: { principal: { contactId: string } }) => principal.contactId)).toEqual([
      'dodsbo-gustavsson',
      'dodsbo-olsson',
    ]);
    expect(await cost()).toEqual({ PartyRoles: 1 });
    const list = await postOperation(url, { query: String(ContactListDocument), variables: EXAMPLES.ContactList });
    expect(list.data.contacts.map((entry: { soldStatus: { state: string } }) => entry.soldStatus.state)).toEqual([
      'FRESH',
      'FRESH',
      'FRESH',
      'FRESH',
      'NOT_FOUND',
      'FRESH',
    ]);
    expect(await cost()).toMatchObject({ Buyer: 1, Seller: 1 });
    const counts = await postOperation(url, { query: String(RoleCountsDocument), variables: EXAMPLES.RoleCounts });
    expect(counts.data.contacts.map((entry: { partyRolesStatus: { state: string } }) => entry.partyRolesStatus.state)).toEqual([
      'CACHED',
      'FRESH',
      'FRESH',
      'FRESH',
      'UNAVAILABLE',
      'CACHED',
    ]);
    expect(await cost()).toEqual({ PartyRoles: 4 });
    const found = await postOperation(url, { query: String(FindContactDocument), variables: EXAMPLES.FindContact });
    expect(found.data.searchContacts.matches.length).toBeGreaterThan(3);
    expect(await cost()).toMatchObject({ Search: 1 });
  });

  it('drops what is kept of a contact when the sandbox tells of a change', async () => {
    await using demo = startDemo();
    const url = await demo.says(/GraphiQL.*?(http:\S+)\/graphql/);
    const sandbox = await demo.says(/asked: +(http:\S+)\//);
    const state = async () =>
      (await postOperation(url, { query: String(ContactCardDocument), variables: EXAMPLES.ContactCard })).data.contact.partyRolesStatus
        .state;
    expect([await state(), await state()]).toEqual(['FRESH', 'CACHED']);
    const parameters = new URLSearchParams({
      to: `${url}/webhooks/vitec/sandbox-webhook`,
      type: 'Contact',
      customerId: 'M30011',
      id: 'anna-andersson',
    });
    const sent = await fetch(`${sandbox}/notify?${parameters}`, { method: 'POST' });
    expect(await sent.json()).toEqual({ answered: 204 });
    await expect.poll(state).toBe('FRESH');
  });

  it.skipIf(process.platform !== 'linux')('tells a person at a terminal what it does, in words', async () => {
    await using demo = new Program('src/demo.ts', { PORT: '0', SANDBOX_PORT: '0' }, [
      'script',
      '-qec',
      `${process.execPath} src/demo.ts`,
      '/dev/null',
    ]);
    const url = await demo.says(/GraphiQL.*?(http:\S+)\/graphql/);
    await postOperation(url, { query: String(ContactListDocument), variables: EXAMPLES.ContactList });
    const line = stripVTControlCharacters(await demo.says(/^.*operation.*ContactList.*$/m));
    expect(line).toMatch(
      /^\d\d:\d\d:\d\d operation {2}ContactList {2}document \S+ {2}durationMs \d+ {2}calls \d+ {2}cacheHits \d+ {2}codes NOT_FOUND ×\d/,
    );
    expect(demo.output).not.toContain('{"level"');
  });

  it.each<[string, Record<string, string>, string, boolean]>([
    ['of Vite', {}, 'http://localhost:5173', true],
    ['of Next.js', {}, 'http://127.0.0.1:3000', true],
    ['of another site', {}, 'https://app.example', false],
    ['that CORS_ORIGINS names', { CORS_ORIGINS: 'http://localhost:8123' }, 'http://localhost:8123', true],
    ['that CORS_ORIGINS does not name', { CORS_ORIGINS: 'http://localhost:8123' }, 'http://localhost:5173', false],
  ])('lets a page %s call it, or not: %j, %s, %s', async (_page, settings, origin, mayCall) => {
    await using demo = new Program('src/demo.ts', { PORT: '0', SANDBOX_PORT: '0', ...settings });
    const url = `${await demo.says(/GraphiQL.*?(http:\S+)\/graphql/)}/graphql`;
    const wanted = ['content-type', 'cache-control', 'traceparent', 'apollographql-client-name', 'apollographql-client-version'];
    const preflight = await fetch(url, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': wanted.join() },
    });
    const allowed = preflight.headers.get('access-control-allow-headers')?.split(', ') ?? [];
    const answer = await fetch(url, {
      method: 'POST',
      headers: { origin, 'content-type': 'application/json', 'cache-control': 'no-cache' },
      body: '{"query":"{ __typename }"}',
    });
    expect([preflight.status, wanted.every((name) => allowed.includes(name))]).toEqual(mayCall ? [204, true] : [405, false]);
    expect(answer.headers.get('access-control-allow-origin')).toBe(mayCall ? origin : null);
  });

  it('says what is wrong with its port', async () => {
    await using demo = new Program('src/demo.ts', { PORT: '0', SANDBOX_PORT: '4001s' });
    expect(await demo.exit()).toBe(1);
    expect(demo.errors).toContain('SANDBOX_PORT needs a whole number');
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CONTACT_ENTRIES, ESTATE_ENTRIES, MATCH_ENTRY, WAYS } from '../support/entries.ts';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { type NamesVitec, startNamesVitec } from '../support/names-vitec.ts';
import { createSigner } from '../support/tokens.ts';

const SCOPE = 'vitec:profiles';

let vitec: NamesVitec;
let signer: Awaited<ReturnType<typeof createSigner>>;
let gateway: TestGateway;
beforeAll(async () => {
  vitec = await startNamesVitec(WAYS);
  signer = await createSigner();
  gateway = await startGateway(vitec, { ...signer.settings, PROFILE_SCOPE: SCOPE, CACHE_TTL_MS: '600000' }, { sandbox: false });
});
afterAll(async () => {
  await gateway[Symbol.asyncDispose]();
  await vitec[Symbol.asyncDispose]();
});

const ask = async (query: string, claims: Record<string, unknown>, headers: Record<string, string> = {}) =>
  await gateway.query(query, {}, { authorization: `Bearer ${await signer.token(claims)}`, ...headers });
const WITH = { scope: `openid ${SCOPE}` };
const WITHOUT = { scope: 'openid' };

const CONTACT = `{ contactId profile { id displayName } profileStatus { state code retryable fetchedAt }
  partyRoles { role } partyRolesStatus { code } estateTies(side: BUYER) { estate { estateId } } representedBy { relation } }`;

describe('a caller without the right to read profiles, through', () => {
  it.each(Object.entries(CONTACT_ENTRIES))('%s: no profile and no call for it, and the rest stands', async (_entry, { field, reached }) => {
    vitec.asked.length = 0;
    const { status, data, errors } = await ask(`{ ${field('way', CONTACT)} }`, WITHOUT);
    expect(status).toBe(200);
    expect(reached(data.way)).toEqual({
      contactId: 'a',
      profile: null,
      profileStatus: { state: 'FORBIDDEN', code: 'FORBIDDEN', retryable: false, fetchedAt: null },
      partyRoles: [{ role: 'BUYER' }],
      partyRolesStatus: { code: null },
      estateTies: [{ estate: { estateId: 'home-a' } }],
      representedBy: [{ relation: 'GUARDIAN' }],
    });
    expect(new Set(errors?.map(({ path, extensions: { code } }) => `${path?.at(-1)} ${code}`))).toEqual(new Set(['profile FORBIDDEN']));
    expect(JSON.stringify(errors)).not.toContain(SCOPE);
    expect(vitec.asked.filter(({ form }) => ['AnyType', 'Person', 'Company', 'DeceasedEstate'].includes(form))).toEqual([]);
  });

  it('a search: nothing, and no call', async () => {
    vitec.asked.length = 0;
    for (const selection of ['{ contactId }', CONTACT]) {
      const { data, errors } = await ask(`{ ${MATCH_ENTRY.field('way', selection)} }`, WITHOUT);
      expect(data).toEqual({ way: null });
      expect(errors?.map(({ path, extensions: { code } }) => [path, code])).toEqual([[['way'], 'FORBIDDEN']]);
    }
    expect(vitec.asked).toEqual([]);
  });

  it.each(Object.entries(ESTATE_ENTRIES))('%s: the listing of the home all the same', async (_entry, { field, reached }) => {
    const { data, errors } = await ask(`{ ${field('way', '{ listing { objectNumber } listingStatus { code } }')} }`, WITHOUT);
    expect(errors).toBeUndefined();
    expect(reached(data.way)).toEqual({ listing: { objectNumber: 'nr-home-a' }, listingStatus: { code: null } });
  });

  it('a search with a term that is refused too is told no more', async () => {
    const { data } = await ask('{ searchContacts(customerId: "M1", term: "x") { isCut } }', WITHOUT);
    expect(data).toEqual({ searchContacts: null });
  });
});

describe('a caller with the right', () => {
  it.each(Object.entries({ ...CONTACT_ENTRIES, 'a match of a search': MATCH_ENTRY }))(
    'has the profile through %s, and another caller without it still has none, cached or fresh',
    async (_entry, { field, reached }) => {
      const query = `{ ${field('way', '{ profile { displayName } }')} }`;
      const own = await ask(query, WITH);
      expect(own.errors).toBeUndefined();
      expect(reached(own.data.way)).toEqual({ profile: { displayName: 'Name-a Testsson' } });
      for (const headers of [{}, { 'cache-control': 'no-cache' }]) {
        const other = await ask(query, WITHOUT, headers);
        expect(JSON.stringify(other)).not.toContain('Name-a');
        expect(other.errors?.map(({ extensions: { code } }) => code)).toContain('FORBIDDEN');
      }
    },
  );

  it('at the same time as one without it: each has its own answer', async () => {
    const query = `{ contact(customerId: "M1", contactId: "b1") { profile { displayName } profileStatus { code } } }`;
    const claims = [WITHOUT, WITH, WITHOUT, { scp: [SCOPE] }, {}, { scope: SCOPE.toUpperCase() }];
    const answers = await Promise.all(claims.map((each) => ask(query, each)));
    const none = { profile: null, profileStatus: { code: 'FORBIDDEN' } };
    const all = { profile: { displayName: 'Name-b1 Testsson' }, profileStatus: { code: null } };
    expect(answers.map(({ data }) => data.contact)).toEqual([none, all, none, all, none, none]);
  });

  it('for another customer has nothing, whatever the entry, and no call is made', async () => {
    vitec.asked.length = 0;
    for (const { field } of [...Object.values(CONTACT_ENTRIES), MATCH_ENTRY]) {
      const { data, errors } = await ask(`{ ${field('way', '{ profile { displayName } }')} }`, { ...WITH, customerIds: ['M2'] });
      expect(JSON.stringify(data)).not.toContain('Name-');
      expect(new Set(errors?.map(({ extensions: { code } }) => code))).toEqual(new Set(['FORBIDDEN']));
    }
    for (const { field } of Object.values(ESTATE_ENTRIES)) {
      const { data, errors } = await ask(`{ ${field('way', '{ listing { objectNumber } }')} }`, { ...WITH, customerIds: ['M2'] });
      expect(JSON.stringify(data)).not.toContain('nr-');
      expect(new Set(errors?.map(({ extensions: { code } }) => code))).toEqual(new Set(['FORBIDDEN']));
    }
    expect(vitec.asked).toEqual([]);
  });
});

import fc from 'fast-check';
import { createLocalJWKSet } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAccess } from '../../src/access/access.ts';
import { allowEveryone } from '../../src/access/authentication.ts';
import type { Caller } from '../../src/access/caller.ts';
import { createPassthroughAuthentication } from '../../src/access/passthrough.ts';
import { hasScope } from '../../src/access/scopes.ts';
import { createTokenAuthentication } from '../../src/access/token.ts';
import { loadConfig } from '../../src/config.ts';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { TOKEN_SETTINGS } from '../support/key-sets.ts';
import { faultsOf, RIGHT } from '../support/refused-settings.ts';
import { createSigner } from '../support/tokens.ts';
import { startVitec, type Vitec } from '../support/vitec.ts';

const ID_PATTERN = /^\w+$/;
const SCOPE = 'vitec:profiles';
const signer = await createSigner();
const keys = createLocalJWKSet(JSON.parse(signer.keySet));

const callerOf = async (claims: Record<string, unknown>, profileScope: string | null = SCOPE): Promise<Caller> =>
  createTokenAuthentication(keys, { ...TOKEN_SETTINGS, profileScope }, ID_PATTERN)(`Bearer ${await signer.token(claims)}`);
const accessOf = (caller: Caller) => createAccess(caller, ID_PATTERN);
const errorOf = (act: () => unknown): unknown => {
  try {
    return act();
  } catch (error) {
    return error;
  }
};

/** Claims, and whether they hold the word of PROFILE_SCOPE. */
const CLAIMS: readonly (readonly [claims: Record<string, unknown>, holds: boolean])[] = [
  [{ scope: SCOPE }, true],
  [{ scope: `openid ${SCOPE} email` }, true],
  [{ scope: `openid  ${SCOPE}` }, true],
  [{ scp: SCOPE }, true],
  [{ scp: `openid ${SCOPE}` }, true],
  [{ scp: ['openid', SCOPE] }, true],
  [{ scope: 'openid', scp: [SCOPE] }, true],
  [{ scope: SCOPE, scp: ['openid'] }, true],
  [{ scope: 7, scp: SCOPE }, true],
  [{ scope: SCOPE, scp: { 0: 'openid' } }, true],
  [{}, false],
  [{ scope: '' }, false],
  [{ scope: 'openid email' }, false],
  [{ scope: SCOPE.toUpperCase() }, false],
  [{ scope: `${SCOPE}s` }, false],
  [{ scope: `a${SCOPE}` }, false],
  [{ scope: `openid,${SCOPE}` }, false],
  [{ scope: `openid\t${SCOPE}` }, false],
  [{ scope: [SCOPE] }, false],
  [{ scope: { [SCOPE]: true } }, false],
  [{ scope: 1 }, false],
  [{ scope: null }, false],
  [{ scope: true }, false],
  [{ scp: [] }, false],
  [{ scp: [`openid ${SCOPE}`] }, false],
  [{ scp: [[SCOPE]] }, false],
  [{ scp: [SCOPE, 1] }, false],
  [{ scp: { 0: SCOPE, length: 1 } }, false],
  [{ scp: 1 }, false],
  [{ scp: null }, false],
  [{ scopes: SCOPE, roles: [SCOPE] }, false],
];

describe('the right to read profiles', () => {
  it.each(CLAIMS)('with PROFILE_SCOPE and the claims %j: %s', async (claims, holds) => {
    const access = accessOf(await callerOf(claims));
    const contact = access.allowContact({ customerId: 'M1', contactId: 'a' }); // roles stay readable
    const profile = errorOf(() => access.allowProfile(contact));
    const search = errorOf(() => access.allowSearch('M1', 'Lindqvist', 11));
    if (holds) {
      expect(profile).toEqual(contact);
      expect(search).toMatchObject({ customerId: 'M1', term: 'Lindqvist', maxSize: 11, rights: { kind: 'GATEWAY' } });
    } else {
      const failure = { code: 'FORBIDDEN', message: 'This caller may not read profiles.' };
      expect(profile).toMatchObject(failure);
      expect(search).toMatchObject(failure);
    }
  });

  it.each(CLAIMS)('without PROFILE_SCOPE does not depend on the claims %j', async (claims) => {
    expect((await callerOf(claims, null)).mayReadProfiles).toBe(true);
  });

  it('is left to Vitec with AUTH_MODE=passthrough, and is everyone’s in the sandbox', async () => {
    const authorization = `Basic ${Buffer.from('partner:password').toString('base64')}`;
    for (const caller of [await createPassthroughAuthentication()(authorization), await allowEveryone(undefined)])
      expect(caller.mayReadProfiles).toBe(true);
  });

  it('grants no other customer', async () => {
    const access = accessOf(await callerOf({ scope: SCOPE }));
    expect(errorOf(() => access.allowSearch('M2', 'Lindqvist', 11))).toMatchObject({ code: 'FORBIDDEN' });
    expect(errorOf(() => access.allowSearch('../x', 'Lindqvist', 11))).toMatchObject({ code: 'BAD_USER_INPUT' });
  });
});

describe('a scope claim', () => {
  const word = fc.string({ minLength: 1, maxLength: 8 }).filter((text) => !/\s/.test(text));
  const words = fc.array(word, { maxLength: 6 });

  it('holds the words that it lists and no other, in each of its forms', () => {
    fc.assert(
      fc.property(words, word, (list, wanted) => {
        const holds = list.includes(wanted);
        for (const claims of [{ scope: list.join(' ') }, { scp: list.join(' ') }, { scp: list }])
          expect(hasScope(claims, wanted)).toBe(holds);
        expect(hasScope({ scope: list.join(' '), scp: [...list, wanted] }, wanted)).toBe(true);
        expect(hasScope({ scope: [...list, wanted].join(' '), scp: list }, wanted)).toBe(true);
      }),
    );
  });

  it('of any form is read without an error, and an object or a number holds no word', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), word, (scope, scp, wanted) => {
        const isList = (value: unknown) => typeof value === 'string' || Array.isArray(value);
        const holds = hasScope({ scope, scp }, wanted);
        if (!isList(scope) && !isList(scp)) expect(holds).toBe(false);
      }),
    );
  });
});

describe('a listing', () => {
  it('may be read for a customer of the caller, whatever the scope', async () => {
    const access = accessOf(await callerOf({}));
    const estate = access.allowListing({ customerId: 'M1', estateId: 'OBJ1' });
    expect(estate).toMatchObject({ customerId: 'M1', estateId: 'OBJ1', rights: { kind: 'GATEWAY' } });
    expect(errorOf(() => access.allowListing({ customerId: 'M2', estateId: 'OBJ1' }))).toMatchObject({ code: 'FORBIDDEN' });
  });
});

it('keys of listings and searches differ whenever one of their parts differs', async () => {
  const access = accessOf(await allowEveryone(undefined));
  const customer = fc.stringMatching(/^\w{1,3}$/);
  const tuple = fc.tuple(customer, fc.string({ maxLength: 4, unit: fc.constantFrom('a', '1', '/', 'å', '😀') }), fc.nat(12));
  fc.assert(
    fc.property(tuple, tuple, ([customerA, textA, sizeA], [customerB, textB, sizeB]) => {
      const [listingA, listingB] = [
        access.allowListing({ customerId: customerA, estateId: textA }),
        access.allowListing({ customerId: customerB, estateId: textB }),
      ];
      expect(listingA.cacheKey === listingB.cacheKey).toBe(customerA === customerB && textA === textB);
      const [searchA, searchB] = [access.allowSearch(customerA, textA, sizeA), access.allowSearch(customerB, textB, sizeB)];
      expect(searchA.cacheKey === searchB.cacheKey).toBe(customerA === customerB && textA === textB && sizeA === sizeB);
    }),
  );
});

describe('PROFILE_SCOPE', () => {
  let vitec: Vitec;
  let gateway: TestGateway;
  beforeAll(async () => {
    vitec = await startVitec();
    gateway = await startGateway(vitec, { PROFILE_SCOPE: SCOPE, ...signer.settings }, { sandbox: false });
  });
  afterAll(async () => {
    await gateway[Symbol.asyncDispose]();
    await vitec[Symbol.asyncDispose]();
  });

  it.each([{}, { scope: 1 }, { scp: { a: 1 } }, { scope: 'openid' }])('leaves roles to a token with %j', async (claims) => {
    const roles = '{ contact(customerId: "M1", contactId: "a") { partyRoles { estate { estateId } } } }';
    const { status, data, errors } = await gateway.query(roles, {}, { authorization: `Bearer ${await signer.token(claims)}` });
    expect([status, errors]).toEqual([200, undefined]);
    expect(data.contact.partyRoles).toEqual([{ estate: { estateId: 'home-1' } }]);
  });

  it('is a setting of tokens', () => {
    expect(loadConfig({ ...RIGHT, PROFILE_SCOPE: SCOPE }, { sandbox: false }).auth).toMatchObject({ profileScope: SCOPE });
    expect(loadConfig(RIGHT, { sandbox: false }).auth).toMatchObject({ profileScope: null });
  });

  it.each([
    ['passthrough', false],
    ['none', true],
    ['', true],
  ])('is refused with AUTH_MODE=%s', (mode, sandbox) => {
    const settings = { ...RIGHT, AUTH_MODE: mode, PROFILE_SCOPE: 'hemligt-ord' };
    expect(() => loadConfig(settings, { sandbox })).toThrow(/PROFILE_SCOPE is set, but AUTH_MODE is not jwt/);
    expect(() => loadConfig(settings, { sandbox })).not.toThrow(/hemligt-ord/);
  });

  it.each([' ', 'two words', 'a\tb', ' a'])('is refused as %j', (text) => {
    expect(faultsOf({ ...RIGHT, PROFILE_SCOPE: text })).toEqual([{ code: 'NOT_ONE_WORD', params: { setting: 'PROFILE_SCOPE' } }]);
  });
});

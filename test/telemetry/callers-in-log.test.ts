import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGateway } from '../support/gateway.ts';
import { contact, type Office, startOffice } from '../support/office.ts';
import { Program } from '../support/program.ts';
import { createSigner, ISSUER } from '../support/tokens.ts';

const LOG_KEY = 'a-key-of-the-log-that-is-long-enough';
const READ = '{ contact(customerId: "M1", contactId: "ok") { partyRolesStatus { code } } }';
const FAILS = '{ contact(customerId: "M1", contactId: "fails") { partyRolesStatus { code } } }';
const REFERENCE = /^[\w-]{12}$/;

let office: Office;
let signer: Awaited<ReturnType<typeof createSigner>>;
beforeAll(async () => {
  office = await startOffice([contact('ok').sells('home-1'), contact('fails').fails('html')]);
  signer = await createSigner();
});
afterAll(() => office[Symbol.asyncDispose]());

const start = (settings: Record<string, string> = {}) =>
  startGateway(office, { ...signer.settings, LOG_KEY, ...settings }, { sandbox: false });
const bearer = async (claims: Record<string, unknown>) => ({ authorization: `Bearer ${await signer.token(claims)}` });
const basic = (userName: string, password: string) => ({
  authorization: `Basic ${Buffer.from(`${userName}:${password}`).toString('base64')}`,
});
const contactRef = async (words: readonly string[], environment: Record<string, string>) => {
  await using program = new Program('', environment, [process.execPath, 'src/tools/contact-ref.ts', ...words]);
  return { code: await program.exit(), output: program.output, errors: program.errors };
};

describe('the caller in the log', () => {
  it('is the same reference in each line of the same caller, with other tokens and in other processes too, and another of each other', async () => {
    await using one = await start();
    await using two = await start();
    const anna = { sub: 'anna@byra.example' };
    await one.query(READ, {}, await bearer(anna));
    await one.query(FAILS, {}, await bearer({ ...anna, customerIds: ['M1', 'M2'] }));
    await one.query(READ, {}, await bearer({ sub: 'bo@byra.example' }));
    await two.query(READ, {}, await bearer(anna));
    const [ofAnna, ofAnnaAgain, ofBo] = one.logged('operation').map(({ callerRef }) => callerRef);
    expect(ofAnna).toMatch(REFERENCE);
    expect([ofAnnaAgain, one.logged('upstream_failed')[0]?.callerRef, two.logged('operation')[0]?.callerRef]).toEqual(
      Array.from({ length: 3 }, () => ofAnna),
    );
    expect(ofBo).toMatch(REFERENCE);
    expect(ofBo).not.toBe(ofAnna);
    expect(one.log() + two.log()).not.toMatch(/anna@|bo@|"sub"/);
  });

  it('stands in one line with the office, the contact and the cause of a failed call', async () => {
    await using gateway = await start();
    await gateway.query(FAILS, {}, await bearer({ sub: 'anna' }));
    const { output } = await contactRef(['M1', 'fails'], { LOG_KEY });
    expect(gateway.logged('upstream_failed')).toEqual([
      expect.objectContaining({
        customerId: 'M1',
        contactRef: output.split(' ')[0],
        cause: 'HTML',
        endpoint: 'PartyRoles',
        callerRef: gateway.logged('operation')[0]?.callerRef,
      }),
    ]);
  });

  it('is `sub` itself with LOG_CALLERS=true', async () => {
    await using gateway = await start({ LOG_CALLERS: 'true' });
    await gateway.query(FAILS, {}, await bearer({ sub: 'anna@byra.example' }));
    for (const line of [...gateway.logged('operation'), ...gateway.logged('upstream_failed')]) {
      expect(line.sub).toBe('anna@byra.example');
      expect(line).not.toHaveProperty('callerRef');
    }
  });

  it.each(['19811218-9876', '811218-9876', 'se:198112189876'])(
    'is a reference also with LOG_CALLERS=true for the personal number %s',
    async (sub) => {
      await using gateway = await start({ LOG_CALLERS: 'true' });
      await gateway.query(READ, {}, await bearer({ sub }));
      expect(gateway.logged('operation')).toEqual([expect.objectContaining({ callerRef: expect.stringMatching(REFERENCE) })]);
      expect(gateway.log()).not.toContain('9876');
    },
  );

  it.each([
    ['no sub', {}],
    ['an empty sub', { sub: '' }],
    ['a sub that is a number', { sub: 7 }],
  ])('is null for a token with %s', async (_what, claims) => {
    await using gateway = await start();
    const { status } = await gateway.query(READ, {}, await bearer(claims));
    expect(status).toBe(200);
    expect(gateway.logged('operation')).toEqual([expect.objectContaining({ callerRef: null })]);
  });

  it('is a reference of the user name with AUTH_MODE=passthrough, never the name', async () => {
    await using gateway = await startGateway(office, { AUTH_MODE: 'passthrough', LOG_KEY, LOG_CALLERS: 'true' });
    await gateway.query(READ, {}, basic('byra-konto', 'ett-losenord'));
    await gateway.query(READ, {}, basic('byra-konto', 'ett-annat'));
    const [first, second] = gateway.logged('operation').map(({ callerRef }) => callerRef);
    expect(first).toMatch(REFERENCE);
    expect(second).toBe(first);
    expect(gateway.log()).not.toContain('byra-konto');
    expect(await contactRef(['--caller', 'byra-konto'], { LOG_KEY, AUTH_MODE: 'passthrough' })).toMatchObject({
      code: 0,
      output: `${first}  byra-konto\n`,
    });
  });

  it('is not in the line of a refused request, whose caller is not known', async () => {
    await using gateway = await start();
    await gateway.query(READ, {}, await bearer({ sub: 'anna', aud: 'another' }));
    expect(gateway.logged('request refused')).toEqual([expect.not.objectContaining({ callerRef: expect.anything() })]);
  });

  it('can be computed from its sub by those who have the key', async () => {
    await using gateway = await start();
    await gateway.query(READ, {}, await bearer({ sub: 'anna@byra.example' }));
    const environment = { LOG_KEY, JWT_ISSUER: ISSUER };
    expect(await contactRef(['--caller', 'anna@byra.example', 'bo'], environment)).toMatchObject({
      code: 0,
      output: expect.stringMatching(new RegExp(`^${gateway.logged('operation')[0]?.callerRef} {2}anna@byra.example\n[\\w-]{12} {2}bo\n$`)),
    });
    expect(await contactRef(['--caller', 'anna'], { LOG_KEY })).toMatchObject({ code: 2, errors: expect.stringContaining('JWT_ISSUER') });
  });
});

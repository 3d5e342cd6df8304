import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startKeys } from '../support/key-sets.ts';
import { freePort } from '../support/listen.ts';
import { contact, type Office, startOffice } from '../support/office.ts';
import { Program } from '../support/program.ts';
import { AUDIENCE, createSigner, ISSUER, temporaryFile } from '../support/tokens.ts';

/** Stands in claims that are wrong, and must never be shown. */
const PLANTED = 'hemligt-i-token';

type Told = {
  readonly about: string;
  readonly code: string;
  readonly state: string;
  readonly says: string;
  readonly doNext: string | null;
};

let office: Office;
let signer: Awaited<ReturnType<typeof createSigner>>;
let settings: Record<string, string>;
beforeAll(async () => {
  office = await startOffice([contact('a')]);
  signer = await createSigner();
  const pair = { username: office.username, password: office.password };
  settings = {
    VITEC_URL: office.url,
    VITEC_CREDENTIALS_FILE: temporaryFile('credentials.json', JSON.stringify({ M1: pair })),
    ...signer.settings,
  };
});
afterAll(() => office[Symbol.asyncDispose]());

async function run(environment: Record<string, string>, file: string, ...flags: string[]) {
  const command = [process.execPath, 'src/tools/doctor.ts', '--token', file, ...flags] as const;
  await using doctor = new Program('src/tools/doctor.ts', environment, command);
  const exitCode = await doctor.exit();
  for (const text of [doctor.output, doctor.errors]) expect(text).not.toMatch(new RegExp(`${PLANTED}|eyJ|\\bat .*\\.ts:`));
  return { exitCode, output: doctor.output };
}

/** What the doctor says of the token: the code of each row. */
async function told(token: string, environment: Record<string, string> = settings, ...flags: string[]) {
  const { exitCode, output } = await run(environment, temporaryFile('token', token), '--json', ...flags);
  const { checks } = JSON.parse(output) as { readonly checks: readonly Told[] };
  const rows = checks.filter(({ about }) => about.startsWith('TOKEN'));
  return { exitCode, rows, codes: rows.map(({ code }) => code) };
}

const now = () => Math.floor(Date.now() / 1_000);
const WELL = [
  'TOKEN_SIGNED',
  'TOKEN_ISS_WELL',
  'TOKEN_AUD_WELL',
  'TOKEN_TIME_WELL',
  'TOKEN_CUSTOMERS_WELL',
  'TOKEN_SUB_UNUSED',
  'TOKEN_SCOPE_UNUSED',
];
/** WELL, with other codes in some places. */
const wellBut = (other: Readonly<Record<number, string>>) => WELL.map((code, index) => other[index] ?? code);

describe('npm run doctor -- --token', () => {
  it('says in both languages that a token is right, and shows its kund-ids', async () => {
    const file = temporaryFile('token', `Bearer ${await signer.token({ customerIds: ['M1', 'M2'] })}\n`);
    const english = await run(settings, file, '--lang', 'en');
    expect(english.exitCode, english.output).toBe(0);
    expect(english.output).toMatch(/✓ Token, customers +customerIds opens 2: M1, M2\./);
    const swedish = await run(settings, file, '--lang', 'sv');
    expect(swedish.exitCode).toBe(0);
    expect(swedish.output).toMatch(/✓ Token, kunder +customerIds öppnar 2: M1, M2\./);
  });

  it('shows each claim that is wrong, not the first alone', async () => {
    const claims = { iss: PLANTED, aud: PLANTED, exp: now() - 60, customerIds: PLANTED, scope: PLANTED };
    const { exitCode, rows, codes } = await told(await signer.token(claims), { ...settings, PROFILE_SCOPE: 'vitec:profiles' });
    expect(exitCode).toBe(1);
    expect(codes).toEqual([
      'TOKEN_SIGNED',
      'TOKEN_ISS_WRONG',
      'TOKEN_AUD_WRONG',
      'TOKEN_EXPIRED',
      'TOKEN_CUSTOMERS_FORM',
      'TOKEN_SUB_UNUSED',
      'TOKEN_SCOPE_MISSING',
    ]);
    expect(rows.filter(({ state }) => state === 'wrong').map(({ doNext }) => doNext)).not.toContain(null);
  });

  it('says what is wrong with claims that are missing or of the wrong form', async () => {
    const none = await signer.token({ iss: undefined, aud: undefined, exp: undefined, customerIds: undefined });
    expect((await told(none)).codes).toEqual(
      wellBut({ 1: 'TOKEN_ISS_MISSING', 2: 'TOKEN_AUD_MISSING', 3: 'TOKEN_EXP_MISSING', 4: 'TOKEN_CUSTOMERS_MISSING' }),
    );
    const early = await signer.token({ aud: [AUDIENCE, PLANTED], nbf: now() + 600, customerIds: [] });
    expect(await told(early)).toMatchObject({ exitCode: 1, codes: wellBut({ 3: 'TOKEN_NOT_YET_VALID', 4: 'TOKEN_CUSTOMERS_NONE' }) });
    const odd = await told(await signer.token({ exp: PLANTED, customerIds: ['M1', 'M2', `${PLANTED}*`] }));
    expect(odd.codes).toEqual(wellBut({ 3: 'TOKEN_EXP_FORM', 4: 'TOKEN_CUSTOMER_ID_FORM' }));
    expect(odd.rows[4]?.says).toContain('Entry 3 of customerIds');
  });

  it('checks the scope by PROFILE_SCOPE and the customers by JWT_CUSTOMERS_CLAIM, of which it shows at most twenty', async () => {
    const offices = Array.from({ length: 25 }, (_, index) => `M${index + 1}`);
    const token = await signer.token({ scp: ['other', 'vitec:profiles'], customerIds: undefined, offices });
    const { codes, rows } = await told(token, { ...settings, PROFILE_SCOPE: 'vitec:profiles', JWT_CUSTOMERS_CLAIM: 'offices' });
    expect(codes).toEqual(wellBut({ 6: 'TOKEN_SCOPE_WELL' }));
    expect(rows[4]?.says).toMatch(/opens 25: M1, M2, .*, M20, \+5\.$/);
  });

  it('wants a sub with ACCESS_TRAIL_REQUIRED, as the gateway does', async () => {
    const required = { ...settings, ACCESS_TRAIL: 'stdout', ACCESS_TRAIL_REQUIRED: 'true' };
    expect((await told(await signer.token({ sub: PLANTED }), required)).codes).toEqual(wellBut({ 5: 'TOKEN_SUB_WELL' }));
    expect(await told(await signer.token({ sub: 7 }), required)).toMatchObject({ exitCode: 1, codes: wellBut({ 5: 'TOKEN_SUB_MISSING' }) });
  });

  it.each<[string, () => Promise<string> | string, readonly string[]]>([
    ['another key', async () => (await createSigner()).token({ aud: PLANTED }), wellBut({ 0: 'TOKEN_SIGNATURE', 2: 'TOKEN_AUD_WRONG' })],
    ['an unknown kid', () => signer.token({}, { kid: PLANTED }), wellBut({ 0: 'TOKEN_KID_UNKNOWN' })],
    [
      'a secret',
      () =>
        new SignJWT({ iss: ISSUER, aud: AUDIENCE, exp: now() + 60, customerIds: ['M1'] })
          .setProtectedHeader({ alg: 'HS256' })
          .sign(Buffer.alloc(32)),
      wellBut({ 0: 'TOKEN_ALGORITHM' }),
    ],
    ['no key', () => PLANTED, ['TOKEN_NOT_A_TOKEN']],
  ])('checks a token signed by %s', async (_what, make, codes) => {
    expect(await told(await make())).toMatchObject({ exitCode: 1, codes });
  });

  it('fetches the key set, and checks the claims also when it cannot', async () => {
    const { JWT_JWKS_FILE: _file, ...rest } = settings;
    await using keys = await startKeys(signer.keySet);
    const token = await signer.token();
    expect((await told(token, { ...rest, JWT_JWKS_URL: keys.url })).codes).toEqual(WELL);
    const away = await told(token, { ...rest, JWT_JWKS_URL: `http://127.0.0.1:${await freePort()}/jwks` });
    expect(away.codes).toEqual(wellBut({ 0: 'TOKEN_NO_KEYS' }));
    expect(away.rows[0]?.state).toBe('untried');
  });

  it('names a setting that is missing, and checks the rest', async () => {
    const { JWT_ISSUER: _issuer, ...rest } = settings;
    const { rows, codes } = await told(await signer.token(), rest);
    expect(codes).toEqual(wellBut({ 1: 'SETTING_MISSING' }));
    expect(rows[1]?.says).toContain('JWT_ISSUER');
  });

  it('says that a file cannot be read without its name, which may be the token', async () => {
    const { exitCode, output } = await run(settings, await signer.token(), '--json');
    expect(exitCode).toBe(1);
    expect(output).toContain('TOKEN_FILE_UNREADABLE');
  });

  it('says that tokens are not used in passthrough', async () => {
    const { codes } = await told(await signer.token(), { VITEC_URL: office.url, AUTH_MODE: 'passthrough' });
    expect(codes).toEqual(['TOKEN_UNUSED']);
  });
});

import { describe, expect, it } from 'vitest';
import { contact, startOffice } from '../support/office.ts';
import { Program, programSettings } from '../support/program.ts';
import { createSigner } from '../support/tokens.ts';

describe('npm start', () => {
  it('stops at once without settings, and says all that is missing in one message', async () => {
    await using program = new Program('src/main.ts', {});
    expect(await program.exit()).toBe(1);
    for (const name of [
      'VITEC_URL',
      'VITEC_USERNAME',
      'VITEC_PASSWORD',
      'VITEC_CREDENTIALS_FILE',
      'JWT_JWKS_URL',
      'JWT_ISSUER',
      'JWT_AUDIENCE',
    ])
      expect(program.errors).toContain(name);
    expect(program.errors).not.toMatch(/\bat .*\.ts|sandbox-M30011/);
    expect(program.output).toBe('');
  });

  it('never opens without knowing its callers', async () => {
    await using program = new Program('src/main.ts', {
      VITEC_URL: 'https://vitec.example',
      VITEC_USERNAME: 'a',
      VITEC_PASSWORD: 'secret-word',
      AUTH_MODE: 'none',
    });
    expect(await program.exit()).toBe(1);
    expect(program.errors).toContain('AUTH_MODE=none');
    expect(program.errors).not.toContain('secret-word');
  });

  it('says first, in one JSON line, that it listens and where; answers those it knows; and ends with 0 on SIGTERM', async () => {
    await using office = await startOffice([contact('a').sells('home-1')]);
    const signer = await createSigner();
    await using program = new Program('src/main.ts', {
      ...programSettings(office, signer),
    });
    const line = JSON.parse(await program.says(/^(.*)\n/)) as { level: string; msg: string; address: string };
    expect(line).toMatchObject({ level: 'info', msg: 'listening', address: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/) });

    const ask = async (headers: Record<string, string>) => {
      const body = JSON.stringify({ query: '{ contact(customerId: "M1", contactId: "a") { partyRoles { role } } }' });
      const response = await fetch(`${line.address}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body,
      });
      return { status: response.status, answer: await response.json() };
    };
    expect(await ask({})).toMatchObject({ status: 401, answer: { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] } });
    expect(await ask({ authorization: `Bearer ${await signer.token()}` })).toEqual({
      status: 200,
      answer: { data: { contact: { partyRoles: [{ role: 'SELLER' }] } } },
    });
    for (const path of ['/health', '/ready']) expect((await fetch(line.address + path)).status).toBe(200);
    expect(await program.stop('SIGTERM')).toBe(0);
    expect(program.errors).toBe('');
  });
});

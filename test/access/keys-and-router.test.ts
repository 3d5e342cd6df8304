import { describe, expect, it } from 'vitest';
import { startGateway } from '../support/gateway.ts';
import { startKeys } from '../support/key-sets.ts';
import { freePort } from '../support/listen.ts';
import { contact, startOffice } from '../support/office.ts';
import { sendRaw } from '../support/raw-http.ts';
import { createSigner } from '../support/tokens.ts';
import { buyerOf, startVitec } from '../support/vitec.ts';

const QUERY = '{ contact(customerId: "M1", contactId: "a") { partyRoles { role } } }';

const settingsFor = (url: string, settings: Record<string, string>) => ({
  ...Object.fromEntries(Object.entries(settings).filter(([name]) => name !== 'JWT_JWKS_FILE')),
  JWT_JWKS_URL: url,
});

describe('the keys that verify tokens', () => {
  it('are fetched once, and again when a token names an unknown key', async () => {
    await using office = await startOffice([contact('a').sells('home-1')]);
    const [first, second] = [await createSigner('ES256', 'key-1'), await createSigner('RS256', 'key-2')];
    await using keys = await startKeys(first.keySet);
    await using gateway = await startGateway(office, settingsFor(keys.url, first.settings), { sandbox: false });
    const status = async (token: string) => (await gateway.query(QUERY, {}, { authorization: `Bearer ${token}` })).status;

    expect([await status(await first.token()), await status(await first.token())]).toEqual([200, 200]);
    expect(keys.requests).toBe(1);
    keys.body = JSON.stringify({ keys: [first.publicJwk, second.publicJwk] });
    const token = await second.token();
    await expect.poll(() => status(token), { timeout: 5_000, interval: 200 }).toBe(200); // asked for at most once a second
    expect(await status(await first.token())).toBe(200);
  });

  it('remain in use when their URL fails later', async () => {
    await using office = await startOffice([contact('a')]);
    const signer = await createSigner();
    await using keys = await startKeys(signer.keySet);
    await using gateway = await startGateway(office, settingsFor(keys.url, signer.settings), { sandbox: false });
    const status = async (token: string) => (await gateway.query(QUERY, {}, { authorization: `Bearer ${token}` })).status;
    expect(await status(await signer.token())).toBe(200);
    keys.status = 500;
    const unknown = await signer.token({}, { kid: 'key-9' });
    expect(await status(unknown)).toBe(503); // it may be of a key that is new
    expect(await status(await signer.token())).toBe(200);
  });

  it('that are unavailable at the start are reported as such, and tokens are accepted once they are available', async () => {
    await using office = await startOffice([contact('a')]);
    const signer = await createSigner();
    const port = await freePort();
    await using gateway = await startGateway(office, settingsFor(`http://127.0.0.1:${port}/jwks`, signer.settings), { sandbox: false });
    const ask = async () => gateway.query(QUERY, {}, { authorization: `Bearer ${await signer.token()}` });
    const refused = await ask();
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '5']);
    expect(refused.errors).toMatchObject([{ extensions: { code: 'AUTHENTICATION_UNAVAILABLE', retryable: true } }]);
    expect(office.totalCalls).toBe(0);
    await using _keys = await startKeys(signer.keySet, port);
    await expect.poll(async () => (await ask()).status, { timeout: 5_000, interval: 200 }).toBe(200);
  });

  it('that are not a key set are reported as unavailable', async () => {
    await using office = await startOffice([contact('a')]);
    const signer = await createSigner();
    await using keys = await startKeys('<html>');
    await using gateway = await startGateway(office, settingsFor(keys.url, signer.settings), { sandbox: false });
    expect((await gateway.query(QUERY, {}, { authorization: `Bearer ${await signer.token()}` })).status).toBe(503);
  });
});

describe('ROUTER_SECRET', () => {
  it('is required of every GraphQL request, grants no customer, and may be two during a rotation', async () => {
    await using office = await startOffice([contact('a').sells('home-1')]);
    const signer = await createSigner();
    await using gateway = await startGateway(office, { ...signer.settings, ROUTER_SECRET: 'hemlig-new, hemlig-old' }, { sandbox: false });
    const token = { authorization: `Bearer ${await signer.token()}` };
    const ask = async (headers: Record<string, string>) => {
      const { status, errors } = await gateway.query(QUERY, {}, headers);
      return [status, errors?.[0]?.extensions.code];
    };
    for (const secret of ['hemlig-new', 'hemlig-old']) expect(await ask({ ...token, 'x-router-secret': secret })).toEqual([200, undefined]);
    for (const secret of ['', 'hemlig', 'hemlig-new, hemlig-old', 'HEMLIG-NEW', 'hemlig-newer']) {
      expect(await ask({ ...token, 'x-router-secret': secret })).toEqual([401, 'UNAUTHENTICATED']);
    }
    expect(await ask(token)).toEqual([401, 'UNAUTHENTICATED']);
    expect(await ask({ 'x-router-secret': 'hemlig-new' })).toEqual([401, 'UNAUTHENTICATED']);
    const other = { authorization: `Bearer ${await signer.token({ customerIds: ['M2'] })}`, 'x-router-secret': 'hemlig-new' };
    expect(await ask(other)).toEqual([200, 'FORBIDDEN']);
    for (const path of ['/health', '/ready']) expect((await fetch(gateway.url + path)).status).toBe(200);
  });
});

describe('a secret with non-ASCII letters', () => {
  it.each(['latin1', 'utf8'] as const)('is accepted in a header encoded as %s', async (encoding) => {
    await using office = await startOffice([]);
    await using gateway = await startGateway(office, { ROUTER_SECRET: 'hemligt lösenord åäö' });
    const body = '{"query":"{ __typename }"}';
    const send = (secret: string) => {
      const headers = [
        `host: gateway`,
        'content-type: application/json',
        `x-router-secret: ${secret}`,
        'connection: close',
        `content-length: ${body.length}`,
      ];
      return sendRaw(gateway.url, Buffer.from(`POST /graphql HTTP/1.1\r\n${headers.join('\r\n')}\r\n\r\n${body}`, encoding));
    };
    expect(await send('hemligt lösenord åäö')).toMatchObject({ status: 200 });
    expect(await send('hemligt lösenord åäå')).toMatchObject({ status: 401 });
  });
});

describe('passthrough', () => {
  it('calls Vitec with the password of each caller, also for the same contact at the same time', async () => {
    await using vitec = await startVitec();
    const held = vitec.hold();
    await using gateway = await startGateway({ ...vitec, username: '', password: '' }, { AUTH_MODE: 'passthrough' }, { sandbox: false });
    const callers = ['anna:lösenord-1', 'bo:lösenord-2'].map((pair) => `Basic ${Buffer.from(pair).toString('base64')}`);
    const answers = callers.map((authorization) => gateway.query(QUERY, {}, { authorization }));
    await expect.poll(() => held.length).toBe(2); // both calls are open at once
    held.forEach(buyerOf('home-1'));
    for (const { errors } of await Promise.all(answers)) expect(errors).toBeUndefined();
    expect(held.map(({ req }) => req.headers.authorization).sort()).toEqual([...callers].sort());
  });
});

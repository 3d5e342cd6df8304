import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OFFICES } from '../../src/sandbox/offices.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/server.ts';
import { vitecDate } from '../../src/sandbox/vitec-date.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox(OFFICES);
});
afterAll(() => sandbox.stop());

const ask = (path: string, pair: string | null = 'sandbox:sandbox-M30011') =>
  fetch(`${sandbox.url}/CRM/Contact/${path}/PartyRoles`, {
    headers: pair === null ? {} : { authorization: `Basic ${Buffer.from(pair).toString('base64')}` },
  });

describe('the sandbox', () => {
  it.each<[string, string, string | null, number]>([
    ['its own contact', 'M30011/anna-andersson', 'sandbox:sandbox-M30011', 200],
    ['nobody', 'M30011/anna-andersson', null, 401],
    ['a wrong password', 'M30011/anna-andersson', 'sandbox:wrong', 401],
    ["another customer's password", 'M30011/anna-andersson', 'sandbox:sandbox-M30012', 403],
    ['a customer that is not there', 'M99999/anna-andersson', 'sandbox:sandbox-M30011', 403],
    ['an id of the wrong form', 'M30011/a%20b', 'sandbox:sandbox-M30011', 400],
    ['an id of 41 characters', `M30011/${'x'.repeat(41)}`, 'sandbox:sandbox-M30011', 400],
    ['an unknown contact', 'M30011/nobody', 'sandbox:sandbox-M30011', 404],
  ])('answers %s as Vitec does, in JSON', async (_what, path, pair, status) => {
    const response = await ask(path, pair);
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toContain('application/json');
    if (status !== 200) expect(await response.json()).toMatchObject({ message: expect.any(String) });
    if (status === 401) expect(response.headers.get('www-authenticate')).toContain('Basic');
  });

  it('counts its calls, and shows them to people and to programs', async () => {
    await fetch(`${sandbox.url}/calls`, { method: 'DELETE' });
    await Promise.all([ask('M30011/elsa-lind'), ask('M30011/elsa-lind'), ask('M30011/sven-holm')]);
    expect(await (await fetch(`${sandbox.url}/calls`)).json()).toMatchObject({
      total: 3,
      byContact: { 'M30011/elsa-lind': 2, 'M30011/sven-holm': 1 },
    });
    expect(await (await fetch(sandbox.url)).text()).toContain('M30011/elsa-lind');
  });

  it('answers an address that is none', async () => {
    expect((await fetch(`${sandbox.url}//`)).status).toBe(404);
  });

  it('has the same people with each start, and some hundreds of them', async () => {
    const [office] = OFFICES;
    expect(office?.contacts.length).toBeGreaterThan(300);
    expect(new Set(office?.contacts.map(({ contactId }) => contactId)).size).toBe(office?.contacts.length);
    expect(await (await ask('M30011/C1002')).json()).toMatchSnapshot();
    expect(
      ((await (await ask('M30011/bostadsutveckling-ab')).json()) as { seller: unknown[]; extraSeller: unknown[] }).seller,
    ).toHaveLength(8_000);
  });

  it.each([
    [Date.UTC(2026, 9, 4, 11, 51, 40), 3_548_718, '2026-10-04T13:51:40.3548718+02:00'],
    [Date.UTC(2025, 9, 28, 5, 14, 36), 5_024_450, '2025-10-28T06:14:36.502445+01:00'],
    [Date.UTC(2026, 0, 1), 0, '2026-01-01T01:00:00+01:00'],
  ])('writes a date as .NET does: %s, %s', (instantMs, ticks, text) => expect(vitecDate(instantMs, ticks)).toBe(text));
});

import { describe, expect, it } from 'vitest';
import type { FunctionGroup } from '../../src/domain/endpoint.ts';
import { createVitecClient } from '../../src/vitec/client.ts';
import { credentialOf, parseCredentialsFile, toCredentials } from '../../src/vitec/credentials.ts';
import { startGateway } from '../support/gateway.ts';
import { temporaryFile } from '../support/tokens.ts';
import { allowed, createOperation } from '../support/upstream.ts';
import { buyerOf, startVitec } from '../support/vitec.ts';

type File = Readonly<Record<string, unknown>>;
const read = (file: File) => toCredentials(parseCredentialsFile(JSON.stringify(file)), 'partner');

/** A Vitec that has one password for each function group, and answers 401 to the password of another, as Vitec does. */
const startGroupedVitec = () =>
  startVitec((response) => {
    const { url = '', headers } = response.req;
    const password = Buffer.from(String(headers.authorization).slice('Basic '.length), 'base64').toString().split(':')[1];
    const right = url.startsWith('/CRM/') ? 'crm-password' : 'advertising-password';
    return password === right ? buyerOf('home-1')(response) : response.writeHead(401).end();
  });

describe('the client', () => {
  /** What a call of each function group ends with: `body`, or a code and its cause. */
  async function ask(file: File) {
    await using vitec = await startGroupedVitec();
    const settings = { origin: vitec.url, maxConcurrency: 4, attemptTimeoutMs: 5_000, dateMs: Date.now };
    const client = createVitecClient({ ...settings, credentials: read(file) });
    const outcomeOf = async (functionGroup: FunctionGroup) => {
      const path = functionGroup === 'crm' ? '/CRM/a' : '/Advertising/a';
      const operation = createOperation();
      const outcome = await client
        .call({ ...allowed('a'), functionGroup, path: () => path, parse: () => 'body' }, operation)
        .catch(({ code, upstreamCause }) => `${code} ${upstreamCause}`);
      return [outcome, operation.cost.calls];
    };
    try {
      const outcomes = { crm: await outcomeOf('crm'), advertising: await outcomeOf('advertising') };
      expect(await outcomeOf('crm')).toEqual(outcomes.crm); // the header that is known by now
      return { ...outcomes, calls: vitec.calls };
    } finally {
      await client.close();
    }
  }
  const CRM = 'crm-password';
  const ADVERTISING = 'advertising-password';
  const WORKS = ['body', 1];
  const REFUSED = ['UPSTREAM_MISCONFIGURED 401', 1];
  const NOT_SENT = ['UPSTREAM_MISCONFIGURED NO_PASSWORD', 0];

  it.each<[string, File, unknown, unknown, number]>([
    ['the password of each group', { M1: { passwords: { crm: CRM, advertising: ADVERTISING } } }, WORKS, WORKS, 3],
    ['the one password for all groups', { M1: { password: CRM } }, WORKS, REFUSED, 3],
    ['the one password where a group has none of its own', { M1: { password: ADVERTISING, passwords: { crm: CRM } } }, WORKS, WORKS, 3],
    ['the password of a group before the one for all', { M1: { password: CRM, passwords: { crm: 'another' } } }, REFUSED, REFUSED, 3],
    ['no password of another group', { M1: { passwords: { crm: CRM } } }, WORKS, NOT_SENT, 2],
    ['no password of another group (advertising)', { M1: { passwords: { advertising: ADVERTISING } } }, NOT_SENT, WORKS, 1],
    [
      'the passwords of a group of customers',
      { G: { passwords: { crm: CRM, advertising: ADVERTISING }, customers: ['M1'] } },
      WORKS,
      WORKS,
      3,
    ],
    [
      'the entry of the customer alone, where a group names it too',
      { M1: { passwords: { crm: CRM } }, G: { password: ADVERTISING, customers: ['M1'] } },
      WORKS,
      NOT_SENT,
      2,
    ],
    ['none for an unknown customer', { M2: { password: CRM } }, NOT_SENT, NOT_SENT, 0],
  ])('sends %s', async (_what, file, crm, advertising, calls) => {
    expect(await ask(file)).toEqual({ crm, advertising, calls });
  });
});

describe('credentials', () => {
  it('are the same object each time, and for all customers of a group, so that their header is made once', () => {
    const credentials = read({ M1: { password: 'p', passwords: { crm: 'c' } }, G: { password: 'g', customers: ['M2', 'M3'] } });
    for (const customerId of ['M1', 'M2', 'M3', 'G'])
      for (const group of ['crm', 'advertising'] as const)
        expect(credentialOf(credentials, customerId, group)).toBe(credentialOf(credentials, customerId, group));
    expect(credentialOf(credentials, 'M2', 'crm')).toBe(credentialOf(credentials, 'M3', 'crm'));
    expect(credentialOf(credentials, 'M1', 'crm')).toEqual({ username: 'partner', password: 'c' });
    expect(credentialOf(credentials, 'M1', 'advertising')).toEqual({ username: 'partner', password: 'p' });
  });
});

describe('the gateway', () => {
  const ROLES = '{ contact(customerId: "M1", contactId: "a") { partyRoles { estate { estateId } } } }';
  async function ask(entry: File) {
    await using vitec = await startGroupedVitec();
    const settings = { VITEC_PASSWORD: '', VITEC_CREDENTIALS_FILE: temporaryFile('credentials.json', JSON.stringify({ M1: entry })) };
    await using gateway = await startGateway(vitec, settings);
    const { data, errors } = await gateway.query(ROLES);
    const outcome = errors?.[0]?.extensions.code ?? data.contact.partyRoles[0].estate.estateId;
    return { outcome, calls: vitec.calls, causes: gateway.logged('upstream_failed').map(({ cause }) => cause) };
  }

  it('asks for roles with the password of the function group crm', async () => {
    expect(await ask({ password: 'another', passwords: { crm: 'crm-password' } })).toEqual({ outcome: 'home-1', calls: 1, causes: [] });
  });

  it('reports a password of another function group, which Vitec answers with 401', async () => {
    const outcome = 'UPSTREAM_MISCONFIGURED';
    expect(await ask({ password: 'advertising-password' })).toEqual({ outcome, calls: 1, causes: ['401'] });
  });

  it('asks nothing without a password for crm', async () => {
    const outcome = 'UPSTREAM_MISCONFIGURED';
    expect(await ask({ passwords: { advertising: 'advertising-password' } })).toEqual({ outcome, calls: 0, causes: ['NO_PASSWORD'] });
  });
});

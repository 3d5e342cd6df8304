import { describe, expect, it } from 'vitest';
import { contact, startOffice } from '../support/office.ts';
import { Program, programSettings } from '../support/program.ts';
import { createSigner, temporaryFile } from '../support/tokens.ts';

const PERSONAL_NUMBER = '191212121212';
const REQUEST_ID = '4bf92f3577b34da6a3ce929d0e0e4736';

describe('the log', () => {
  it('names no person, no secret and no address at the lowest level, and each line has its request id', async () => {
    await using office = await startOffice([
      contact('kontakt-hemlig').sells('home-hemlig').actsFor('kontakt-huvudman'),
      contact('kontakt-trasig').fails('html'),
      contact('kontakt-fel').fails('server-error'),
      contact('kontakt-olovlig').fails('unauthorized'),
    ]);
    const signer = await createSigner();
    await using program = new Program('src/main.ts', {
      LOG_LEVEL: 'trace',
      LOG_KEY: 'hemlig-nyckel',
      ROUTER_SECRET_FILE: temporaryFile('router-secret', 'hemlig-router'),
      ...programSettings(office, signer),
    });
    const url = await program.address();
    const token = await signer.token({ customerIds: ['M1'], name: 'Anna Hemlig' });
    const send = (body: object | string, headers: Record<string, string> = {}) =>
      fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, 'x-router-secret': 'hemlig-router', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      });
    const roles = 'partyRoles { estate { estateId } } extraRoles { actsFor { contactId partyRoles { id } } }';

    await send(
      {
        query: `query Bra($ids: [ID!]!) { contacts(customerId: "M1", contactIds: $ids) { ${roles} } }`,
        variables: { ids: ['kontakt-hemlig', 'kontakt-trasig', 'kontakt-fel', 'kontakt-olovlig', 'kontakt-okand'] },
      },
      { 'x-request-id': REQUEST_ID },
    );
    await send({ query: `query Person${PERSONAL_NUMBER} { contact(customerId: "M1", contactId: "kontakt-fel") { ${roles} } }` });
    await send({ query: '{ contact(customerId: "M2", contactId: "kontakt-annans") { id } }' });
    await send({
      query: 'query ($v: DateTime) { contact(customerId: "M1", contactId: "kontakt-hemlig") { partyRoles(filter: { since: $v }) { id } } }',
      variables: { v: PERSONAL_NUMBER },
    });
    await send({ query: `{ contact(customerId: "M1", contactId: ${PERSONAL_NUMBER}.5) { id } }` });
    await send({ query: `{ hemlig(${PERSONAL_NUMBER}` });
    await send(`{"query": "hemlig ${PERSONAL_NUMBER}`);
    await send({ query: '{ __typename }' }, { authorization: `Bearer ${token}x` });
    await send({ query: '{ __typename }' }, { authorization: 'Basic aGVtbGlnOmhlbWxpZw==', 'x-router-secret': 'hemlig-fel' });
    await send({ query: '{ __typename }' }, { 'x-request-id': PERSONAL_NUMBER });
    await send({ query: '{ __typename }' }, { 'x-request-id': 'anna-hemlig' });
    await send({ query: '{ __typename }' }, { 'x-request-id': `${PERSONAL_NUMBER} Anna`, 'content-type': 'text/plain' });
    await fetch(`${url}/hemlig/${PERSONAL_NUMBER}?token=${token}`);
    await program.stop('SIGTERM');

    const log = program.output + program.errors;
    for (const planted of [
      'hemlig',
      'kontakt-',
      PERSONAL_NUMBER,
      'lösenord',
      'Anna',
      token.slice(0, 20),
      'eyJ',
      'partner',
      'Bearer',
      'Basic',
      office.url,
      'aGVtbGln',
      '/CRM/',
    ]) {
      expect(log).not.toContain(planted);
    }
    const lines = program.output
      .trim()
      .split('\n')
      .map(
        (line) =>
          JSON.parse(line) as {
            msg: string;
            requestId?: string;
            operation?: string | null;
            code?: string;
            reason?: string;
            contactRef?: string;
            codes?: Record<string, number>;
            calls?: number;
          },
      );
    const requests = lines.filter(({ msg }) => !msg.startsWith('listening') && !msg.startsWith('stop'));
    expect(requests.length).toBeGreaterThan(10);
    for (const line of requests)
      expect(line).toMatchObject({ requestId: expect.any(String), operation: line.operation === null ? null : expect.any(String) });

    const mine = lines.filter(({ requestId }) => requestId === REQUEST_ID);
    expect(mine.map(({ operation }) => operation)).toEqual(mine.map(() => 'Bra'));
    expect(mine.find(({ msg }) => msg === 'operation')).toMatchObject({
      calls: 8,
      codes: { UPSTREAM_BAD_RESPONSE: 2, UPSTREAM_UNAVAILABLE: 2, UPSTREAM_MISCONFIGURED: 2, NOT_FOUND: 3 },
    });
    const refs = mine.filter(({ msg }) => msg === 'upstream_failed');
    expect(refs.map(({ code }) => code).sort()).toEqual([
      'NOT_FOUND',
      'NOT_FOUND',
      'UPSTREAM_BAD_RESPONSE',
      'UPSTREAM_MISCONFIGURED',
      'UPSTREAM_UNAVAILABLE',
    ]);
    expect(new Set(refs.map(({ contactRef }) => contactRef)).size).toBe(5);
    const failed = lines.filter(({ code }) => code === 'UPSTREAM_UNAVAILABLE');
    expect(new Set(failed.map(({ contactRef }) => contactRef)).size).toBe(1); // the same contact in two requests is told to be the same
    // why a caller was not let in, for the operator alone
    expect(new Set(lines.filter(({ code }) => code === 'UNAUTHENTICATED').map(({ reason }) => reason))).toEqual(
      new Set(['invalid', 'not through the router']),
    );
    expect(lines.filter(({ msg }) => msg === 'operation').map(({ operation }) => operation)).not.toContain(`Person${PERSONAL_NUMBER}`);
  });
});

describe('a failed call in the log', () => {
  it('names no customer that a caller with its own password made up', async () => {
    await using office = await startOffice([]);
    const { VITEC_USERNAME: _, VITEC_PASSWORD: __, ...settings } = programSettings(office, await createSigner());
    await using program = new Program('src/main.ts', { ...settings, AUTH_MODE: 'passthrough' });
    const url = await program.address();
    const query = `{ contact(customerId: "${PERSONAL_NUMBER}", contactId: "a") { partyRoles { role } } }`;
    const authorization = `Basic ${btoa(`${office.username}:${office.password}`)}`;
    await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization },
      body: JSON.stringify({ query }),
    });
    await program.says(/"msg":"upstream_failed"/);
    await program.stop('SIGTERM');
    expect(program.output).toContain('"endpoint":"PartyRoles","customerId":null');
    expect(program.output).not.toContain(PERSONAL_NUMBER);
  });
});

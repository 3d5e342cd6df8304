import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { NO_ROLES } from '../../src/sandbox/endpoints/party-roles.ts';
import { OFFICES } from '../../src/sandbox/offices.ts';
import { startSandbox } from '../../src/sandbox/server.ts';
import sample from '../fixtures/party-roles-help-page.json' with { type: 'json' };
import { contact, contactThatAnswers, startOffice } from '../support/office.ts';
import { temporaryFile } from '../support/tokens.ts';
import { runContract, settingsOf } from './run-contract.ts';

const CREDENTIALS = fileURLToPath(new URL('../../src/sandbox/credentials.json', import.meta.url));
const named = (contactIds: readonly string[]) => contactIds.flatMap((contactId) => ['--contact', contactId]);
/** Of PartyRoles and ContactRelations alone. */
const STRICT = ['--endpoint', 'PartyRoles', '--endpoint', 'ContactRelations'];
/** A contact that agrees. */
const agreeing = (contactId: string) => contactThatAnswers(contactId, NO_ROLES);
const SECRET = /4711|lösenord|partner/;

describe('npm run contract ends with 0', () => {
  it("when Vitec's own sample is what Vitec answers", async () => {
    await using office = await startOffice([contactThatAnswers('c4711', sample)]);
    const words = ['--customer', 'M1', '--contact', 'c4711', '--endpoint', 'PartyRoles', '--json'];
    const { exitCode, partyRoles, printed } = await runContract(settingsOf(office), ...words);
    expect(partyRoles).toMatchObject({ outcome: 'AGREES', differences: [], rowsCompared: 16, notMet: { rowsOf: [] } });
    expect(exitCode).toBe(0);
    expect(printed).not.toMatch(/sample|2025/);
  });

  it('for the people of the sandbox, with all lists and relations that there are, and the credentials of a file', async () => {
    const odd = new Set(['bara-null', 'ny-relation', 'udda-datum', 'bostadsforeningen-granen']);
    const cast =
      OFFICES[0]?.contacts.filter(
        ({ contactId, fault, delayMs, contactRelations }) =>
          !fault && !delayMs && !odd.has(contactId) && !JSON.stringify(contactRelations)?.includes('FutureTrustee'),
      ) ?? [];
    const contactIds = cast.slice(0, 60).map(({ contactId }) => contactId);
    const sandbox = await startSandbox(OFFICES);
    const settings = { VITEC_URL: sandbox.url, VITEC_CREDENTIALS_FILE: CREDENTIALS, VITEC_ATTEMPT_TIMEOUT_MS: '60000' };
    const words = ['--customer', 'M30011', ...named(contactIds), '--estate', 'OBJ30011_0001', '--term', 'andersson'];
    const { exitCode, output, errors } = await runContract(settings, ...words);
    await sandbox.stop();
    expect(output).toContain('Vitec Connect and the recorded contract agree.');
    const count = contactIds.length;
    for (const form of ['PartyRoles', 'ContactRelations', 'Contact', 'Buyer', 'Seller', 'Speculator'])
      expect(output).toMatch(new RegExp(`^${form} \\(GET .*\\)\\n  Compared: ${count} of ${count} contacts, of which ${count} agree`, 'm'));
    for (const form of ['Person', 'Company', 'DeceasedEstate', 'Estate', 'Search'])
      expect(output).toMatch(new RegExp(`^${form} \\(GET .*\\)\\n  Compared: (\\d+) of \\1 \\w+, of which \\1 agree`, 'm'));
    expect(output).not.toMatch(/not compared: rows of (?!categories)|Relations never met|not asked/);
    expect(output).not.toMatch(/^ {2}!/m); // each fact that was seen is as inferred
    expect(errors).toBe('');
    expect(exitCode).toBe(0);
    for (const contactId of contactIds) expect(output).not.toContain(contactId);
    expect(output).not.toMatch(/OBJ30011|LOK30011|M30011|andersson|Storgatan|Malmö/i);
  });

  it('and tells what no answer had in it, since that was not compared', async () => {
    await using office = await startOffice([agreeing('a')]);
    const { exitCode, output } = await runContract(settingsOf(office), '--customer', 'M1', '--contact', 'a', ...STRICT);
    expect(output).toMatch(
      /Never met, so not compared: rows of buyer, extraBuyer, seller, extraSeller, tenant, extraTenant, owner, extraOwner\./,
    );
    expect(output).toMatch(/Relations never met: ExtraPartyContactPerson, .*, EstateAdministrator\./);
    expect(exitCode).toBe(0);
  });

  it('asks each endpoint about each contact once, however often it is named', async () => {
    await using office = await startOffice([agreeing('a'), agreeing('b')]);
    const { report } = await runContract(settingsOf(office), '--customer', 'M1', ...named(['a', 'b', 'a']), ...STRICT, '--json');
    expect(report?.forms.map(({ form }) => form)).toEqual(['PartyRoles', 'ContactRelations']);
    for (const { asked } of report?.forms ?? []) expect(asked).toEqual({ of: 'contact', named: 2, compared: 2, agreeing: 2 });
    expect(office.calls).toEqual({ a: 2, b: 2 });
  });

  it('asks the endpoints that --endpoint names, and no other', async () => {
    await using office = await startOffice([agreeing('a')]);
    const { output } = await runContract(settingsOf(office), '--customer', 'M1', '--contact', 'a', '--endpoint', 'ContactRelations');
    expect(output).toContain('ContactRelations (GET /CRM/Contact/{customerId}/{contactId}/ContactRelations)');
    expect(output).not.toContain('PartyRoles');
    expect(office.totalCalls).toBe(1);
  });
});

describe('npm run contract ends with 2', () => {
  it('when the password is wrong, and tries it once', async () => {
    await using office = await startOffice([agreeing('c4711'), agreeing('b')]);
    const settings = { ...settingsOf(office), VITEC_PASSWORD: 'another-4711' };
    const { exitCode, report, printed } = await runContract(settings, '--customer', 'M1', ...named(['c4711', 'b']), ...STRICT, '--json');
    expect(report).toMatchObject({
      outcome: 'COULD_NOT_ASK',
      forms: [
        {
          asked: { named: 2, compared: 0 },
          differences: [],
          notAsked: [
            { reason: expect.stringContaining('(401)'), numbers: [1] },
            { reason: 'not tried after that', numbers: [2] },
          ],
        },
        { notAsked: [{ reason: 'not tried after that', numbers: [1, 2] }] },
      ],
    });
    expect(exitCode).toBe(2);
    expect(office.totalCalls).toBe(1);
    expect(printed).not.toMatch(SECRET);
  });

  it.each([
    ['forbidden', '(403)'],
    ['rate-limited', '(429)'],
    ['bad-gateway', '(502)'],
    ['unavailable', '(503)'],
    ['gateway-timeout', '(504)'],
    ['reset', 'the connection to Vitec was closed'],
    ['reset-in-headers', 'the connection to Vitec was closed'],
    ['reset-in-body', 'the connection to Vitec was closed'],
    ['silent', 'in time (VITEC_ATTEMPT_TIMEOUT_MS)'],
    ['drip', 'in time (VITEC_ATTEMPT_TIMEOUT_MS)'],
  ] as const)('for %s: that tells nothing of the contract', async (fault, reason) => {
    await using office = await startOffice([contact('c4711').fails(fault)]);
    const settings = { ...settingsOf(office), VITEC_ATTEMPT_TIMEOUT_MS: '700' };
    const { exitCode, output, errors } = await runContract(settings, '--customer', 'M1', '--contact', 'c4711', ...STRICT);
    expect(output).toMatch(/^Vitec Connect could not be asked\.\n/);
    expect(output).toContain(reason);
    expect(exitCode).toBe(2);
    expect(output + errors).not.toMatch(SECRET);
  });

  it('when one function is not open to the password, after one call, and compares the other', async () => {
    const closed = { fault: { ContactRelations: 'forbidden' } } as const;
    await using office = await startOffice([
      { ...agreeing('a'), ...closed },
      { ...agreeing('b'), ...closed },
    ]);
    const { exitCode, report } = await runContract(settingsOf(office), '--customer', 'M1', ...named(['a', 'b']), ...STRICT, '--json');
    expect(report?.forms).toMatchObject([
      { form: 'PartyRoles', outcome: 'AGREES' },
      {
        form: 'ContactRelations',
        outcome: 'COULD_NOT_ASK',
        notAsked: [{ reason: expect.stringContaining('(403)') }, { numbers: [2] }],
      },
    ]);
    expect([exitCode, office.totalCalls]).toEqual([2, 3]);
  });

  it('when one of two contacts could not be read and the other agrees, and says so', async () => {
    await using office = await startOffice([contact('a').fails('reset'), agreeing('b')]);
    const { exitCode, output } = await runContract(settingsOf(office), '--customer', 'M1', ...named(['a', 'b']), ...STRICT);
    expect(output).toMatch(/^Vitec Connect could not be asked about everything; as far as it was, it agrees/);
    expect(exitCode).toBe(2);
  });

  it('but with 1 when the other differs: that is news either way', async () => {
    await using office = await startOffice([contact('a').fails('reset'), contact('b').fails('html')]);
    const { exitCode, report } = await runContract(settingsOf(office), '--customer', 'M1', ...named(['a', 'b']), ...STRICT, '--json');
    expect(report).toMatchObject({ outcome: 'DIFFERS', forms: [{ notAsked: [{ numbers: [1] }] }, {}] });
    expect(exitCode).toBe(1);
  });

  it('when nobody listens there', async () => {
    const settings = { VITEC_URL: 'http://127.0.0.1:9', VITEC_USERNAME: 'partner', VITEC_PASSWORD: 'lösenord' };
    const { exitCode, output } = await runContract(settings, '--customer', 'M1', '--contact', 'c4711');
    expect(output).toContain('nothing listens at VITEC_URL');
    expect(exitCode).toBe(2);
  });

  it('when the credentials have no password for the function group, and asks with the right one', async () => {
    await using office = await startOffice([agreeing('a')]);
    const { username, password } = office;
    const run = (entry: object) => {
      const file = temporaryFile('credentials.json', JSON.stringify({ M1: { username, ...entry } }));
      return runContract({ VITEC_URL: office.url, VITEC_CREDENTIALS_FILE: file }, '--customer', 'M1', '--contact', 'a', ...STRICT);
    };
    expect((await run({ password: 'another', passwords: { crm: password } })).exitCode).toBe(0);
    const calls = office.totalCalls;
    const { exitCode, output } = await run({ passwords: { advertising: password } });
    expect(output).toContain('no password for this customer (crm)');
    expect([exitCode, office.totalCalls]).toEqual([2, calls]);
  });

  it('when the credentials have no password for the customer', async () => {
    const settings = { VITEC_URL: 'http://127.0.0.1:9', VITEC_CREDENTIALS_FILE: CREDENTIALS };
    const { exitCode, output } = await runContract(settings, '--customer', 'M4711', '--contact', 'a');
    expect(output).toContain('no password for this customer');
    expect(output).not.toMatch(SECRET);
    expect(exitCode).toBe(2);
  });
});

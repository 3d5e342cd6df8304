import { describe, expect, it } from 'vitest';
import type { WireContactRelations } from '../../src/sandbox/endpoints/contact-relations.ts';
import { NO_ROLES } from '../../src/sandbox/endpoints/party-roles.ts';
import type { SandboxContact } from '../../src/sandbox/office.ts';
import { contact, contactThatAnswers, startOffice } from '../support/office.ts';
import { startVitec } from '../support/vitec.ts';
import { runContract, settingsOf } from './run-contract.ts';

const FIRST = 'home-4711';
const PERSON = 'person-4712';
const DATE = '2019-08-17T16:32:57.7654321+02:00';
const party = { estateId: FIRST, roleCreatedAt: DATE };
const extra = { ...party, partyRole: 'Guardian', contactId: PERSON };
/** An answer that agrees, but for what is said. */
const answers = (lists: object): SandboxContact =>
  contactThatAnswers(PERSON, { ...NO_ROLES, buyer: [party], extraBuyer: [extra], ...lists });

const ASK = ['--customer', 'M1', '--contact', PERSON, '--endpoint', 'PartyRoles'];

/** Nothing of these may be shown, in whatever place it was sent. */
const SECRET = /4711|4712|2019|08-17|T16|7654321|lösenord|partner|Svensson|1912121212/;

const { seller: _gone, ...withoutSeller } = { ...NO_ROLES, buyer: [party] };

describe('npm run contract tells what differs, and ends with 1', () => {
  it.each<[string, SandboxContact, ...object[]]>([
    [
      'a field added to a row',
      answers({ buyer: [{ ...party, shareHolding: 'Svensson' }] }),
      { kind: 'UNKNOWN_FIELD', place: 'buyer[]', found: 'shareHolding', gateway: 'READS' },
    ],
    [
      'a field added to the answer',
      answers({ spouse: [{ name: 'Svensson' }] }),
      { kind: 'UNKNOWN_FIELD', place: '', found: 'spouse', gateway: 'READS' },
    ],
    [
      'a field whose name may be a value',
      answers({ 'Svensson 191212121212': [] }),
      { kind: 'UNKNOWN_FIELD', place: '', found: 'a text that is no single word', gateway: 'READS' },
    ],
    [
      'a new word for a relation',
      answers({ extraBuyer: [{ ...extra, partyRole: 'FutureTrustee' }] }),
      { kind: 'UNKNOWN_RELATION', place: 'extraBuyer[].partyRole', found: 'FutureTrustee', gateway: 'READS' },
    ],
    [
      'a word that every JavaScript object knows',
      answers({ extraBuyer: [{ ...extra, partyRole: 'constructor' }] }),
      { kind: 'UNKNOWN_RELATION', found: 'constructor', gateway: 'READS' },
    ],
    [
      'a sentence for a relation',
      answers({ extraBuyer: [{ ...extra, partyRole: 'Svensson, 19121212-1212' }] }),
      { kind: 'UNKNOWN_RELATION', found: 'a text that is no single word', gateway: 'READS' },
    ],
    [
      'the number of a relation',
      answers({ extraBuyer: [{ ...extra, partyRole: 6 }] }),
      { kind: 'WRONG_TYPE', place: 'extraBuyer[].partyRole', recorded: 'a text', found: 'a number', gateway: 'READS' },
    ],
    [
      'the word of a relation in lower case',
      answers({ extraBuyer: [{ ...extra, partyRole: 'guardian' }] }),
      { kind: 'UNKNOWN_RELATION', place: 'extraBuyer[].partyRole', found: 'guardian', gateway: 'READS' },
    ],
    [
      'a list in another spelling',
      answers({ Seller: [party] }),
      { kind: 'UNKNOWN_FIELD', place: '', recorded: 'the name in another spelling', found: 'Seller', gateway: 'REFUSES' },
    ],
    [
      'a field in another spelling',
      answers({ extraBuyer: [{ ...extra, ContactId: PERSON }] }),
      { kind: 'UNKNOWN_FIELD', place: 'extraBuyer[]', recorded: 'the name in another spelling', found: 'ContactId', gateway: 'REFUSES' },
    ],
    [
      'a number for a text',
      answers({ buyer: [{ ...party, estateId: 4711 }] }),
      { kind: 'WRONG_TYPE', place: 'buyer[].estateId', recorded: 'a text', found: 'a number', gateway: 'READS' },
    ],
    [
      'a number for a text, which no number holds exactly',
      answers({ buyer: [{ ...party, estateId: 2 ** 53 }] }),
      { kind: 'WRONG_TYPE', place: 'buyer[].estateId', recorded: 'a text', found: 'a number', gateway: 'REFUSES' },
    ],
    ['a list for a row', answers({ buyer: [[FIRST]] }), { kind: 'WRONG_TYPE', place: 'buyer[]', found: 'a list', gateway: 'REFUSES' }],
    [
      'an object for a list',
      answers({ owner: { rows: [] } }),
      { kind: 'WRONG_TYPE', place: 'owner', found: 'an object', gateway: 'REFUSES' },
    ],
    [
      'a date without an offset',
      answers({ buyer: [{ ...party, roleCreatedAt: '2019-08-17T16:32:57.765' }] }),
      { kind: 'DATE_FORM', place: 'buyer[].roleCreatedAt', found: 'YYYY-MM-DDThh:mm:ss.fff', gateway: 'READS' },
    ],
    [
      'a date of another land',
      answers({ buyer: [{ ...party, roleCreatedAt: '2019-08-17T16:32:57-07:00' }] }),
      { kind: 'DATE_FORM', found: "YYYY-MM-DDThh:mm:ss-hh:mm that is not Sweden's", gateway: 'READS' },
    ],
    [
      'a date of UTC',
      answers({ buyer: [{ ...party, roleCreatedAt: '2019-08-17T16:32:57Z' }] }),
      { kind: 'DATE_FORM', found: 'YYYY-MM-DDThh:mm:ssZ', gateway: 'READS' },
    ],
    [
      'a day alone',
      answers({ buyer: [{ ...party, roleCreatedAt: '2019-08-17' }] }),
      { kind: 'DATE_FORM', found: 'dddd-dd-dd', gateway: 'LOSES' },
    ],
    [
      'a day that is not',
      answers({ buyer: [{ ...party, roleCreatedAt: '2019-02-30T16:32:57.7654321+02:00' }] }),
      { kind: 'DATE_FORM', found: 'YYYY-MM-DDThh:mm:ss.fffffff+hh:mm, of no such day or time or before 1900', gateway: 'LOSES' },
    ],
    [
      'words for a date',
      answers({ buyer: [{ ...party, roleCreatedAt: 'sedan Svensson' }] }),
      { kind: 'DATE_FORM', found: 'a text that is no date', gateway: 'LOSES' },
    ],
    [
      'milliseconds for a date',
      answers({ buyer: [{ ...party, roleCreatedAt: 1_566_052_377_765 }] }),
      { kind: 'WRONG_TYPE', place: 'buyer[].roleCreatedAt', found: 'a number', gateway: 'REFUSES' },
    ],
    [
      'a field gone',
      answers({ buyer: [{ estateId: FIRST }] }),
      { kind: 'MISSING_FIELD', place: 'buyer[].roleCreatedAt', found: 'nothing', gateway: 'READS' },
    ],
    [
      'the field gone that names the estate',
      answers({ buyer: [{ roleCreatedAt: DATE }] }),
      { kind: 'MISSING_FIELD', place: 'buyer[].estateId', found: 'nothing', gateway: 'REFUSES' },
    ],
    [
      'nobody acted for, by a guardian',
      answers({ extraBuyer: [{ ...extra, contactId: null }] }),
      { kind: 'MISSING_FIELD', place: 'extraBuyer[].contactId', found: 'null', gateway: 'READS' },
    ],
    [
      'an id that is empty',
      answers({ buyer: [{ ...party, estateId: '' }] }),
      { kind: 'EMPTY_TEXT', place: 'buyer[].estateId', gateway: 'REFUSES' },
    ],
    [
      'an id that is long',
      answers({ buyer: [{ ...party, estateId: FIRST.padEnd(41, '0') }] }),
      { kind: 'LONG_TEXT', place: 'buyer[].estateId', recorded: 'at most 40 characters', gateway: 'READS' },
    ],
    [
      'a list gone',
      contactThatAnswers(PERSON, withoutSeller),
      { kind: 'MISSING_LIST', place: 'seller', found: 'nothing', gateway: 'READS' },
    ],
    ['a list that is null', answers({ seller: null }), { kind: 'MISSING_LIST', place: 'seller', found: 'null', gateway: 'READS' }],
    [
      'an object with no list',
      contact(PERSON).fails('no-lists'),
      { kind: 'UNKNOWN_FIELD', found: 'message' },
      { kind: 'NO_LISTS', place: '', gateway: 'REFUSES' },
    ],
    ['a list for the answer', contact(PERSON).fails('an-array'), { kind: 'WRONG_TYPE', place: '', found: 'a list', gateway: 'REFUSES' }],
    [
      'HTML',
      contact(PERSON).fails('html'),
      { kind: 'CONTENT_TYPE', found: 'text/html', gateway: 'READS' },
      { kind: 'NOT_JSON', gateway: 'REFUSES' },
    ],
    ['half of an answer', contact(PERSON).fails('truncated'), { kind: 'NOT_JSON', gateway: 'REFUSES' }],
    ['what is not packed as it says', contact(PERSON).fails('not-gzip'), { kind: 'NOT_JSON', gateway: 'REFUSES' }],
    ['more than the gateway takes', contact(PERSON).fails('too-large'), { kind: 'NOT_HTTP', gateway: 'REFUSES' }],
    ['more than was promised', contact(PERSON).fails('too-short-a-length'), { kind: 'NOT_JSON', gateway: 'REFUSES' }],
    ['500', contact(PERSON).fails('server-error'), { kind: 'STATUS', place: '', recorded: '200', found: '500', gateway: 'REFUSES' }],
    ['404', contact(PERSON).fails('not-found'), { kind: 'STATUS', found: '404', gateway: 'REFUSES' }],
    ['a redirect', contact(PERSON).fails('redirect'), { kind: 'STATUS', found: '302', gateway: 'REFUSES' }],
  ])('%s', async (_what, drifted, ...differences) => {
    await using office = await startOffice([drifted]);
    const { exitCode, partyRoles, printed } = await runContract(settingsOf(office), ...ASK, '--json');
    expect(partyRoles).toMatchObject({ outcome: 'DIFFERS', asked: { named: 1, compared: 1, agreeing: 0 } });
    expect(partyRoles?.differences).toMatchObject(differences.map((difference) => ({ ...difference, times: 1, numbers: [1] })));
    expect(exitCode).toBe(1);
    expect(printed).not.toMatch(SECRET);
  });

  it('the same in many rows and contacts once, with their number', async () => {
    const drifted = (contactId: string) => contactThatAnswers(contactId, { ...NO_ROLES, buyer: [party, party, party], seller: null });
    await using office = await startOffice([drifted('a'), contactThatAnswers('b', NO_ROLES), drifted('c')]);
    const { exitCode, printed } = await runContract(
      settingsOf(office),
      ...['--customer', 'M1', '--contact', 'a', '--contact', 'b', '--contact=c', '--endpoint', 'PartyRoles'],
    );
    expect(printed).toContain('seller: missing list: null (recorded: a list). The gateway copes. [2 ×, contact 1, 3]');
    expect(printed).toContain('Compared: 3 of 3 contacts, of which 1 agree, with 6 rows in all.');
    expect(exitCode).toBe(1);
    expect(printed).not.toMatch(SECRET);
  });

  it('what is not HTTP', async () => {
    await using vitec = await startVitec((response) => response.req.socket.end('220 Svensson ESMTP\r\n'));
    const { exitCode, partyRoles, printed } = await runContract(settingsOf(vitec), ...ASK, '--json');
    expect(partyRoles?.differences).toMatchObject([{ kind: 'NOT_HTTP', gateway: 'REFUSES' }]);
    expect(exitCode).toBe(1);
    expect(printed).not.toMatch(SECRET);
  });

  it('that a place is a table, when it has more names than fields', async () => {
    const table = Object.fromEntries(Array.from({ length: 21 }, (_, index) => [`Svensson${'a'.repeat(index)}`, []]));
    await using office = await startOffice([answers(table)]);
    const { partyRoles, printed } = await runContract(settingsOf(office), ...ASK, '--json');
    expect(partyRoles?.differences).toMatchObject([{ kind: 'UNKNOWN_FIELD', place: '', found: 'over 20 of them', times: 1 }]);
    expect(printed).not.toMatch(SECRET);
  });
});

describe('a difference of ContactRelations', () => {
  const tie = { relation: 'Guardian', contactId: PERSON };
  const relations = (lists: object) => ({ relations: [tie], reverseRelations: [], ...lists });

  it.each<[string, object, object]>([
    [
      'a new word for a relation',
      relations({ relations: [{ ...tie, relation: 'FutureTrustee' }] }),
      { kind: 'UNKNOWN_RELATION', place: 'relations[].relation', recorded: 'one of 10 words', found: 'FutureTrustee', gateway: 'READS' },
    ],
    [
      'a word that only PartyRoles has',
      relations({ reverseRelations: [{ ...tie, relation: 'ExtraPartyContactPerson' }] }),
      { kind: 'UNKNOWN_RELATION', place: 'reverseRelations[].relation', found: 'ExtraPartyContactPerson', gateway: 'READS' },
    ],
    [
      'a list gone',
      { relations: [tie] },
      { kind: 'MISSING_LIST', place: 'reverseRelations', recorded: 'a list', found: 'nothing', gateway: 'READS' },
    ],
    [
      'an object with no list',
      {},
      { kind: 'NO_LISTS', place: '', recorded: 'relations, reverseRelations', found: 'none of them', gateway: 'REFUSES' },
    ],
    [
      'a contact without an id',
      relations({ relations: [{ relation: 'Guardian' }] }),
      { kind: 'MISSING_FIELD', place: 'relations[].contactId', found: 'nothing', gateway: 'REFUSES' },
    ],
    [
      'an id that is empty',
      relations({ relations: [{ ...tie, contactId: '' }] }),
      { kind: 'EMPTY_TEXT', place: 'relations[].contactId', found: 'an empty text', gateway: 'REFUSES' },
    ],
    [
      'a field in another spelling',
      relations({ relations: [{ ...tie, ContactID: PERSON }] }),
      { kind: 'UNKNOWN_FIELD', place: 'relations[]', recorded: 'the name in another spelling', found: 'ContactID', gateway: 'REFUSES' },
    ],
    [
      'a field added to a row',
      relations({ relations: [{ ...tie, name: 'Svensson' }] }),
      { kind: 'UNKNOWN_FIELD', place: 'relations[]', found: 'name', gateway: 'READS' },
    ],
  ])('is told under its endpoint, and shows no value: %s', async (_what, sent, difference) => {
    await using office = await startOffice([{ ...answers({}), contactRelations: sent as WireContactRelations }]);
    const { exitCode, report, partyRoles, printed } = await runContract(
      settingsOf(office),
      ...['--customer', 'M1', '--contact', PERSON, '--endpoint', 'PartyRoles', '--endpoint', 'ContactRelations', '--json'],
    );
    expect(partyRoles).toMatchObject({ outcome: 'AGREES' });
    expect(report?.forms[1]).toMatchObject({ form: 'ContactRelations', outcome: 'DIFFERS', differences: [difference] });
    expect([report?.outcome, exitCode]).toEqual(['DIFFERS', 1]);
    expect(printed).not.toMatch(SECRET);
  });
});

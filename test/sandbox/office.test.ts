import { expect, it } from 'vitest';
import type { SandboxContact } from '../../src/sandbox/office.ts';
import { contact, contactThatAnswers, startOffice } from '../support/office.ts';

const ANNA = contact('anna').buys('home-1').representedBy('sven', 'LimitedGuardian');
const ROLES = { status: 200, body: { buyer: [{ estateId: 'home-1', roleCreatedAt: null }], seller: [] } };
const RELATIONS = { status: 200, body: { relations: [{ relation: 'LimitedGuardian', contactId: 'sven' }], reverseRelations: [] } };
const SERVER_ERROR = { status: 500, body: { message: 'An error has occurred.' } };
const UNAVAILABLE = { status: 503, body: { message: 'Service unavailable.' } };

it.each<[string, SandboxContact, object, object]>([
  ['roles and relations', ANNA, ROLES, RELATIONS],
  [
    'complete answers of its own',
    contactThatAnswers('anna', {}, { relations: null }),
    { status: 200, body: {} },
    { status: 200, body: { relations: null } },
  ],
  ['a fault at all endpoints', ANNA.fails('server-error'), SERVER_ERROR, SERVER_ERROR],
  ['a fault at PartyRoles only', ANNA.fails({ PartyRoles: 'server-error' }), SERVER_ERROR, RELATIONS],
  ['a fault at ContactRelations only', ANNA.fails({ ContactRelations: 'server-error' }), ROLES, SERVER_ERROR],
  [
    'a different fault at each endpoint',
    ANNA.fails({ PartyRoles: 'server-error', ContactRelations: 'unavailable' }),
    SERVER_ERROR,
    UNAVAILABLE,
  ],
])('a contact can have %s', async (_what, anna, partyRoles, contactRelations) => {
  await using office = await startOffice([anna]);
  const authorization = `Basic ${Buffer.from(`${office.username}:${office.password}`).toString('base64')}`;
  const answerOf = async (endpoint: string) => {
    const response = await fetch(`${office.url}/CRM/Contact/M1/anna/${endpoint}`, { headers: { authorization } });
    return { status: response.status, body: await response.json() };
  };
  expect(await answerOf('PartyRoles')).toEqual(partyRoles);
  expect(await answerOf('ContactRelations')).toEqual(contactRelations);
  expect(office.calls).toEqual({ anna: 2 });
  expect(office.callsOf('ContactRelations')).toEqual({ anna: 1 });
});

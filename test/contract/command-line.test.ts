import { expect, it } from 'vitest';
import { NO_ROLES } from '../../src/sandbox/endpoints/party-roles.ts';
import { contactThatAnswers, startOffice } from '../support/office.ts';
import { runContract, settingsOf } from './run-contract.ts';

const SETTINGS = { VITEC_URL: 'http://127.0.0.1:9', VITEC_USERNAME: 'partner', VITEC_PASSWORD: 'lösenord-4711' };

it('says with --help what there is and how many calls it makes, and needs nothing for that', async () => {
  const { exitCode, output, errors } = await runContract({}, '--help');
  for (const flag of [
    '--customer',
    '--contact',
    '--estate',
    '--term',
    '--endpoint',
    '--json',
    '--help',
    'VITEC_URL',
    'VITEC_CREDENTIALS_FILE',
  ])
    expect(output).toContain(flag);
  expect(output).toMatch(/at most\s+10 for inferred facts/);
  expect(errors).toBe('');
  expect(exitCode).toBe(0);
});

it.each([
  [['--kontakt', 'c4711', '--customer', 'M1'], 'There is no flag --kontakt.'],
  [['--contact4711', '--customer', 'M1'], 'There is no flag --contact...'],
  [['-x', '--customer', 'M1'], 'There is no flag -x.'],
  [['--customer', 'M1', '--contact'], '--contact needs a value'],
  [['--json=c4711', '--customer', 'M1'], '--json stands alone, without a value'],
  [['--customer', 'M1', 'c4711'], 'a word that belongs to no flag'],
  [['--contact', 'c4711'], '--customer is missing'],
  [['--customer', 'M4711'], '--contact is missing'],
  [['--customer', 'M4711', '--customer', 'M2', '--contact', 'a'], '--customer is there more than once'],
  [['--customer', 'M1/../4711', '--contact', 'a'], '--customer has characters that no id may have'],
  [['--customer', 'M1', '--contact', 'a', '--contact', '../4711'], 'A --contact has characters that no id may have'],
  [['--customer', 'M1', '--contact', '4711,b'], 'A --contact has characters that no id may have'],
  [['--customer', 'M1', '--contact', 'Person'], 'or is a word of a path'],
  [['--customer', 'M1', '--estate', '../4711'], 'An --estate has characters that no id may have'],
  [['--customer', 'M1', '--term', '4711'], '--term cannot be searched for'],
  [['--customer', 'M1', '--term', 'a/4711'], '--term cannot be searched for'],
  [['--customer', 'M1', '--term', 'c4711', '--term', 'd4711'], '--term is there more than once'],
  [['--customer', 'M1', '--contact', ''], '--contact needs a value'],
  [['--customer', 'M1', '--contact', 'a', '--endpoint', 'P4711'], '--endpoint is one of PartyRoles, ContactRelations'],
])('refuses %j with what there is, and repeats no value', async (words, fault) => {
  const { exitCode, output, errors } = await runContract(SETTINGS, ...words);
  expect(errors).toContain(fault);
  expect(errors).toContain('The flags are --customer, --contact, --estate, --term, --endpoint, --json, --help.');
  expect(errors).not.toContain('4711');
  expect(output).toBe('');
  expect(exitCode).toBe(2);
});

it('says all that is missing of the settings of Vitec, and asks for none of those about callers', async () => {
  const { exitCode, errors } = await runContract({}, '--customer', 'M1', '--contact', 'a');
  for (const name of ['VITEC_URL', 'VITEC_USERNAME', 'VITEC_PASSWORD']) expect(errors).toContain(name);
  expect(errors).not.toMatch(/JWT|AUTH_MODE|\bat .*\.ts/);
  expect(exitCode).toBe(2);
});

it('runs with the environment of a gateway as it is, whatever is wrong with what does not concern it', async () => {
  await using office = await startOffice([contactThatAnswers('a', NO_ROLES)]);
  const gateway = { AUTH_MODE: 'passthrough', PORT: 'none', CORS_ORIGINS: '*', REDIS_URL: 'redis://127.0.0.1:9' };
  const words = ['--customer', 'M1', '--contact', 'a', '--endpoint', 'PartyRoles'];
  const { exitCode, errors } = await runContract({ ...settingsOf(office), ...gateway }, ...words);
  expect(errors).toBe('');
  expect(exitCode).toBe(0);
});

import { expect, it } from 'vitest';
import { CAST, SECOND_CAST } from '../../src/sandbox/cast.ts';
import { createDirectory } from '../../src/sandbox/directory.ts';
import { INTERESTS } from '../../src/sandbox/interests.ts';
import { LISTINGS, WITHOUT_LISTING } from '../../src/sandbox/listings.ts';
import { OFFICES } from '../../src/sandbox/offices.ts';
import { nameOf } from '../../src/sandbox/profile.ts';
import { PROFILES, SECOND_PROFILES } from '../../src/sandbox/profiles.ts';

const idsOf = (contacts: typeof CAST) => contacts.map(({ contactId }) => contactId).sort();

it('has a profile for each contact, and no other', () => {
  expect(Object.keys(PROFILES).sort()).toEqual(idsOf(CAST));
  expect(Object.keys(SECOND_PROFILES).sort()).toEqual(idsOf(SECOND_CAST));
  expect(OFFICES.flatMap(({ contacts }) => contacts.filter(({ profile }) => !profile))).toEqual([]);
});

it('has a listing for each estate that a contact is tied to, but those of WITHOUT_LISTING', () => {
  const missing = OFFICES.flatMap((office) => {
    const { listingOf } = createDirectory(office);
    const estateIds = office.contacts.flatMap(({ roles, interests = [] }) => [
      ...Object.values(roles).flatMap((rows) => rows?.map(({ estateId }) => estateId) ?? []),
      ...interests.map(({ estateId }) => estateId),
    ]);
    return [...new Set(estateIds)].filter((estateId) => !listingOf(estateId));
  });
  expect(missing.sort()).toEqual([...WITHOUT_LISTING].sort());
});

it('has interests of contacts and names of estates that there are', () => {
  expect(idsOf(CAST)).toEqual(expect.arrayContaining(Object.keys(INTERESTS)));
  expect(new Set(LISTINGS.map(({ estateId }) => estateId)).size).toBe(LISTINGS.length);
});

it('shows each kind of telephone, both spellings of a zip code, and each type of contact', () => {
  const all = Object.values(PROFILES);
  const telephones = all.flatMap(({ own }) =>
    Object.entries('telephone' in own && own.telephone ? own.telephone : {}).flatMap(([kind, number]) => (number === null ? [] : [kind])),
  );
  expect(new Set(telephones)).toEqual(new Set(['home', 'work', 'cell', 'other', 'switch']));
  const zipCodes = all.map(({ common }) => common.address?.zipCode ?? '').join();
  expect(zipCodes).toMatch(/\b\d{3} \d\d\b/);
  expect(zipCodes).toMatch(/\b\d{5}\b/);
  expect(new Set(all.map(({ type }) => type))).toEqual(new Set(['Person', 'Company', 'DeceasedEstate', 'Association']));
});

it('has no personal number that a person could have, and hundreds of names in the crowd', () => {
  const crowd = OFFICES[0]?.contacts.filter(({ contactId }) => /^C\d+$/.test(contactId)) ?? [];
  const numbers = OFFICES.flatMap(({ contacts }) =>
    contacts.flatMap(({ profile }) => (profile && 'socialSecurityNumber' in profile.own ? [profile.own.socialSecurityNumber] : [])),
  ).filter((number) => number !== null);
  expect(numbers.length).toBeGreaterThan(250);
  for (const number of numbers) expect(number).toMatch(/^\d{4}0231-\d{4}$/);
  expect(new Set(crowd.map(({ profile }) => profile && nameOf(profile))).size).toBeGreaterThan(150);
});

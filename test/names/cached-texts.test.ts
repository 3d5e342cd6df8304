import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ParsedAnswer, SplitAnswer } from '../../src/domain/endpoint.ts';
import { Failure } from '../../src/domain/failure.ts';
import { contactOfAnyType, contactOfType, contactProfile } from '../../src/vitec/endpoints/contact-profile.ts';
import { estateListing } from '../../src/vitec/endpoints/estate-listing.ts';
import { buyer, seller, speculator } from '../../src/vitec/endpoints/estate-ties.ts';

const CONTACT = { customerId: 'M1', contactId: 'a' };
const ESTATE = { customerId: 'M1', estateId: 'home' };

/** Anything that JSON can hold where Vitec documents a value, and often the value that it documents. */
const odd = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom(null, '', ' ', 0, -0, -1, 1.5, 1e21, true, '2026-10-25T02:30:00', '\u2028"\\', '😀', '\uD83D'),
);
const text = fc.oneof(fc.string(), odd);
const date = fc.oneof(fc.constantFrom('2026-03-29T03:00:15.927', '2026-10-04T13:51:40.3548718+02:00', '0001-01-01T00:00:00'), odd);
const code = (...codes: readonly string[]) => fc.oneof(fc.constantFrom(...codes), fc.nat(20), fc.record({ id: text, name: text }), odd);
const optional = <Fields extends object>(fields: { [Name in keyof Fields]: fc.Arbitrary<Fields[Name]> }) =>
  fc.record(fields, { requiredKeys: [] });
const orOdd = (value: fc.Arbitrary<unknown>) => fc.oneof({ weight: 4, arbitrary: value }, { weight: 1, arbitrary: odd });

const profileRow = optional({
  type: code('Person', 'Company', 'DeceasedEstate', 'Association'),
  firstName: text,
  lastName: text,
  name: text,
  address: orOdd(
    optional({ streetAddress: text, zipCode: orOdd(optional({ numerical: odd, value: text })), city: text, countryCode: text }),
  ),
  email: orOdd(optional({ emailAddress: text, emailAddress2: text })),
  telephone: orOdd(optional({ home: text, work: text, cell: orOdd(optional({ display: text })), other: text, switch: text })),
  advertisingEnabled: odd,
  categories: orOdd(fc.array(orOdd(optional({ name: text })))),
  agentId: text,
  createdAt: date,
  changedAt: date,
  isDeceased: odd,
  corporateNumber: text,
  homePage: text,
});
const tieRow = fc.array(
  fc.record(
    {
      estateId: fc.oneof(fc.stringMatching(/^[a-c]$/), fc.integer({ min: 1, max: 3 })),
      estateType: code('House', 'Igloo'),
      shareHolding: text,
      level: code('Booked'),
    },
    { requiredKeys: ['estateId'] },
  ),
);
const home = optional({
  referenceId: text,
  status: code('Sold', 'Auctioned'),
  type: code('House', 'Igloo'),
  tenure: code('Leasehold'),
  address: orOdd(
    optional({
      streetAddress: text,
      zipCode: odd,
      area: code('STD1'),
      wgs84Coordinate: orOdd(optional({ latitude: odd, longitude: odd })),
    }),
  ),
  price: orOdd(optional({ startingPrice: odd, finalPrice: odd, text })),
  currency: text,
  sale: orOdd(optional({ contractDate: date, possessionAt: date })),
  marketing: orOdd(optional({ isPublished: odd, publishedAt: date })),
  buildings: orOdd(fc.array(orOdd(optional({ numberOfRooms: odd, area: orOdd(optional({ living: odd })) })))),
  exterior: orOdd(optional({ plot: orOdd(optional({ size: odd })) })),
  extensions: orOdd(optional({ primaryAgent: orOdd(optional({ id: text, name: text, telephone: odd, emailAddress: text })) })),
  changedAt: date,
});

const rowOf = <Value>({ ofContact }: SplitAnswer<Value>): ParsedAnswer<Value> => {
  const answer = ofContact.get('a');
  if (!answer || answer instanceof Failure) throw answer ?? new Error('no row');
  return answer;
};

describe('what is read back from the cache is what was read from Vitec', () => {
  it('for profiles of each form, whatever is in the row', () => {
    for (const form of [contactOfAnyType, ...Object.values(contactOfType)])
      fc.assert(
        fc.property(profileRow, (row) => {
          const { value, text: stored } = rowOf(form.split(JSON.stringify([{ ...row, id: 'a' }]), 'M1', ['a']));
          expect(contactProfile.read(stored, CONTACT)).toEqual(value);
        }),
      );
  });

  it('for ties of each side', () => {
    for (const [endpoint, list] of [
      [buyer, 'buyerOn'],
      [seller, 'sellerOn'],
      [speculator, 'speculatorOn'],
    ] as const)
      fc.assert(
        fc.property(tieRow, (ties) => {
          const { value, text: stored } = rowOf(endpoint.split(JSON.stringify([{ id: 'a', [list]: ties }]), 'M1', ['a']));
          expect(value).toHaveLength(ties.length);
          expect(endpoint.read(stored, CONTACT)).toEqual(value);
        }),
      );
  });

  it('for listings, whatever is in them', () => {
    fc.assert(
      fc.property(home, (body) => {
        const { value, text: stored } = estateListing.parse(JSON.stringify(body), ESTATE);
        expect(estateListing.read(stored, ESTATE)).toEqual(value);
      }),
    );
  });
});

describe('a text of another version of the gateway', () => {
  it.each([
    '',
    'null',
    '{}',
    '[]',
    '4',
    '"a"',
    '{"format":0}',
    '{"format":2,"typeCode":"Person"}',
    '[["home","House"]]',
    '[4]',
    '{"format":',
  ])('%s is not read', (stored) => {
    expect(() => contactProfile.read(stored, CONTACT)).toThrow();
    expect(() => estateListing.read(stored, ESTATE)).toThrow();
    if (stored === '[]') return; // no ties, in this version too
    for (const endpoint of [buyer, seller, speculator]) expect(() => endpoint.read(stored, CONTACT)).toThrow();
  });
});

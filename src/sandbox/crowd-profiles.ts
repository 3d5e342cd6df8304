import { AGENT } from './agents.ts';
import type { Interest } from './office.ts';
import { company, deceasedEstate, type Profile, person } from './profile.ts';
import { createChoice } from './random.ts';
import { vitecDate } from './vitec-date.ts';

const FIRST_NAMES = [
  'Agnes',
  'Albin',
  'Bertil',
  'Cecilia',
  'David',
  'Ebba',
  'Folke',
  'Greta',
  'Hugo',
  'Inga',
  'Jonas',
  'Kerstin',
  'Ludvig',
  'Märta',
  'Noor',
  'Olof',
  'Rut',
  'Selma',
  'Ture',
  'Wilma',
] as const;
const LAST_NAMES = [
  'Almgren',
  'Björkdahl',
  'Dahlin',
  'Engvall',
  'Forsgren',
  'Granath',
  'Hallberg',
  'Isberg',
  'Kvist',
  'Lindroth',
  'Moberg',
  'Norling',
  'Palmgren',
  'Rosenlund',
  'Sjödin',
  'Törnqvist',
  'Vallgren',
  'Åkerblom',
  'Älgmark',
  'Öberg',
] as const;
const STREETS = ['Aspvägen', 'Dalgatan', 'Hasselstigen', 'Kyrkogatan', 'Skolgatan', 'Videvägen'] as const;
type Town = readonly [zipCode: string, city: string];
const TOWNS: readonly [Town, ...Town[]] = [
  ['211 20', 'Malmö'],
  ['22220', 'Lund'],
  ['231 44', 'Trelleborg'],
  ['24430', 'Kävlinge'],
];
const TRADES = ['Bygg', 'El', 'Fastigheter', 'Invest', 'Måleri'] as const;
const LEVELS = ['ParticipateInBidding', 'VeryInterested', 'BeenAtOrComingToViewing', 'Interested', 'NotInterested', 'Archived'] as const;

/** Who the contact C1001 + index is: every tenth a company, every 25th a deceased estate, the others persons. */
export function crowdProfile(index: number): Profile {
  const { below, oneOf } = createChoice(index + 10_000);
  const firstName = oneOf(FIRST_NAMES);
  const lastName = oneOf(LAST_NAMES);
  const [zipCode, city] = oneOf(TOWNS);
  const telephone = `070-174 06 ${String(5 + below(95)).padStart(2, '0')}`;
  const common = {
    agentId: below(3) === 0 ? AGENT.viktor : AGENT.hanna,
    createdAt: vitecDate(Date.UTC(2015, 0, 5, 8) + below(3_000) * 86_400_000, below(10_000_000)),
    changedAt: vitecDate(Date.UTC(2025, 0, 7, 8) + below(600) * 86_400_000, below(10_000_000)),
    address: { streetAddress: `${oneOf(STREETS)} ${1 + below(80)}`, zipCode, city, countryCode: 'SE', wgs84Coordinate: null },
    advertisingEnabled: below(4) > 0,
    note: null,
    categories: [],
  };
  const number = `${1940 + below(65)}0231-${String(index).padStart(4, '0')}`;
  if (index % 25 === 24)
    return deceasedEstate({
      ...common,
      name: `Dödsboet efter ${firstName} ${lastName}`,
      socialSecurityNumber: number,
      isForeignIdSocialSecurityNumber: false,
    });
  if (index % 10 === 9)
    return company({
      ...common,
      name: `${lastName}s ${oneOf(TRADES)} AB`,
      corporateNumber: `5560${String(100_000 + index).slice(0, 2)}-${String(index).padStart(4, '0')}`,
      isForeignCorporateNumber: false,
      telephone: { switch: telephone, other: null },
      email: { emailAddress: `info@c${1_001 + index}.example`, emailAddress2: null },
    });
  return person({
    ...common,
    firstName,
    lastName,
    socialSecurityNumber: number,
    isForeignSocialSecurityNumber: false,
    dateOfBirth: `${number.slice(0, 4)}-02-28T00:00:00`,
    telephone: { home: null, work: null, cell: telephone, other: null },
    email: { emailAddress: `c${1_001 + index}@example.com`, emailAddress2: null },
    wantsToBeMatched: 'NotAsked',
    isDeceased: false,
    isCompanyPerson: false,
  });
}

/** The homes that the contact C1001 + index is interested in: every fifth contact has some. */
export function crowdInterests(index: number): readonly Interest[] {
  if (index % 5 !== 0) return [];
  const { below, oneOf } = createChoice(index + 20_000);
  return Array.from({ length: 1 + below(3) }, () => ({ estateId: `OBJ30011_${1_000 + below(900)}`, level: oneOf(LEVELS) }));
}

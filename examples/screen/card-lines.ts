import type { ContactPhoneKind, PartyRelation, RoleDatePrecision } from '../generated/text/graphql.ts';
import { day } from './day.ts';

export type Named = { readonly contactId: string; readonly profile: { readonly displayName: string | null } | null };

export type Profile = {
  readonly address: { readonly streetAddress: string | null; readonly postalCode: string | null; readonly city: string | null } | null;
  readonly emailAddresses: readonly string[];
  readonly phoneNumbers: readonly { readonly kind: ContactPhoneKind; readonly number: string }[];
};

export type Home = {
  readonly createdAt: string | null;
  readonly createdAtPrecision: RoleDatePrecision;
  readonly estate: Estate;
};

type Estate = { readonly estateId: string; readonly listing: Listing | null; readonly listingStatus: { readonly code: string | null } };

type Listing = {
  readonly objectNumber: string | null;
  readonly statusLabel: string;
  readonly address: { readonly streetAddress: string | null; readonly postalTown: string | null };
  readonly finalPrice: number | null;
  readonly startingPrice: number | null;
  readonly currency: string | null;
};

export type Relation = {
  readonly contact: Named;
  readonly relation: PartyRelation;
  readonly relationCode: string;
  readonly relationLabel: string;
};

const PHONES: Readonly<Record<ContactPhoneKind, string>> = {
  MOBILE: 'Mobil',
  HOME: 'Bostad',
  WORK: 'Arbete',
  SWITCHBOARD: 'Växel',
  OTHER: 'Telefon',
};

/** The id where there is no name: Vitec has none, or the profile could not be read. */
export const nameOf = ({ contactId, profile }: Named): string => profile?.displayName ?? contactId;

/** Storgatan 4, 211 60 Malmö / Mobil 070-174 06 05 / anna@andersson.example */
export function profileLines({ address, emailAddresses, phoneNumbers }: Profile): readonly string[] {
  const city = [address?.postalCode, address?.city].filter(Boolean).join(' ');
  const place = [address?.streetAddress, city].filter(Boolean).join(', ');
  return [...(place === '' ? [] : [place]), ...phoneNumbers.map(({ kind, number }) => `${PHONES[kind]} ${number}`), ...emailAddresses];
}

/** Storgatan 4, Malmö: Såld, 5 800 000 kr, registrerad 4 oktober 2026 */
export function homeLine({ estate, createdAt, createdAtPrecision }: Home): string {
  if (createdAt === null) return `${estateLine(estate)}, utan datum`;
  return `${estateLine(estate)}, registrerad ${createdAtPrecision === 'ESTIMATED' ? 'omkring ' : ''}${day(createdAt)}`;
}

function estateLine({ estateId, listing, listingStatus }: Estate): string {
  // a home that is not advertised is no failure: it has no error, and NOT_FOUND in its status
  if (listing === null) return `${estateId} (${listingStatus.code === 'NOT_FOUND' ? 'inte annonserad' : 'kunde inte läsas'})`;
  const { address, objectNumber, statusLabel } = listing;
  // an office can hide the street
  const place = [address.streetAddress, address.postalTown].filter(Boolean).join(', ') || objectNumber || estateId;
  return `${place}: ${[statusLabel, price(listing)].filter(Boolean).join(', ')}`;
}

function price({ finalPrice, startingPrice, currency }: Listing): string | null {
  const amount = finalPrice ?? startingPrice;
  if (amount === null) return null;
  return currency === null
    ? amount.toLocaleString('sv-SE')
    : amount.toLocaleString('sv-SE', { style: 'currency', currency, maximumFractionDigits: 0 });
}

/** Omar Haddad (Fullmakt) */
export const relationLine = (relation: Relation): string => `${nameOf(relation.contact)} (${relationWord(relation)})`;

/** Vitec's own word where the relation is newer than the schema. */
export const relationWord = ({ relation, relationCode, relationLabel }: Omit<Relation, 'contact'>): string =>
  relation === 'OTHER' ? relationCode : relationLabel;

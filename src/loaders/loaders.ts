import type { AllowedKey } from '../domain/allowed-key.ts';
import type { Load } from '../domain/answer.ts';
import type { AllowedContact, AllowedEstate, AllowedProfile } from '../domain/contact.ts';
import type { ContactProfile } from '../domain/contact-profile.ts';
import type { ContactRelations } from '../domain/contact-relations.ts';
import type { AllowedSearch, ContactMatches } from '../domain/contact-search.ts';
import type { EndpointName } from '../domain/endpoint.ts';
import type { EstateListing } from '../domain/estate-listing.ts';
import type { EstateTie, EstateTieSide } from '../domain/estate-tie.ts';
import { Failure } from '../domain/failure.ts';
import type { Operation } from '../domain/operation.ts';
import type { PartyRoles } from '../domain/party-roles.ts';
import type { ShownData } from '../domain/shown-data.ts';
import { createLoader, type Loader, type LoadObserver } from './loader.ts';
import { createWaitedTime } from './waited-time.ts';

/** How the keys of each endpoint are loaded, for all operations. */
export type Loads = {
  readonly partyRoles: Load<AllowedContact, PartyRoles>;
  readonly contactRelations: Load<AllowedContact, ContactRelations>;
  readonly profile: Load<AllowedProfile, ContactProfile>;
  readonly ties: Readonly<Record<EstateTieSide, Load<AllowedContact, readonly EstateTie[]>>>;
  readonly listing: Load<AllowedEstate, EstateListing>;
  readonly search: Load<AllowedSearch, ContactMatches>;
};

/** The data loaders of one operation. */
export type Loaders = ReturnType<typeof createLoaders>;

type LoadersParts = {
  readonly observer: LoadObserver;
  /** Whether the operation is answered in parts. */
  readonly inParts: boolean;
  /** A monotonic clock. */
  readonly nowMs: () => number;
};

/** Each loader is created when a field first needs it. */
export function createLoaders(loads: Loads, operation: Operation, { observer, inParts, nowMs }: LoadersParts) {
  const waited = createWaitedTime(operation.cost, nowMs);
  const onDemand = <Key extends AllowedKey, Value>(
    endpoint: EndpointName,
    load: Load<Key, Value>,
    show: Show<Key, Value>,
  ): (() => Loader<Key, Value>) => {
    let loader: Loader<Key, Value> | null = null;
    return () => {
      loader ??= createLoader(endpoint, andShow(load, show, operation.shown), operation, { waited, observer, inParts });
      return loader;
    };
  };
  return {
    partyRoles: onDemand('PartyRoles', loads.partyRoles, showRoles),
    contactRelations: onDemand('ContactRelations', loads.contactRelations, showRelations),
    profile: onDemand('Contact', loads.profile, (contact, _profile, shown) => shown.add(contact, 'profile')),
    ties: {
      BUYER: onDemand('Buyer', loads.ties.BUYER, showTies),
      SELLER: onDemand('Seller', loads.ties.SELLER, showTies),
      SPECULATOR: onDemand('Speculator', loads.ties.SPECULATOR, showTies),
    },
    listing: onDemand('Estate', atMost(MAX_LISTINGS, loads.listing), showsNothing),
    search: onDemand('Search', loads.search, showsNothing), // its resolver adds the matches that it shows: one more is loaded
  };
}

/** Adds the contacts whose data a loaded value holds. */
type Show<Key, Value> = (key: Key, value: Value, shown: ShownData) => void;

/** The roles name the contacts that this one acts for. */
const showRoles: Show<AllowedContact, PartyRoles> = (contact, { principalIds }, shown) => {
  shown.add(contact, 'roles');
  for (const contactId of principalIds) shown.add({ customerId: contact.customerId, contactId }, 'roles');
};
const showRelations: Show<AllowedContact, ContactRelations> = (contact, { representedBy, represents }, shown) => {
  shown.add(contact, 'relations');
  for (const other of representedBy) shown.add(other, 'relations');
  for (const other of represents) shown.add(other, 'relations');
};
const showTies: Show<AllowedContact, unknown> = (contact, _ties, shown) => shown.add(contact, 'ties');
const showsNothing = (): void => {};

/** The load itself without an access trail. */
const andShow = <Key, Value>(load: Load<Key, Value>, show: Show<Key, Value>, shown: ShownData | null): Load<Key, Value> =>
  shown === null
    ? load
    : async (key, operation) => {
        const answer = await load(key, operation);
        show(key, answer.value, shown);
        return answer;
      };

/** Distinct homes whose listings one operation may ask for, cached or not: its contacts may have tens of thousands, each a look-up in Redis. */
const MAX_LISTINGS = 1_000;

function atMost<Key, Value>(limit: number, load: Load<Key, Value>): Load<Key, Value> {
  let asked = 0;
  return (key, operation) => {
    asked += 1;
    if (asked <= limit) return load(key, operation);
    const message = `An operation may ask for the listings of at most ${limit} homes. Use a filter, or \`first\`.`;
    return Promise.reject(new Failure('CALL_LIMIT_EXCEEDED', { message }));
  };
}

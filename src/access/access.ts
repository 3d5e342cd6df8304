import { createHmac, randomBytes } from 'node:crypto';
import {
  type AllowedContact,
  type AllowedEstate,
  type AllowedProfile,
  type ContactKey,
  contactCacheKey,
  type EstateKey,
  estateCacheKey,
  keyWithin,
} from '../domain/contact.ts';
import type { AllowedSearch, SearchKey } from '../domain/contact-search.ts';
import { Failure } from '../domain/failure.ts';
import type { Caller } from './caller.ts';

/** Decides whose data a caller may read. Every root field that takes an id checks it before any lookup. */
export type Access = {
  /** Throws BAD_USER_INPUT for an invalid id, and FORBIDDEN for a customer that the caller may not read, whether or not the contact exists. */
  readonly allowContact: (key: ContactKey) => AllowedContact;
  /** The contact at the other end of a relation, of the same customer. Its id comes from Vitec; whether a URL can hold it is checked when it is loaded. */
  readonly allowRelated: (contact: Pick<ContactKey, 'customerId'>, contactId: string) => AllowedContact;
  /** Throws FORBIDDEN for a caller without the right to read profiles. */
  readonly allowProfile: (contact: AllowedContact) => AllowedProfile;
  /** Any text is an estate id; whether a URL can hold it is checked when its listing is loaded. */
  readonly allowEstate: (key: EstateKey) => EstateKey;
  readonly allowListing: (estate: EstateKey) => AllowedEstate;
  /** Throws FORBIDDEN for a caller without the right to read profiles too: a match shows a name. */
  readonly allowSearch: (customerId: string, term: string, maxSize: number) => AllowedSearch;
};

export function createAccess(caller: Caller, idPattern: RegExp): Access {
  const checkCustomer = (customerId: string): void => {
    if (!idPattern.test(customerId)) throw new Failure('BAD_USER_INPUT', { message: 'customerId is not a kund-id, as M30011 is.' });
    if (caller.customerIds !== 'EVERY' && !caller.customerIds.has(customerId)) throw new Failure('FORBIDDEN');
  };
  const checkProfiles = (): void => {
    if (!caller.mayReadProfiles) throw new Failure('FORBIDDEN', { message: 'This caller may not read profiles.' });
  };
  const brand = ({ customerId, contactId }: ContactKey) =>
    ({ customerId, contactId, rights: caller.rights, cacheKey: contactCacheKey({ customerId, contactId }) }) as AllowedContact;

  return {
    allowContact(key) {
      if (!idPattern.test(key.contactId))
        throw new Failure('BAD_USER_INPUT', { message: 'contactId has characters or a length that no contact id has.' });
      checkCustomer(key.customerId);
      return brand(key);
    },
    allowRelated({ customerId }, contactId) {
      checkCustomer(customerId);
      return brand({ customerId, contactId });
    },
    allowEstate({ customerId, estateId }) {
      checkCustomer(customerId);
      return { customerId, estateId };
    },
    allowProfile(contact) {
      checkProfiles();
      return contact as AllowedProfile;
    },
    allowListing({ customerId, estateId }) {
      checkCustomer(customerId);
      return { customerId, estateId, rights: caller.rights, cacheKey: estateCacheKey({ customerId, estateId }) } as AllowedEstate;
    },
    allowSearch(customerId, term, maxSize) {
      checkCustomer(customerId);
      checkProfiles();
      const key = { customerId, term, maxSize };
      return { ...key, rights: caller.rights, cacheKey: searchCacheKey(key) } as AllowedSearch;
    },
  };
}

const SEARCH_SECRET = randomBytes(32);

/** Unique per search. Keys live longer than calls, so this one does not hold the term. */
const searchCacheKey = ({ customerId, term, maxSize }: SearchKey): string =>
  keyWithin(customerId, `${maxSize}/${createHmac('sha256', SEARCH_SECRET).update(term).digest('base64url')}`);

import { type AllowedContact, type ContactKey, contactCacheKey, type EstateKey } from '../domain/contact.ts';
import { Failure } from '../domain/failure.ts';
import type { Caller } from './caller.ts';

/** Decides whose data a caller may read. Every root field that takes an id checks it before any lookup. */
export type Access = {
  /** Throws BAD_USER_INPUT for an invalid id, and FORBIDDEN for a customer that the caller may not read, whether or not the contact exists. */
  readonly allowContact: (key: ContactKey) => AllowedContact;
  /** The contact at the other end of a relation, of the same customer. Its id comes from Vitec; whether a URL can hold it is checked when it is loaded. */
  readonly allowRelated: (contact: Pick<ContactKey, 'customerId'>, contactId: string) => AllowedContact;
  /** An estate id may be any text, since it is never part of a URL. */
  readonly allowEstate: (key: EstateKey) => EstateKey;
};

export function createAccess(caller: Caller, idPattern: RegExp): Access {
  const checkCustomer = (customerId: string): void => {
    if (!idPattern.test(customerId)) throw new Failure('BAD_USER_INPUT', { message: 'customerId is not a kund-id, as M30011 is.' });
    if (caller.customerIds !== 'EVERY' && !caller.customerIds.has(customerId)) throw new Failure('FORBIDDEN');
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
  };
}

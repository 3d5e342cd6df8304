import { type AllowedContact, type ContactKey, contactCacheKey, type EstateKey } from '../domain/contact.ts';
import { Failure } from '../domain/failure.ts';
import type { Caller } from './caller.ts';

/** The one place that decides whose data a caller may read: every way into the schema passes it before anything is looked up. */
export type Access = {
  /** Throws BAD_USER_INPUT for an id that cannot be asked for, FORBIDDEN for another's customer, whether the contact exists or not. */
  readonly allowContact: (key: ContactKey) => AllowedContact;
  /** A contact at the other end of a relation, of the same customer. Its id is Vitec's, so any text; whether an address can hold it shows when it is loaded. */
  readonly allowRelated: (contact: Pick<ContactKey, 'customerId'>, contactId: string) => AllowedContact;
  /** An estate id is any text, since it never reaches an address. */
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

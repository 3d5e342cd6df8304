import { batchForms, objectOrArray } from '../batch-forms.ts';
import type { Endpoint } from '../endpoint.ts';
import type { SandboxContact } from '../office.ts';
import { type Profile, person } from '../profile.ts';

const UNKNOWN_PERSON = person({});
export const profileOf = ({ profile }: SandboxContact): Profile => profile ?? UNKNOWN_PERSON;

/** All fields, or the common ones. Vitec's samples of the generic form show the common ones only. */
const wireContact = (contact: SandboxContact, customerId: string, isWhole: boolean): object => {
  const { type, common, own } = profileOf(contact);
  return { id: contact.contactId, type, customerId, ...common, ...(isWhole ? own : {}) };
};

const typedForms = (type: string): readonly Endpoint[] =>
  batchForms('Contact', type, (contact, { office }) =>
    profileOf(contact).type === type ? wireContact(contact, office.customerId, true) : null,
  );

/** GET CRM/Contact/{customerId}/Person?contactIds=... and the same with Company and DeceasedEstate. */
export const typedContacts: readonly Endpoint[] = [...typedForms('Person'), ...typedForms('Company'), ...typedForms('DeceasedEstate')];

/**
 * GET CRM/Contact/{customerId}/{contactId,contactId,...}. Vitec documents 20 ids for it. Its limit of 5 ids in a path is documented for
 * the typed forms; a path of more is taken to be refused here too.
 */
export const genericContact: Endpoint = {
  name: 'Contact',
  functionGroup: 'crm',
  method: 'GET',
  path: /^\/CRM\/Contact\/(?<customerId>[^/]+)\/(?<ids>[^/]+)$/i,
  idsOf: 'contact',
  maxIds: 5,
  answer: (question) => objectOrArray(question, (contact, { office }) => wireContact(contact, office.customerId, question.genericNames)),
};

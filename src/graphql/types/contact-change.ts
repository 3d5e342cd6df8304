import type { AllowedContact } from '../../domain/contact.ts';
import { CONTACT_CHANGE_KINDS } from '../../domain/contact-change.ts';
import { Failure } from '../../domain/failure.ts';
import type { Loaders } from '../../loaders/loaders.ts';
import type { Builder } from '../schema/builder.ts';
import type { TypeRefs } from '../schema/type-refs.ts';
import type { Enums } from './enums.ts';
import { PERSON_TAG } from './person-tag.ts';
import { resolveRelatedContact } from './resolve-related-contact.ts';

/**
 * A caller with a password of its own may read what Vitec lets it read, and an event alone asks nothing of Vitec: so Vitec is asked before
 * the first one. Rejects with the failure. That a contact is unknown says that the password has been accepted.
 */
async function proveOwnRights([contact]: readonly AllowedContact[], loaders: Loaders): Promise<void> {
  if (contact?.rights.kind !== 'OWN') return;
  try {
    await loaders.partyRoles().load(contact);
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== 'NOT_FOUND') throw error;
  }
}

/** The type, and the subscription that sends it. */
export function addContactChange(builder: Builder, { Contact, ContactChange }: TypeRefs, enums: Enums): void {
  builder.objectType(ContactChange, {
    description: 'Ändring av en kontakt. What Vitec has told of a contact. The fields of the contact are read after the change.',
    directives: [PERSON_TAG],
    fields: (t) => ({
      contact: t.field({
        type: Contact,
        directives: [PERSON_TAG],
        description: 'Kontakten. One of the contacts that are watched.',
        resolve: (change, _args, { access }) => access.allowContact(change),
      }),
      changes: t.field({
        type: [enums.ContactChangeKind],
        description: 'Vad som har ändrats. Several where more has changed since the last event.',
        resolve: ({ kinds }) => CONTACT_CHANGE_KINDS.filter((kind) => kinds.has(kind)),
      }),
      mergedInto: t.field({
        type: Contact,
        nullable: true,
        directives: [PERSON_TAG],
        description: 'Sammanslagen med. The contact that it is part of now; null if it has not been merged.',
        resolve: (change, _args, context, info) => resolveRelatedContact(change, change.mergedIntoId, context, info),
      }),
    }),
  });

  builder.subscriptionType({
    directives: [PERSON_TAG], // without its only field it would be empty, and the schema invalid
    fields: (t) => ({
      contactChanged: t.field({
        type: ContactChange,
        nullable: true,
        directives: [PERSON_TAG],
        description:
          'Kontakten har ändrats. An event for each of these contacts of one office that Vitec says has changed. At most 100 contacts (a setting). Vitec tells nothing of tenants and owners.',
        args: { customerId: t.arg.id({ required: true }), contactIds: t.arg.idList({ required: true }) },
        subscribe: async (_root, { customerId, contactIds }, { access, changes, loaders }) => {
          const contacts = contactIds.map((contactId) => access.allowContact({ customerId, contactId }));
          if (contacts.length === 0)
            throw new Failure('BAD_USER_INPUT', { message: 'A subscription to no contacts would never have an event.' });
          await proveOwnRights(contacts, loaders);
          return changes.watch(contacts);
        },
        resolve: (change) => change,
      }),
    }),
  });
}

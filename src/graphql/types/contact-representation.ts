import type { Builder } from '../schema/builder.ts';
import type { TypeRefs } from '../schema/type-refs.ts';
import type { Enums } from './enums.ts';
import { PERSON_TAG } from './person-tag.ts';
import { resolveRelatedContact } from './resolve-related-contact.ts';

/** Contact.representations counts the rows of its lists, since it may be null. */
export function addContactRepresentation(
  builder: Builder,
  { Contact, ContactRepresentation, Estate, ExtraPartyRole }: TypeRefs,
  enums: Enums,
): void {
  builder.objectType(ContactRepresentation, {
    description: 'Företrädarskap. One party that a contact acts for or stands beside, how, and over which estates.',
    directives: [PERSON_TAG],
    fields: (t) => ({
      principal: t.field({
        type: Contact,
        nullable: true,
        directives: [PERSON_TAG],
        description: 'Huvudman. The party acted for. Null for roles where Vitec names none, which share one entry.',
        resolve: ({ contact, representation }, _args, context, info) =>
          resolveRelatedContact(contact, representation.principalContactId, context, info),
      }),
      relations: t.field({
        type: [enums.PartyRelation],
        description: 'Relationer. How, each relation once.',
        resolve: ({ representation }) => [...representation.relations],
      }),
      estates: t.field({
        type: [Estate],
        description: 'Bostäder. Over which estates, each once.',
        resolve: ({ contact, representation }) =>
          representation.estateIds.map((estateId) => ({ customerId: contact.customerId, estateId })),
      }),
      partyRoles: t.field({
        type: [ExtraPartyRole],
        description: 'The rows that say so, newest first.',
        resolve: ({ representation }) => representation.partyRoles,
      }),
    }),
  });
}

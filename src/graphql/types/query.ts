import type { AllowedContact, EstateKey } from '../../domain/contact.ts';
import { Failure } from '../../domain/failure.ts';
import { decodeContactNodeId, decodeEstateNodeId } from '../../domain/opaque-id.ts';
import { PARTY_RELATIONS, PARTY_ROLE_RELATIONS } from '../../domain/party-relation.ts';
import type { Context } from '../execution/context.ts';
import type { Builder } from '../schema/builder.ts';
import type { TypeRefs } from '../schema/type-refs.ts';
import { listEntries } from './list-entries.ts';
import { PERSON_TAG } from './person-tag.ts';

export function addQuery(builder: Builder, { Contact, PartyRelationInfo }: TypeRefs): void {
  builder.queryType({
    fields: (t) => ({
      contact: t.field({
        type: Contact,
        nullable: true,
        directives: [PERSON_TAG],
        description:
          'En kontakt. A reference: Vitec is asked only when a selected field needs it. Null, with an error, where the id is refused.',
        args: { customerId: t.arg.id({ required: true }), contactId: t.arg.id({ required: true }) },
        resolve: (_root, key, { access }) => access.allowContact(key),
      }),
      contacts: t.field({
        type: t.listRef(Contact, { nullable: true }),
        description:
          'Kontakter. Several contacts of one office, in the order and length of contactIds; a repeated id costs nothing. At most 100 distinct contacts an operation (a setting). Null, with an error, only where an id is refused, or everywhere if the list is too large.',
        directives: [{ name: 'semanticNonNull', args: { levels: [1] } }, PERSON_TAG],
        args: { customerId: t.arg.id({ required: true }), contactIds: t.arg.idList({ required: true }) },
        resolve: (_root, { customerId, contactIds }, context, info) =>
          listEntries(contactIds, context, info, (contactId) => context.access.allowContact({ customerId, contactId })),
      }),
      partyRelations: t.field({
        type: [PartyRelationInfo],
        description: 'Relationer. The vocabulary of extra relations, for menus and legends.',
        resolve: () => PARTY_ROLE_RELATIONS.map((relation) => ({ relation, relationCode: PARTY_RELATIONS[relation].code })),
      }),
    }),
  });
}

/** For clients that call the gateway directly; in a supergraph they would conflict with its own `node`. */
export function addNodeQueries(builder: Builder, { Node }: TypeRefs): void {
  builder.queryFields((t) => ({
    node: t.field({
      type: Node,
      nullable: true,
      description: 'Whatever has this id: a Contact or an Estate.',
      args: { id: t.arg.id({ required: true }) },
      resolve: (_root, { id }, context) => allowNode(id, context),
    }),
    nodes: t.field({
      type: t.listRef(Node, { nullable: true }),
      description:
        'The Contacts and Estates with these ids, in the order and length of ids. Null, with an error, only where an id is refused, or everywhere if the list is too large.',
      args: { ids: t.arg.idList({ required: true }) },
      resolve: (_root, { ids }, context, info) => listEntries(ids, context, info, (id) => allowNode(id, context)),
    }),
  }));
}

function allowNode(id: string, { access }: Context): AllowedContact | EstateKey {
  const contact = decodeContactNodeId(id);
  if (contact) return access.allowContact(contact);
  const estate = decodeEstateNodeId(id);
  if (estate) return access.allowEstate(estate);
  throw new Failure('BAD_USER_INPUT', { message: 'This id was not made by this service, or names nothing that can be asked for by id.' });
}

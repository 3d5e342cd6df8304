import { collectFields } from '@graphql-tools/utils';
import { type DocumentNode, type GraphQLSchema, getArgumentValues, type OperationDefinitionNode } from 'graphql';
import type { ContactKey } from '../../domain/contact.ts';
import { decodeContactNodeId, decodeEstateNodeId } from '../../domain/opaque-id.ts';
import { fragmentsOf } from '../execution/fragments.ts';
import { readContactRepresentation } from '../types/entity-representation.ts';
import { selectedNodes } from './selected-nodes.ts';

type Arguments = Readonly<Record<string, unknown>>;

/** The root fields that name contacts, and how to read the contacts from their arguments. */
const NAMED_BY: Readonly<Record<string, (args: Arguments) => readonly ContactKey[]>> = {
  contact: ({ customerId, contactId }) => [{ customerId: String(customerId), contactId: String(contactId) }],
  contacts: contactsOfCustomer,
  contactChanged: contactsOfCustomer,
  node: ({ id }) => keyOfNode(String(id)),
  nodes: ({ ids }) => asList(ids).flatMap((id) => keyOfNode(String(id))),
  _entities: ({ representations }) =>
    asList(representations).flatMap((representation, index) => keyOfRepresentation(representation, index)),
};

/**
 * The contacts that the operation names, with repeats. An id or representation that is neither a contact nor an estate counts as a contact,
 * so that their number is bounded. `variables` fit their types. Throws a GraphQLError for an argument without a value.
 */
export function* namedContacts(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: { readonly [name: string]: unknown },
): Generator<ContactKey> {
  const type = schema.getRootType(operation.operation);
  if (!type) return;
  const coerced = { coerced: variables, sources: {} };
  for (const [node] of selectedNodes(collectFields(schema, fragmentsOf(document), coerced, type, operation.selectionSet))) {
    const field = node && type.getFields()[node.name.value];
    const namedBy = node && NAMED_BY[node.name.value];
    if (node && field && namedBy) yield* namedBy(getArgumentValues(field, node, variables));
  }
}

function contactsOfCustomer({ customerId, contactIds }: Arguments): readonly ContactKey[] {
  return asList(contactIds).map((contactId) => ({ customerId: String(customerId), contactId: String(contactId) }));
}

const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

function keyOfNode(id: string): readonly ContactKey[] {
  return decodeEstateNodeId(id) ? [] : [decodeContactNodeId(id) ?? noContact(id)];
}

function keyOfRepresentation(representation: unknown, index: number): readonly ContactKey[] {
  if (typeof representation === 'object' && representation !== null) {
    const typename: unknown = Reflect.get(representation, '__typename');
    if (typename === 'Estate') return [];
    try {
      if (typename === 'Contact') return [readContactRepresentation(representation)];
    } catch {
      // rejected at its place when it is resolved; here it counts as a contact
    }
  }
  return [noContact(`representation ${index}`)];
}

/** No customer has an empty id. */
const noContact = (text: string): ContactKey => ({ customerId: '', contactId: text });

import { collectFields } from '@graphql-tools/utils';
import { type DocumentNode, type GraphQLSchema, getArgumentValues, type OperationDefinitionNode } from 'graphql';
import { contactCacheKey } from '../../domain/contact.ts';
import { decodeContactNodeId, decodeEstateNodeId } from '../../domain/opaque-id.ts';
import { fragmentsOf } from '../execution/fragments.ts';
import { readContactRepresentation } from '../types/entity-representation.ts';

type Arguments = Readonly<Record<string, unknown>>;

/** Each way into the schema by which an operation can name contacts -> a text for each that tells it apart. */
const NAMED_BY: Readonly<Record<string, (args: Arguments) => readonly string[]>> = {
  contact: ({ customerId, contactId }) => [contactCacheKey({ customerId: String(customerId), contactId: String(contactId) })],
  contacts: ({ customerId, contactIds }) =>
    asList(contactIds).map((contactId) => contactCacheKey({ customerId: String(customerId), contactId: String(contactId) })),
  node: ({ id }) => nameOfNode(String(id)),
  nodes: ({ ids }) => asList(ids).flatMap((id) => nameOfNode(String(id))),
  _entities: ({ representations }) =>
    asList(representations).flatMap((representation, index) => nameOfRepresentation(representation, index)),
};

/**
 * Every contact that the operation names, with repeats; what is no contact and no estate counts as one too, so that it is bounded.
 * `variables` fit their types. Throws a GraphQLError for an argument that they leave without a value.
 */
export function* namedContacts(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: { readonly [name: string]: unknown },
): Generator<string> {
  const queryType = schema.getQueryType();
  if (operation.operation !== 'query' || !queryType) return;
  const { fields } = collectFields(schema, fragmentsOf(document), { coerced: variables, sources: {} }, queryType, operation.selectionSet);
  for (const [node] of fields.values()) {
    const field = node && queryType.getFields()[node.name.value];
    const namedBy = node && NAMED_BY[node.name.value];
    if (node && field && namedBy) yield* namedBy(getArgumentValues(field, node, variables));
  }
}

const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

function nameOfNode(id: string): readonly string[] {
  if (decodeEstateNodeId(id)) return [];
  const contact = decodeContactNodeId(id);
  return [contact ? contactCacheKey(contact) : id];
}

function nameOfRepresentation(representation: unknown, index: number): readonly string[] {
  if (typeof representation === 'object' && representation !== null) {
    const typename: unknown = Reflect.get(representation, '__typename');
    if (typename === 'Estate') return [];
    try {
      if (typename === 'Contact') return [contactCacheKey(readContactRepresentation(representation))];
    } catch {
      // refused at its place when it is resolved; here it counts as something named
    }
  }
  return [`representation ${index}`];
}

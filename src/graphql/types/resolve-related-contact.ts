import { collectSubFields, memoize4 } from '@graphql-tools/utils';
import type { GraphQLObjectType, GraphQLResolveInfo, GraphQLSchema } from 'graphql';
import type { AllowedContact, ContactKey } from '../../domain/contact.ts';
import type { Context } from '../execution/context.ts';

const KNOWN_WITHOUT_ASKING: ReadonlySet<string> = new Set(['__typename', 'id', 'customerId', 'contactId']);

/**
 * The contact at the other end of a relation. One whose roles are asked for counts against the operation's contacts, since it
 * costs a call; one whose ids alone are asked for is free, however many there are.
 */
export function reachContact(
  from: ContactKey,
  contactId: string | null,
  { access, contactBudget, refusals }: Context,
  info: GraphQLResolveInfo,
): AllowedContact | null {
  if (contactId === null) return null;
  const contact = access.allowPrincipal(from, contactId);
  if (!asksUpstream(info.schema, info.fragments, info.variableValues, info.fieldNodes)) return contact;
  try {
    contactBudget.reach(contact);
    return contact;
  } catch (failure) {
    return refusals.orNull(failure);
  }
}

/** The same for every row of a list, so worked out once for it. */
const asksUpstream = memoize4(
  (
    schema: GraphQLSchema,
    fragments: GraphQLResolveInfo['fragments'],
    variableValues: GraphQLResolveInfo['variableValues'],
    fieldNodes: GraphQLResolveInfo['fieldNodes'],
  ): boolean => {
    const contactType = schema.getType('Contact') as GraphQLObjectType;
    const { fields } = collectSubFields(schema, fragments, { coerced: variableValues, sources: {} }, contactType, [...fieldNodes]);
    return [...fields.values()].some(([node]) => node !== undefined && !KNOWN_WITHOUT_ASKING.has(node.name.value));
  },
);

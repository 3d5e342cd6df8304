import { collectSubFields, memoize4 } from '@graphql-tools/utils';
import type { GraphQLObjectType, GraphQLResolveInfo, GraphQLSchema } from 'graphql';
import type { AllowedContact, ContactKey } from '../../domain/contact.ts';
import type { Context } from '../execution/context.ts';
import { selectedNodes } from '../limits/selected-nodes.ts';

/** Fields of a contact that need no call to Vitec. */
const KEY_FIELDS: ReadonlySet<string> = new Set(['__typename', 'id', 'customerId', 'contactId']);

/**
 * Resolves the other contact of a relation. It counts against the contact budget only if the operation selects fields that call Vitec for
 * it; ids are free.
 */
export function resolveRelatedContact(
  from: Pick<ContactKey, 'customerId'>,
  contactId: string | null,
  { access, contactBudget, errorLimit }: Context,
  info: GraphQLResolveInfo,
): AllowedContact | null {
  if (contactId === null) return null;
  const contact = access.allowRelated(from, contactId);
  if (!callsVitec(info)) return contact;
  try {
    contactBudget.reach(contact);
    return contact;
  } catch (failure) {
    return errorLimit.orNull(failure);
  }
}

/** The same for a non-null field. Of a contact beyond the budget, the fields that call Vitec fail. */
export function resolveNonNullRelatedContact(
  from: Pick<ContactKey, 'customerId'>,
  contactId: string,
  { access, contactBudget }: Context,
  info: GraphQLResolveInfo,
): AllowedContact {
  const contact = access.allowRelated(from, contactId);
  if (callsVitec(info)) contactBudget.reachOrMark(contact);
  return contact;
}

const callsVitec = ({ schema, fragments, variableValues, fieldNodes }: GraphQLResolveInfo): boolean =>
  selectsLoadedFields(schema, fragments, variableValues, fieldNodes);

/** Memoized, since all rows of a list have the same selection. */
const selectsLoadedFields = memoize4(
  (
    schema: GraphQLSchema,
    fragments: GraphQLResolveInfo['fragments'],
    variableValues: GraphQLResolveInfo['variableValues'],
    fieldNodes: GraphQLResolveInfo['fieldNodes'],
  ): boolean => {
    const contactType = schema.getType('Contact') as GraphQLObjectType;
    const collected = collectSubFields(schema, fragments, { coerced: variableValues, sources: {} }, contactType, [...fieldNodes]);
    return selectedNodes(collected).some(([node]) => node !== undefined && !KEY_FIELDS.has(node.name.value));
  },
);

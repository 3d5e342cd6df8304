import { collectSubFields, memoize4 } from '@graphql-tools/utils';
import type { GraphQLObjectType, GraphQLResolveInfo, GraphQLSchema } from 'graphql';
import type { AllowedContact, ContactKey } from '../../domain/contact.ts';
import type { Context } from '../execution/context.ts';

const KEY_FIELDS: ReadonlySet<string> = new Set(['__typename', 'id', 'customerId', 'contactId']);

/**
 * The contact at the other end of a relation. One whose roles are asked for counts against the operation's contacts, since it
 * costs a call; one whose ids alone are asked for is free, however many there are.
 */
export function resolveRelatedContact(
  from: OfCustomer,
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

/** The same for a field that may not be null: of a contact beyond the budget, the fields that call Vitec fail. */
export function reachContactAlways(
  from: OfCustomer,
  contactId: string,
  { access, contactBudget }: Context,
  info: GraphQLResolveInfo,
): AllowedContact {
  const contact = access.allowRelated(from, contactId);
  if (callsVitec(info)) contactBudget.reachOrMark(contact);
  return contact;
}

type OfCustomer = Pick<ContactKey, 'customerId'>;

const callsVitec = ({ schema, fragments, variableValues, fieldNodes }: GraphQLResolveInfo): boolean =>
  selectsLoadedFields(schema, fragments, variableValues, fieldNodes);

/** The same for every row of a list, so worked out once for it. */
const selectsLoadedFields = memoize4(
  (
    schema: GraphQLSchema,
    fragments: GraphQLResolveInfo['fragments'],
    variableValues: GraphQLResolveInfo['variableValues'],
    fieldNodes: GraphQLResolveInfo['fieldNodes'],
  ): boolean => {
    const contactType = schema.getType('Contact') as GraphQLObjectType;
    const { fields } = collectSubFields(schema, fragments, { coerced: variableValues, sources: {} }, contactType, [...fieldNodes]);
    return [...fields.values()].some(([node]) => node !== undefined && !KEY_FIELDS.has(node.name.value));
  },
);

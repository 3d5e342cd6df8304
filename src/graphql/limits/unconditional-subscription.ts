import { GraphQLError, Kind, type SelectionNode, type SelectionSetNode, type ValidationContext, type ValidationRule } from 'graphql';

/**
 * Rejects a subscription whose root field may be left out: graphql 16 throws an unforeseen error for one that selects nothing.
 * Source: https://spec.graphql.org/September2025/#sec-Single-Root-Field
 */
export const UnconditionalSubscriptionRule: ValidationRule = (context) => ({
  OperationDefinition({ operation, selectionSet }) {
    if (operation !== 'subscription') return;
    for (const nodes of conditionalIn(selectionSet, context, new Set()))
      context.reportError(new GraphQLError('The root field of a subscription cannot have @skip or @include.', { nodes }));
  },
});

/** The selections of the root with such a directive, those within fragments too. */
function conditionalIn({ selections }: SelectionSetNode, context: ValidationContext, seen: Set<string>): readonly SelectionNode[] {
  return selections.flatMap((selection) => {
    if (selection.directives?.some(({ name }) => name.value === 'skip' || name.value === 'include')) return selection;
    if (selection.kind === Kind.FIELD) return [];
    if (selection.kind === Kind.INLINE_FRAGMENT) return conditionalIn(selection.selectionSet, context, seen);
    const { value: name } = selection.name;
    const fragment = seen.has(name) ? null : context.getFragment(name);
    seen.add(name);
    return fragment ? conditionalIn(fragment.selectionSet, context, seen) : [];
  });
}

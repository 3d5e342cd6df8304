import { type GraphQLResolveInfo, Kind, type OperationDefinitionNode, type SelectionSetNode } from 'graphql';

/** The part of a resolver's info that describes its selection. */
export type SelectionInfo = Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments'>;

const counted = new WeakMap<SelectionInfo['fieldNodes'], number>();

/** The number of fields selected for each object of a list, at every depth, with fragments counted at each use; at least 1. */
export function countSelectedFields({ fieldNodes, fragments }: SelectionInfo): number {
  const known = counted.get(fieldNodes);
  if (known !== undefined) return known;
  const countFields = countIn(fragments);
  const below = fieldNodes.reduce((sum, { selectionSet }) => sum + countFields(selectionSet), 0);
  const count = Math.max(1, below);
  counted.set(fieldNodes, count);
  return count;
}

/** The number of fields selected by an operation. */
export const countOperationFields = (operation: OperationDefinitionNode, fragments: SelectionInfo['fragments']): number =>
  countIn(fragments)(operation.selectionSet);

/** Counts the fields of a selection. Each fragment is counted once and memoized: nested fragments would take exponential time. */
function countIn(fragments: SelectionInfo['fragments']): (selectionSet: SelectionSetNode | undefined) => number {
  const ofFragment = new Map<string, number>();

  const countFields = (selectionSet: SelectionSetNode | undefined): number =>
    (selectionSet?.selections ?? []).reduce((sum, selection) => {
      if (selection.kind === Kind.FIELD) return sum + 1 + countFields(selection.selectionSet);
      if (selection.kind === Kind.INLINE_FRAGMENT) return sum + countFields(selection.selectionSet);
      const { value: name } = selection.name;
      const count = ofFragment.get(name) ?? countFields(fragments[name]?.selectionSet);
      ofFragment.set(name, count);
      return sum + count;
    }, 0);
  return countFields;
}

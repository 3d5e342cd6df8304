import { type GraphQLResolveInfo, Kind, type SelectionSetNode } from 'graphql';

/** What is asked of each thing in a list: enough of a resolver's info to look into the selection. */
export type SelectionInfo = Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments'>;

const counted = new WeakMap<SelectionInfo['fieldNodes'], number>();

/** How many fields are asked of each thing in a list, with all below it and with fragments wherever they are used; at least 1. */
export function countSelectedFields({ fieldNodes, fragments }: SelectionInfo): number {
  const known = counted.get(fieldNodes);
  if (known !== undefined) return known;
  const below = fieldNodes.reduce((sum, { selectionSet }) => sum + (selectionSet ? countFields(selectionSet, fragments) : 0), 0);
  const count = Math.max(1, below);
  counted.set(fieldNodes, count);
  return count;
}

function countFields({ selections }: SelectionSetNode, fragments: SelectionInfo['fragments']): number {
  return selections.reduce((sum, selection) => {
    if (selection.kind === Kind.FIELD) return sum + 1 + (selection.selectionSet ? countFields(selection.selectionSet, fragments) : 0);
    const selected = selection.kind === Kind.INLINE_FRAGMENT ? selection.selectionSet : fragments[selection.name.value]?.selectionSet;
    return selected ? sum + countFields(selected, fragments) : sum;
  }, 0);
}

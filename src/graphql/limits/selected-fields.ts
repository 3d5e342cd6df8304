import { type GraphQLResolveInfo, Kind, type OperationDefinitionNode, type SelectionNode, type SelectionSetNode } from 'graphql';

/** The part of a resolver's info that describes its selection. */
export type SelectionInfo = Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments'>;

const counted = new WeakMap<SelectionInfo['fieldNodes'], number>();

/** What a deferred fragment or a streamed item counts for: one that is pending takes more time and memory than its fields. */
const FIELDS_OF_PART = 100;

/**
 * The number of fields selected for each object of a list, at every depth, with fragments counted at each use; at least 1. A deferred
 * fragment, and a streamed object, count for as many fields more.
 */
export function countSelectedFields({ fieldNodes, fragments }: SelectionInfo): number {
  const known = counted.get(fieldNodes);
  if (known !== undefined) return known;
  const countFields = countIn(fragments, FIELDS_OF_PART);
  const below = fieldNodes.reduce((sum, { selectionSet }) => sum + countFields(selectionSet), 0);
  const count = Math.max(1, below) + (fieldNodes.some((node) => hasDirective(node, 'stream')) ? FIELDS_OF_PART : 0);
  counted.set(fieldNodes, count);
  return count;
}

/** The number of fields selected by an operation. */
export const countOperationFields = (operation: OperationDefinitionNode, fragments: SelectionInfo['fragments']): number =>
  countIn(fragments, 0)(operation.selectionSet);

/**
 * Counts the fields of a selection, and `ofDeferred` more for each deferred fragment. Each fragment is counted once and memoized: nested
 * fragments would take exponential time.
 */
function countIn(fragments: SelectionInfo['fragments'], ofDeferred: number): (selectionSet: SelectionSetNode | undefined) => number {
  const ofFragment = new Map<string, number>();

  const countFragment = (name: string): number => {
    const count = ofFragment.get(name) ?? countFields(fragments[name]?.selectionSet);
    ofFragment.set(name, count);
    return count;
  };
  const countFields = (selectionSet: SelectionSetNode | undefined): number =>
    (selectionSet?.selections ?? []).reduce((sum, selection) => {
      if (selection.kind === Kind.FIELD) return sum + 1 + countFields(selection.selectionSet);
      const more = hasDirective(selection, 'defer') ? ofDeferred : 0;
      if (selection.kind === Kind.INLINE_FRAGMENT) return sum + more + countFields(selection.selectionSet);
      return sum + more + countFragment(selection.name.value);
    }, 0);
  return countFields;
}

export const hasDirective = ({ directives = [] }: SelectionNode, name: 'defer' | 'stream'): boolean =>
  directives.some((directive) => directive.name.value === name);

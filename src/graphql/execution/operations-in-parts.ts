import { type DocumentNode, Kind, type OperationDefinitionNode, type SelectionSetNode } from 'graphql';
import { countOperationFields, hasDirective } from '../limits/selected-fields.ts';
import { type Fragments, fragmentsOf } from './fragments.ts';

/** Operations with more fields, counting fragments at each use, are answered as a whole: each field is looked at below. */
const MAX_FIELDS = 1_000;

/**
 * The queries with @defer or @stream that can be answered in parts. With @stream, one that selects an object or a list both in a deferred
 * fragment and outside it is answered as a whole: the executor would lose or repeat data (@graphql-tools/executor 4.1.5; found by
 * test/schema/incremental-execution.test.ts).
 */
export function findOperationsInParts(document: DocumentNode): ReadonlySet<OperationDefinitionNode> {
  const fragments = fragmentsOf(document);
  const operations = document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  return new Set(operations.filter((operation) => operation.operation === 'query' && isInParts(operation, fragments)));
}

function isInParts(operation: OperationDefinitionNode, fragments: Fragments): boolean {
  if (countOperationFields(operation, fragments) > MAX_FIELDS) return false;
  const found = new IncrementalPlaces(fragments);
  found.visit(operation.selectionSet, '', 0);
  return found.isIncremental && !(found.hasStream && found.hasOverlap);
}

/** The objects and lists of an operation by path in the response, each with the deferred fragments that select it. */
class IncrementalPlaces {
  readonly #fragments: Fragments;
  readonly #fragmentsOf = new Map<string, Set<number>>();
  #hasStream = false;
  #deferred = 0;

  constructor(fragments: Fragments) {
    this.#fragments = fragments;
  }

  get isIncremental(): boolean {
    return this.#deferred > 0 || this.#hasStream;
  }

  /** Whether an object or a list is selected both in a deferred fragment and outside it, or in two of them. */
  get hasOverlap(): boolean {
    return this.#fragmentsOf.values().some((fragments) => fragments.size > 1);
  }

  get hasStream(): boolean {
    return this.#hasStream;
  }

  /** `within` is the number of the deferred fragment around it; 0: none. */
  visit({ selections }: SelectionSetNode, path: string, within: number): void {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        const own = `${path}/${selection.alias?.value ?? selection.name.value}`;
        if (hasDirective(selection, 'stream')) this.#hasStream = true;
        if (!selection.selectionSet) continue;
        this.#add(own, within);
        this.visit(selection.selectionSet, own, within);
        continue;
      }
      const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : this.#fragments[selection.name.value];
      if (fragment) this.visit(fragment.selectionSet, path, hasDirective(selection, 'defer') ? this.#nextDeferred() : within);
    }
  }

  #add(path: string, within: number): void {
    const known = this.#fragmentsOf.get(path);
    if (known) known.add(within);
    else this.#fragmentsOf.set(path, new Set([within]));
  }

  #nextDeferred(): number {
    this.#deferred += 1;
    return this.#deferred;
  }
}

import { contactNodeId, estateNodeId } from '../../domain/opaque-id.ts';
import type { Builder } from '../schema/builder.ts';
import type { TypeRefs } from '../schema/type-refs.ts';

/** The interface without Query.node: two subgraphs that both have one do not compose. */
export function addNode(builder: Builder, { Node }: TypeRefs): void {
  builder.interfaceType(Node, {
    description: 'Something with an id of its own.',
    fields: (t) => ({
      id: t.id({
        description: 'Opaque, unique over all customers.',
        resolve: (node) => ('contactId' in node ? contactNodeId(node) : estateNodeId(node)),
      }),
    }),
    resolveType: (node) => ('contactId' in node ? 'Contact' : 'Estate'),
  });
}

import { collectSubFields, memoize5 } from '@graphql-tools/utils';
import type { FieldNode, GraphQLObjectType, GraphQLResolveInfo, GraphQLSchema } from 'graphql';
import { selectedNodes } from './selected-nodes.ts';

/** The part of a resolver's info that tells which fields of its objects are selected. */
export type NestedInfo = Pick<GraphQLResolveInfo, 'schema' | 'fragments' | 'variableValues' | 'fieldNodes'>;
type SelectedField = { readonly name: string } & Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments'>;

/** The fields with a selection that are selected of objects of a type, each alias on its own. */
export const listsWithin = ({ schema, fragments, variableValues, fieldNodes }: NestedInfo, typeName: string): readonly SelectedField[] =>
  selectedWithin(schema, fragments, variableValues, fieldNodes, schema.getType(typeName) as GraphQLObjectType);

/** Memoized, since all objects of a list have the same selection. */
const selectedWithin = memoize5(
  (
    schema: GraphQLSchema,
    fragments: GraphQLResolveInfo['fragments'],
    variableValues: GraphQLResolveInfo['variableValues'],
    nodes: readonly FieldNode[],
    type: GraphQLObjectType,
  ): readonly SelectedField[] => {
    const collected = collectSubFields(schema, fragments, { coerced: variableValues, sources: {} }, type, [...nodes]);
    return selectedNodes(collected).flatMap((fieldNodes) => {
      const [first] = fieldNodes;
      return first?.selectionSet ? [{ name: first.name.value, fieldNodes, fragments }] : [];
    });
  },
);

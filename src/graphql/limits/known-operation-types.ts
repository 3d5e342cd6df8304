import { GraphQLError, type ValidationRule } from 'graphql';

/** A mutation where there are none is refused as invalid, as graphql 17 does; 16 would begin to run it. */
export const KnownOperationTypesRule: ValidationRule = (context) => ({
  OperationDefinition(node) {
    if (context.getSchema().getRootType(node.operation)) return;
    context.reportError(new GraphQLError(`There are no ${node.operation} operations here.`, { nodes: node }));
    return false;
  },
});

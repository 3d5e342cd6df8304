import { GraphQLError, type ValidationRule } from 'graphql';

/** Rejects a mutation in a schema without mutations at validation, as graphql 17 does; graphql 16 rejects it during execution. */
export const KnownOperationTypesRule: ValidationRule = (context) => ({
  OperationDefinition(node) {
    if (context.getSchema().getRootType(node.operation)) return;
    context.reportError(new GraphQLError(`There are no ${node.operation} operations here.`, { nodes: node }));
    return false;
  },
});

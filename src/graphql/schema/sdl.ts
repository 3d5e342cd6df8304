import { printSchemaWithDirectives } from '@graphql-tools/utils';
import { type GraphQLSchema, Kind, parse, print, visit } from 'graphql';

/** Federation 2.7 with @key and @tag; @semanticNonNull is carried into the supergraph by @composeDirective. */
const SUBGRAPH_HEADER = `extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.7", import: ["@key", "@tag", "@composeDirective"])
  @link(url: "https://specs.apollo.dev/nullability/v0.4", import: ["@semanticNonNull"])
  @composeDirective(name: "@semanticNonNull")
`;

/** The SDL for composition: types with their keys, without `_entities` and `_service`, which composition adds. */
export const printSubgraphSdl = (schema: GraphQLSchema): string => `${SUBGRAPH_HEADER}\n${printTypes(schema, { withFederation: true })}`;

/** The SDL for clients that call the gateway directly, without federation directives. */
export const printStandaloneSdl = (schema: GraphQLSchema): string => printTypes(schema, { withFederation: false });

function printTypes(schema: GraphQLSchema, { withFederation }: { withFederation: boolean }): string {
  const document = visit(parse(printSchemaWithDirectives(schema)), {
    // redundant, since the root type is named Query, and it conflicts with `extend schema`
    SchemaDefinition: () => null,
    // routers have their own @defer, and send none to a subgraph
    DirectiveDefinition: ({ name }) => (['defer', 'stream'].includes(name.value) && withFederation ? null : undefined),
    Directive: ({ name }) => (['key', 'tag'].includes(name.value) && !withFederation ? null : undefined),
    StringValue: (text) => ({ kind: Kind.STRING, value: text.value, block: text.block === true && text.value.length > 80 }),
  });
  return `${print(document)}\n`;
}

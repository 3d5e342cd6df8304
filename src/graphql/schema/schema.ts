import { GraphQLDeferDirective, GraphQLStreamDirective } from '@graphql-tools/utils';
import {
  DirectiveLocation,
  defaultFieldResolver,
  GraphQLDirective,
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  type GraphQLSchema,
  isObjectType,
  specifiedDirectives,
} from 'graphql';
import { addContact } from '../types/contact.ts';
import { addContactChange } from '../types/contact-change.ts';
import { addContactProfile } from '../types/contact-profile.ts';
import { addContactRelation } from '../types/contact-relation.ts';
import { addContactRepresentation } from '../types/contact-representation.ts';
import { addContactSearch } from '../types/contact-search.ts';
import { addDateTime } from '../types/date-time.ts';
import { addEntities, addService } from '../types/entities.ts';
import { createEnums } from '../types/enums.ts';
import { addEstate } from '../types/estate.ts';
import { addEstateListing } from '../types/estate-listing.ts';
import { addEstateTie } from '../types/estate-tie.ts';
import { withExactIds } from '../types/id-scalar.ts';
import { createInputs } from '../types/inputs.ts';
import { addNode } from '../types/node.ts';
import { addPartyRelationInfo } from '../types/party-relation-info.ts';
import { addPartyRole } from '../types/party-role.ts';
import { addPartyRoleGroup } from '../types/party-role-group.ts';
import { addNodeQueries, addQuery } from '../types/query.ts';
import { addVitecStatus } from '../types/vitec-status.ts';
import { type Builder, createBuilder } from './builder.ts';
import { printStandaloneSdl, printSubgraphSdl } from './sdl.ts';
import { createTypeRefs, type TypeRefs } from './type-refs.ts';

/** The field is null only together with an error: https://specs.apollo.dev/nullability/v0.4 */
const semanticNonNull = new GraphQLDirective({
  name: 'semanticNonNull',
  locations: [DirectiveLocation.FIELD_DEFINITION],
  args: { levels: { type: new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(GraphQLInt))), defaultValue: [0] } },
});

const DIRECTIVES = [...specifiedDirectives, GraphQLDeferDirective, GraphQLStreamDirective, semanticNonNull];

/** Published as schema/schema.graphql, for clients that call the gateway directly. */
export function standaloneSdl(): string {
  const { builder, types } = assemble();
  addNodeQueries(builder, types);
  return printStandaloneSdl(toSchema(builder));
}

/** Published as schema/subgraph.graphql. It has no Query.node, since two subgraphs that have one do not compose. */
export const subgraphSdl = (): string => printSubgraphSdl(toSchema(assemble().builder));

/** The schema of /graphql: node and nodes for clients, `_entities` for routers. `_service` exposes the SDL, so it depends on introspection. */
export function createSchema({ withService }: { readonly withService: boolean }): GraphQLSchema {
  const { builder, types } = assemble();
  addNodeQueries(builder, types);
  if (withService) addService(builder, subgraphSdl());
  addEntities(builder, types); // last, since people who explore the schema have no use for it
  return toSchema(builder);
}

function assemble(): { builder: Builder; types: TypeRefs } {
  const builder = createBuilder();
  const types = createTypeRefs(builder);
  const enums = createEnums(builder);
  const inputs = createInputs(builder, enums);
  addDateTime(builder);
  addQuery(builder, types);
  addNode(builder, types);
  addContact(builder, types, enums, inputs);
  addPartyRole(builder, types, enums);
  addEstate(builder, types);
  addPartyRoleGroup(builder, types, enums);
  addContactRepresentation(builder, types, enums);
  addContactRelation(builder, types, enums);
  addContactProfile(builder, types, enums);
  addEstateTie(builder, types, enums);
  addEstateListing(builder, types, enums);
  addContactSearch(builder, types, enums);
  addPartyRelationInfo(builder, types, enums);
  addVitecStatus(builder, types, enums);
  addContactChange(builder, types, enums);
  return { builder, types };
}

const toSchema = (builder: Builder): GraphQLSchema =>
  withoutDefaultResolvers(withExactIds(builder.toSchema({ directives: DIRECTIVES, sortSchema: false })));

/** Removes default resolvers: a plan reads the property without a call, and graphql-js falls back to the same default. */
function withoutDefaultResolvers(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) if (field.resolve === defaultFieldResolver) delete field.resolve;
  }
  return schema;
}

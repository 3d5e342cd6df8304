/* eslint-disable */
import * as types from './graphql.ts';
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';

/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "query ContactCard($customerId: ID!, $contactId: ID!) {\n  contact(customerId: $customerId, contactId: $contactId) {\n    id\n    bought: primaryRoles(filter: {roles: [BUYER]}) {\n      id\n      createdAt\n      createdAtPrecision\n      estate {\n        id\n        estateId\n      }\n    }\n    sold: primaryRoles(filter: {roles: [SELLER]}) {\n      id\n      createdAt\n      createdAtPrecision\n      estate {\n        id\n        estateId\n      }\n    }\n    partyRolesStatus {\n      state\n      code\n      retryable\n      retryAfterSeconds\n      fetchedAt\n    }\n  }\n}": typeof types.ContactCardDocument,
    "query ContactList($customerId: ID!, $contactIds: [ID!]!, $since: DateTime) {\n  contacts(customerId: $customerId, contactIds: $contactIds) {\n    id\n    contactId\n    partyRoleGroups(filter: {since: $since}) {\n      role\n      kind\n      label(locale: SV)\n      count\n    }\n    partyRolesStatus {\n      state\n      code\n      retryable\n      retryAfterSeconds\n      fetchedAt\n    }\n  }\n}": typeof types.ContactListDocument,
    "query IsSeller($customerId: ID!, $contactId: ID!, $estateId: ID!) {\n  contact(customerId: $customerId, contactId: $contactId) {\n    id\n    hasRole(estateId: $estateId, roles: [SELLER])\n    partyRolesStatus {\n      state\n      code\n      retryable\n      retryAfterSeconds\n      fetchedAt\n    }\n  }\n}": typeof types.IsSellerDocument,
    "query WhomIActFor($customerId: ID!, $contactId: ID!) {\n  contact(customerId: $customerId, contactId: $contactId) {\n    id\n    representations(\n      filter: {relations: [DECEASED_ESTATE_PART_OWNER, DECEASED_ESTATE_ADMINISTRATOR, EXECUTOR_OF_WILL, CONTACT_PERSON]}\n    ) {\n      principal {\n        id\n        contactId\n      }\n      relations\n      estates {\n        id\n        estateId\n      }\n      partyRoles {\n        id\n        role\n        relationCode\n        relationLabel(locale: SV)\n        createdAt\n        createdAtPrecision\n      }\n    }\n    partyRolesStatus {\n      state\n      code\n      retryable\n      retryAfterSeconds\n      fetchedAt\n    }\n  }\n}": typeof types.WhomIActForDocument,
};
const documents: Documents = {
    "query ContactCard($customerId: ID!, $contactId: ID!) {\n  contact(customerId: $customerId, contactId: $contactId) {\n    id\n    bought: primaryRoles(filter: {roles: [BUYER]}) {\n      id\n      createdAt\n      createdAtPrecision\n      estate {\n        id\n        estateId\n      }\n    }\n    sold: primaryRoles(filter: {roles: [SELLER]}) {\n      id\n      createdAt\n      createdAtPrecision\n      estate {\n        id\n        estateId\n      }\n    }\n    partyRolesStatus {\n      state\n      code\n      retryable\n      retryAfterSeconds\n      fetchedAt\n    }\n  }\n}": types.ContactCardDocument,
    "query ContactList($customerId: ID!, $contactIds: [ID!]!, $since: DateTime) {\n  contacts(customerId: $customerId, contactIds: $contactIds) {\n    id\n    contactId\n    partyRoleGroups(filter: {since: $since}) {\n      role\n      kind\n      label(locale: SV)\n      count\n    }\n    partyRolesStatus {\n      state\n      code\n      retryable\n      retryAfterSeconds\n      fetchedAt\n    }\n  }\n}": types.ContactListDocument,
    "query IsSeller($customerId: ID!, $contactId: ID!, $estateId: ID!) {\n  contact(customerId: $customerId, contactId: $contactId) {\n    id\n    hasRole(estateId: $estateId, roles: [SELLER])\n    partyRolesStatus {\n      state\n      code\n      retryable\n      retryAfterSeconds\n      fetchedAt\n    }\n  }\n}": types.IsSellerDocument,
    "query WhomIActFor($customerId: ID!, $contactId: ID!) {\n  contact(customerId: $customerId, contactId: $contactId) {\n    id\n    representations(\n      filter: {relations: [DECEASED_ESTATE_PART_OWNER, DECEASED_ESTATE_ADMINISTRATOR, EXECUTOR_OF_WILL, CONTACT_PERSON]}\n    ) {\n      principal {\n        id\n        contactId\n      }\n      relations\n      estates {\n        id\n        estateId\n      }\n      partyRoles {\n        id\n        role\n        relationCode\n        relationLabel(locale: SV)\n        createdAt\n        createdAtPrecision\n      }\n    }\n    partyRolesStatus {\n      state\n      code\n      retryable\n      retryAfterSeconds\n      fetchedAt\n    }\n  }\n}": types.WhomIActForDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 *
 *
 * @example
 * ```ts
 * const query = graphql(`query GetUser($id: ID!) { user(id: $id) { name } }`);
 * ```
 *
 * The query argument is unknown!
 * Please regenerate the types.
 */
export function graphql(source: string): unknown;

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query ContactCard($customerId: ID!, $contactId: ID!) {\n  contact(customerId: $customerId, contactId: $contactId) {\n    id\n    bought: primaryRoles(filter: {roles: [BUYER]}) {\n      id\n      createdAt\n      createdAtPrecision\n      estate {\n        id\n        estateId\n      }\n    }\n    sold: primaryRoles(filter: {roles: [SELLER]}) {\n      id\n      createdAt\n      createdAtPrecision\n      estate {\n        id\n        estateId\n      }\n    }\n    partyRolesStatus {\n      state\n      code\n      retryable\n      retryAfterSeconds\n      fetchedAt\n    }\n  }\n}"): (typeof documents)["query ContactCard($customerId: ID!, $contactId: ID!) {\n  contact(customerId: $customerId, contactId: $contactId) {\n    id\n    bought: primaryRoles(filter: {roles: [BUYER]}) {\n      id\n      createdAt\n      createdAtPrecision\n      estate {\n        id\n        estateId\n      }\n    }\n    sold: primaryRoles(filter: {roles: [SELLER]}) {\n      id\n      createdAt\n      createdAtPrecision\n      estate {\n        id\n        estateId\n      }\n    }\n    partyRolesStatus {\n      state\n      code\n      retryable\n      retryAfterSeconds\n      fetchedAt\n    }\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query ContactList($customerId: ID!, $contactIds: [ID!]!, $since: DateTime) {\n  contacts(customerId: $customerId, contactIds: $contactIds) {\n    id\n    contactId\n    partyRoleGroups(filter: {since: $since}) {\n      role\n      kind\n      label(locale: SV)\n      count\n    }\n    partyRolesStatus {\n      state\n      code\n      retryable\n      retryAfterSeconds\n      fetchedAt\n    }\n  }\n}"): (typeof documents)["query ContactList($customerId: ID!, $contactIds: [ID!]!, $since: DateTime) {\n  contacts(customerId: $customerId, contactIds: $contactIds) {\n    id\n    contactId\n    partyRoleGroups(filter: {since: $since}) {\n      role\n      kind\n      label(locale: SV)\n      count\n    }\n    partyRolesStatus {\n      state\n      code\n      retryable\n      retryAfterSeconds\n      fetchedAt\n    }\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query IsSeller($customerId: ID!, $contactId: ID!, $estateId: ID!) {\n  contact(customerId: $customerId, contactId: $contactId) {\n    id\n    hasRole(estateId: $estateId, roles: [SELLER])\n    partyRolesStatus {\n      state\n      code\n      retryable\n      retryAfterSeconds\n      fetchedAt\n    }\n  }\n}"): (typeof documents)["query IsSeller($customerId: ID!, $contactId: ID!, $estateId: ID!) {\n  contact(customerId: $customerId, contactId: $contactId) {\n    id\n    hasRole(estateId: $estateId, roles: [SELLER])\n    partyRolesStatus {\n      state\n      code\n      retryable\n      retryAfterSeconds\n      fetchedAt\n    }\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query WhomIActFor($customerId: ID!, $contactId: ID!) {\n  contact(customerId: $customerId, contactId: $contactId) {\n    id\n    representations(\n      filter: {relations: [DECEASED_ESTATE_PART_OWNER, DECEASED_ESTATE_ADMINISTRATOR, EXECUTOR_OF_WILL, CONTACT_PERSON]}\n    ) {\n      principal {\n        id\n        contactId\n      }\n      relations\n      estates {\n        id\n        estateId\n      }\n      partyRoles {\n        id\n        role\n        relationCode\n        relationLabel(locale: SV)\n        createdAt\n        createdAtPrecision\n      }\n    }\n    partyRolesStatus {\n      state\n      code\n      retryable\n      retryAfterSeconds\n      fetchedAt\n    }\n  }\n}"): (typeof documents)["query WhomIActFor($customerId: ID!, $contactId: ID!) {\n  contact(customerId: $customerId, contactId: $contactId) {\n    id\n    representations(\n      filter: {relations: [DECEASED_ESTATE_PART_OWNER, DECEASED_ESTATE_ADMINISTRATOR, EXECUTOR_OF_WILL, CONTACT_PERSON]}\n    ) {\n      principal {\n        id\n        contactId\n      }\n      relations\n      estates {\n        id\n        estateId\n      }\n      partyRoles {\n        id\n        role\n        relationCode\n        relationLabel(locale: SV)\n        createdAt\n        createdAtPrecision\n      }\n    }\n    partyRolesStatus {\n      state\n      code\n      retryable\n      retryAfterSeconds\n      fetchedAt\n    }\n  }\n}"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;
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
    "\n  query ContactCardPage($customerId: ID!, $contactId: ID!, $locale: LabelLocale!, $first: Int!) {\n    contact(customerId: $customerId, contactId: $contactId) {\n      id\n      customerId\n      contactId\n      partyRoleGroups {\n        role\n        kind\n        label(locale: $locale)\n        count\n      }\n      bought: primaryRoles(filter: { roles: [BUYER] }, first: $first) {\n        ...Tie\n      }\n      sold: primaryRoles(filter: { roles: [SELLER] }, first: $first) {\n        ...Tie\n      }\n      rented: primaryRoles(filter: { roles: [TENANT] }, first: $first) {\n        ...Tie\n      }\n      owned: primaryRoles(filter: { roles: [OWNER] }, first: $first) {\n        ...Tie\n      }\n      representations {\n        principal {\n          id\n          customerId\n          contactId\n        }\n        relations\n        partyRoles {\n          id\n          roleLabel(locale: $locale)\n          relation\n          relationCode\n          relationLabel(locale: $locale)\n          createdAt\n          createdAtPrecision\n          estate {\n            id\n            estateId\n          }\n        }\n      }\n      partyRolesStatus {\n        state\n        code\n        retryable\n        retryAfterSeconds\n        fetchedAt\n      }\n    }\n  }\n\n  fragment Tie on PrimaryPartyRole {\n    id\n    createdAt\n    createdAtPrecision\n    estate {\n      id\n      estateId\n    }\n  }\n": typeof types.ContactCardPageDocument,
};
const documents: Documents = {
    "\n  query ContactCardPage($customerId: ID!, $contactId: ID!, $locale: LabelLocale!, $first: Int!) {\n    contact(customerId: $customerId, contactId: $contactId) {\n      id\n      customerId\n      contactId\n      partyRoleGroups {\n        role\n        kind\n        label(locale: $locale)\n        count\n      }\n      bought: primaryRoles(filter: { roles: [BUYER] }, first: $first) {\n        ...Tie\n      }\n      sold: primaryRoles(filter: { roles: [SELLER] }, first: $first) {\n        ...Tie\n      }\n      rented: primaryRoles(filter: { roles: [TENANT] }, first: $first) {\n        ...Tie\n      }\n      owned: primaryRoles(filter: { roles: [OWNER] }, first: $first) {\n        ...Tie\n      }\n      representations {\n        principal {\n          id\n          customerId\n          contactId\n        }\n        relations\n        partyRoles {\n          id\n          roleLabel(locale: $locale)\n          relation\n          relationCode\n          relationLabel(locale: $locale)\n          createdAt\n          createdAtPrecision\n          estate {\n            id\n            estateId\n          }\n        }\n      }\n      partyRolesStatus {\n        state\n        code\n        retryable\n        retryAfterSeconds\n        fetchedAt\n      }\n    }\n  }\n\n  fragment Tie on PrimaryPartyRole {\n    id\n    createdAt\n    createdAtPrecision\n    estate {\n      id\n      estateId\n    }\n  }\n": types.ContactCardPageDocument,
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
export function graphql(source: "\n  query ContactCardPage($customerId: ID!, $contactId: ID!, $locale: LabelLocale!, $first: Int!) {\n    contact(customerId: $customerId, contactId: $contactId) {\n      id\n      customerId\n      contactId\n      partyRoleGroups {\n        role\n        kind\n        label(locale: $locale)\n        count\n      }\n      bought: primaryRoles(filter: { roles: [BUYER] }, first: $first) {\n        ...Tie\n      }\n      sold: primaryRoles(filter: { roles: [SELLER] }, first: $first) {\n        ...Tie\n      }\n      rented: primaryRoles(filter: { roles: [TENANT] }, first: $first) {\n        ...Tie\n      }\n      owned: primaryRoles(filter: { roles: [OWNER] }, first: $first) {\n        ...Tie\n      }\n      representations {\n        principal {\n          id\n          customerId\n          contactId\n        }\n        relations\n        partyRoles {\n          id\n          roleLabel(locale: $locale)\n          relation\n          relationCode\n          relationLabel(locale: $locale)\n          createdAt\n          createdAtPrecision\n          estate {\n            id\n            estateId\n          }\n        }\n      }\n      partyRolesStatus {\n        state\n        code\n        retryable\n        retryAfterSeconds\n        fetchedAt\n      }\n    }\n  }\n\n  fragment Tie on PrimaryPartyRole {\n    id\n    createdAt\n    createdAtPrecision\n    estate {\n      id\n      estateId\n    }\n  }\n"): (typeof documents)["\n  query ContactCardPage($customerId: ID!, $contactId: ID!, $locale: LabelLocale!, $first: Int!) {\n    contact(customerId: $customerId, contactId: $contactId) {\n      id\n      customerId\n      contactId\n      partyRoleGroups {\n        role\n        kind\n        label(locale: $locale)\n        count\n      }\n      bought: primaryRoles(filter: { roles: [BUYER] }, first: $first) {\n        ...Tie\n      }\n      sold: primaryRoles(filter: { roles: [SELLER] }, first: $first) {\n        ...Tie\n      }\n      rented: primaryRoles(filter: { roles: [TENANT] }, first: $first) {\n        ...Tie\n      }\n      owned: primaryRoles(filter: { roles: [OWNER] }, first: $first) {\n        ...Tie\n      }\n      representations {\n        principal {\n          id\n          customerId\n          contactId\n        }\n        relations\n        partyRoles {\n          id\n          roleLabel(locale: $locale)\n          relation\n          relationCode\n          relationLabel(locale: $locale)\n          createdAt\n          createdAtPrecision\n          estate {\n            id\n            estateId\n          }\n        }\n      }\n      partyRolesStatus {\n        state\n        code\n        retryable\n        retryAfterSeconds\n        fetchedAt\n      }\n    }\n  }\n\n  fragment Tie on PrimaryPartyRole {\n    id\n    createdAt\n    createdAtPrecision\n    estate {\n      id\n      estateId\n    }\n  }\n"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;
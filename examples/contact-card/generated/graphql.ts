/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** Roll: what a contact is, or stands beside, in relation to an estate. */
export type EstateRole =
  /** Köpare. */
  | 'BUYER'
  /** Ägare/uthyrare. Owner or lessor of commercial premises. */
  | 'OWNER'
  /** Säljare. */
  | 'SELLER'
  /** Hyresgäst. Tenant of commercial premises. */
  | 'TENANT';

/** The language of a label. */
export type LabelLocale =
  /** English. */
  | 'EN'
  /** Svenska. */
  | 'SV';

/** Relation: how an extra party stands to the party it acts for. Vitec may add values: they come as OTHER. */
export type PartyRelation =
  /** Firmakontaktperson. Company contact person. Vitec: CompanyContactPerson. */
  | 'COMPANY_CONTACT_PERSON'
  /** Firmatecknare. Authorised signatory. Vitec: CompanySignatory. */
  | 'COMPANY_SIGNATORY'
  /** Extrakontakt. Extra contact. Vitec: ExtraPartyContactPerson. */
  | 'CONTACT_PERSON'
  /** Avliden. Deceased person. Vitec: Deceased. */
  | 'DECEASED'
  /** Boutredningsman. Administrator of a deceased person's estate. Vitec: EstateAdministrator. */
  | 'DECEASED_ESTATE_ADMINISTRATOR'
  /** Dödsbodelägare. Part-owner of a deceased person's estate. Vitec: EstateParty. */
  | 'DECEASED_ESTATE_PART_OWNER'
  /** Testamentsexekutor. Executor of the will. Vitec: ExecutorUnderTheWill. */
  | 'EXECUTOR_OF_WILL'
  /** Förmyndare. Guardian. Vitec: Guardian. */
  | 'GUARDIAN'
  /** God man. Limited guardian (god man). Vitec: LimitedGuardian. */
  | 'LIMITED_GUARDIAN'
  /** Annan relation. A value newer than this schema: read relationCode. */
  | 'OTHER'
  /** Fullmakt. Holder of a power of attorney. Vitec: PowerOfAttorney. */
  | 'POWER_OF_ATTORNEY'
  /** Ombud. Representative. Vitec: Representative. */
  | 'REPRESENTATIVE';

/** Whether the contact has the role itself, or stands beside or acts for one who has it. */
export type PartyRoleKind =
  /** Extra part: the contact stands beside, or acts for, one. Never show it as the buyer or seller. */
  | 'EXTRA'
  /** Part: the contact is the buyer, seller, tenant or owner. */
  | 'PRIMARY';

/** How far createdAt can be relied on. */
export type RoleDatePrecision =
  /** Uppskattat datum: six relations from before 2024 were converted, and their date is an estimate. */
  | 'ESTIMATED'
  /** As Vitec wrote it down. */
  | 'RECORDED'
  /** A primary role, whose date may be computed or imported, or a role without a date. */
  | 'UNKNOWN';

/** Whether fields from Vitec could be read, and how old they are. */
export type VitecState =
  /** Asked a moment ago and still good. */
  | 'CACHED'
  /** Vitec does not show this customer's data. */
  | 'FORBIDDEN'
  /** Asked of Vitec for this operation. */
  | 'FRESH'
  /** Vitec knows no such contact. */
  | 'NOT_FOUND'
  /** Too much is asked at once. See retryAfterSeconds. */
  | 'RATE_LIMITED'
  /** Older: shown because Vitec could not be asked. See fetchedAt. */
  | 'STALE'
  /** Vitec did not answer in time. */
  | 'TIMEOUT'
  /** Could not be read for another reason. See code. */
  | 'UNAVAILABLE';

export type ContactCardPageQueryVariables = Exact<{
  customerId: string;
  contactId: string;
  locale: LabelLocale;
  first: number;
}>;


export type ContactCardPageQuery = { contact: { id: string, customerId: string, contactId: string, partyRoleGroups: Array<{ role: EstateRole, kind: PartyRoleKind, label: string, count: number }> | null, bought: Array<{ id: string, createdAt: string | null, createdAtPrecision: RoleDatePrecision, estate: { id: string, estateId: string } }> | null, sold: Array<{ id: string, createdAt: string | null, createdAtPrecision: RoleDatePrecision, estate: { id: string, estateId: string } }> | null, rented: Array<{ id: string, createdAt: string | null, createdAtPrecision: RoleDatePrecision, estate: { id: string, estateId: string } }> | null, owned: Array<{ id: string, createdAt: string | null, createdAtPrecision: RoleDatePrecision, estate: { id: string, estateId: string } }> | null, representations: Array<{ relations: Array<PartyRelation>, principal: { id: string, customerId: string, contactId: string } | null, partyRoles: Array<{ id: string, roleLabel: string, relation: PartyRelation, relationCode: string, relationLabel: string, createdAt: string | null, createdAtPrecision: RoleDatePrecision, estate: { id: string, estateId: string } }> }> | null, partyRolesStatus: { state: VitecState, code: string | null, retryable: boolean, retryAfterSeconds: number | null, fetchedAt: string | null } } | null };

export type TieFragment = { id: string, createdAt: string | null, createdAtPrecision: RoleDatePrecision, estate: { id: string, estateId: string } };

export const TieFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Tie"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PrimaryPartyRole"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"createdAtPrecision"}},{"kind":"Field","name":{"kind":"Name","value":"estate"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"estateId"}}]}}]}}]} as unknown as DocumentNode<TieFragment, unknown>;
export const ContactCardPageDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ContactCardPage"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"customerId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"contactId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"locale"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"LabelLocale"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contact"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"customerId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"customerId"}}},{"kind":"Argument","name":{"kind":"Name","value":"contactId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"contactId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"customerId"}},{"kind":"Field","name":{"kind":"Name","value":"contactId"}},{"kind":"Field","name":{"kind":"Name","value":"partyRoleGroups"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"label"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"locale"},"value":{"kind":"Variable","name":{"kind":"Name","value":"locale"}}}]},{"kind":"Field","name":{"kind":"Name","value":"count"}}]}},{"kind":"Field","alias":{"kind":"Name","value":"bought"},"name":{"kind":"Name","value":"primaryRoles"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"roles"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"BUYER"}]}}]}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Tie"}}]}},{"kind":"Field","alias":{"kind":"Name","value":"sold"},"name":{"kind":"Name","value":"primaryRoles"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"roles"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"SELLER"}]}}]}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Tie"}}]}},{"kind":"Field","alias":{"kind":"Name","value":"rented"},"name":{"kind":"Name","value":"primaryRoles"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"roles"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"TENANT"}]}}]}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Tie"}}]}},{"kind":"Field","alias":{"kind":"Name","value":"owned"},"name":{"kind":"Name","value":"primaryRoles"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"roles"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"OWNER"}]}}]}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Tie"}}]}},{"kind":"Field","name":{"kind":"Name","value":"representations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"principal"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"customerId"}},{"kind":"Field","name":{"kind":"Name","value":"contactId"}}]}},{"kind":"Field","name":{"kind":"Name","value":"relations"}},{"kind":"Field","name":{"kind":"Name","value":"partyRoles"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"roleLabel"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"locale"},"value":{"kind":"Variable","name":{"kind":"Name","value":"locale"}}}]},{"kind":"Field","name":{"kind":"Name","value":"relation"}},{"kind":"Field","name":{"kind":"Name","value":"relationCode"}},{"kind":"Field","name":{"kind":"Name","value":"relationLabel"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"locale"},"value":{"kind":"Variable","name":{"kind":"Name","value":"locale"}}}]},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"createdAtPrecision"}},{"kind":"Field","name":{"kind":"Name","value":"estate"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"estateId"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"partyRolesStatus"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"retryAfterSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"fetchedAt"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Tie"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PrimaryPartyRole"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"createdAtPrecision"}},{"kind":"Field","name":{"kind":"Name","value":"estate"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"estateId"}}]}}]}}]} as unknown as DocumentNode<ContactCardPageQuery, ContactCardPageQueryVariables>;
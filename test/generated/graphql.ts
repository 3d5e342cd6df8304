/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
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

export type ContactCardQueryVariables = Exact<{
  customerId: string;
  contactId: string;
}>;


export type ContactCardQuery = { contact: { id: string, bought: Array<{ id: string, createdAt: string | null, createdAtPrecision: RoleDatePrecision, estate: { id: string, estateId: string } }> | null, sold: Array<{ id: string, createdAt: string | null, createdAtPrecision: RoleDatePrecision, estate: { id: string, estateId: string } }> | null, partyRolesStatus: { state: VitecState, code: string | null, retryable: boolean, retryAfterSeconds: number | null, fetchedAt: string | null } } | null };

export type ContactListQueryVariables = Exact<{
  customerId: string;
  contactIds: Array<string> | string;
  since?: string | null | undefined;
}>;


export type ContactListQuery = { contacts: Array<{ id: string, contactId: string, partyRoleGroups: Array<{ role: EstateRole, kind: PartyRoleKind, label: string, count: number }> | null, partyRolesStatus: { state: VitecState, code: string | null, retryable: boolean, retryAfterSeconds: number | null, fetchedAt: string | null } } | null> };

export type IsSellerQueryVariables = Exact<{
  customerId: string;
  contactId: string;
  estateId: string;
}>;


export type IsSellerQuery = { contact: { id: string, hasRole: boolean | null, partyRolesStatus: { state: VitecState, code: string | null, retryable: boolean, retryAfterSeconds: number | null, fetchedAt: string | null } } | null };

export type WhomIActForQueryVariables = Exact<{
  customerId: string;
  contactId: string;
}>;


export type WhomIActForQuery = { contact: { id: string, representations: Array<{ relations: Array<PartyRelation>, principal: { id: string, contactId: string } | null, estates: Array<{ id: string, estateId: string }>, partyRoles: Array<{ id: string, role: EstateRole, relationCode: string, relationLabel: string, createdAt: string | null, createdAtPrecision: RoleDatePrecision }> }> | null, partyRolesStatus: { state: VitecState, code: string | null, retryable: boolean, retryAfterSeconds: number | null, fetchedAt: string | null } } | null };

export type AllRowsQueryVariables = Exact<{
  customerId: string;
  contactId: string;
}>;


export type AllRowsQuery = { contact: { partyRoles: Array<
      | { relation: PartyRelation, relationCode: string, relationLabel: string, id: string, kind: PartyRoleKind, role: EstateRole, roleLabel: string, createdAt: string | null, createdAtPrecision: RoleDatePrecision, actsFor: { contactId: string } | null, estate: { estateId: string } }
      | { id: string, kind: PartyRoleKind, role: EstateRole, roleLabel: string, createdAt: string | null, createdAtPrecision: RoleDatePrecision, estate: { estateId: string } }
    > | null } | null };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}

export const ContactCardDocument = new TypedDocumentString(`
    query ContactCard($customerId: ID!, $contactId: ID!) {
  contact(customerId: $customerId, contactId: $contactId) {
    id
    bought: primaryRoles(filter: {roles: [BUYER]}) {
      id
      createdAt
      createdAtPrecision
      estate {
        id
        estateId
      }
    }
    sold: primaryRoles(filter: {roles: [SELLER]}) {
      id
      createdAt
      createdAtPrecision
      estate {
        id
        estateId
      }
    }
    partyRolesStatus {
      state
      code
      retryable
      retryAfterSeconds
      fetchedAt
    }
  }
}
    `) as unknown as TypedDocumentString<ContactCardQuery, ContactCardQueryVariables>;
export const ContactListDocument = new TypedDocumentString(`
    query ContactList($customerId: ID!, $contactIds: [ID!]!, $since: DateTime) {
  contacts(customerId: $customerId, contactIds: $contactIds) {
    id
    contactId
    partyRoleGroups(filter: {since: $since}) {
      role
      kind
      label(locale: SV)
      count
    }
    partyRolesStatus {
      state
      code
      retryable
      retryAfterSeconds
      fetchedAt
    }
  }
}
    `) as unknown as TypedDocumentString<ContactListQuery, ContactListQueryVariables>;
export const IsSellerDocument = new TypedDocumentString(`
    query IsSeller($customerId: ID!, $contactId: ID!, $estateId: ID!) {
  contact(customerId: $customerId, contactId: $contactId) {
    id
    hasRole(estateId: $estateId, roles: [SELLER])
    partyRolesStatus {
      state
      code
      retryable
      retryAfterSeconds
      fetchedAt
    }
  }
}
    `) as unknown as TypedDocumentString<IsSellerQuery, IsSellerQueryVariables>;
export const WhomIActForDocument = new TypedDocumentString(`
    query WhomIActFor($customerId: ID!, $contactId: ID!) {
  contact(customerId: $customerId, contactId: $contactId) {
    id
    representations(
      filter: {relations: [DECEASED_ESTATE_PART_OWNER, DECEASED_ESTATE_ADMINISTRATOR, EXECUTOR_OF_WILL, CONTACT_PERSON]}
    ) {
      principal {
        id
        contactId
      }
      relations
      estates {
        id
        estateId
      }
      partyRoles {
        id
        role
        relationCode
        relationLabel(locale: SV)
        createdAt
        createdAtPrecision
      }
    }
    partyRolesStatus {
      state
      code
      retryable
      retryAfterSeconds
      fetchedAt
    }
  }
}
    `) as unknown as TypedDocumentString<WhomIActForQuery, WhomIActForQueryVariables>;
export const AllRowsDocument = new TypedDocumentString(`
    query AllRows($customerId: ID!, $contactId: ID!) {
  contact(customerId: $customerId, contactId: $contactId) {
    partyRoles(orderBy: {field: ROLE}) {
      id
      kind
      role
      roleLabel
      createdAt
      createdAtPrecision
      estate {
        estateId
      }
      ... on ExtraPartyRole {
        relation
        relationCode
        relationLabel
        actsFor {
          contactId
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<AllRowsQuery, AllRowsQueryVariables>;
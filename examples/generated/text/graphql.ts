/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** Telefontyp. Which telephone it is. */
export type ContactPhoneKind =
  /** Bostad. Home. */
  | 'HOME'
  /** Mobil. Mobile. */
  | 'MOBILE'
  /** Annan. Another telephone. */
  | 'OTHER'
  /** Växel. A company's switchboard. */
  | 'SWITCHBOARD'
  /** Arbete. Work. */
  | 'WORK';

/** Kontakttyp. Type of contact. */
export type ContactType =
  /** Företag. A company. */
  | 'COMPANY'
  /** Dödsbo. A deceased person's estate. */
  | 'DECEASED_ESTATE'
  /** Annan typ. A type newer than this schema. */
  | 'OTHER'
  /** Person. A natural person. */
  | 'PERSON';

/** Status. How far a sale or a letting has come. Vitec may add values: they come as OTHER. */
export type EstateListingStatus =
  /** Försprång. Early access, before it is for sale. Vitec: Advantage. */
  | 'ADVANTAGE'
  /** Tillträdd. Possession taken. Vitec: AppointedAdmission. */
  | 'APPOINTED_ADMISSION'
  /** Intaget. Assignment accepted. Vitec: AssignmentAccepted. */
  | 'ASSIGNMENT_ACCEPTED'
  /** Intagsförsök. Assignment sought. Vitec: AssignmentAttempt. */
  | 'ASSIGNMENT_ATTEMPT'
  /** Återtagen. Assignment withdrawn. Vitec: AssignmentWithdrawn. */
  | 'ASSIGNMENT_WITHDRAWN'
  /** Bokad. Booked. Vitec: Booked. */
  | 'BOOKED'
  /** Kommande. Coming. Vitec: Coming. */
  | 'COMING'
  /** Till salu. For sale. Vitec: ForSale. */
  | 'FOR_SALE'
  /** Ej till salu. Not for sale. Vitec: NotForSale. */
  | 'NOT_FOR_SALE'
  /** Inget uppdrag. No assignment. Vitec: NoAssignment. */
  | 'NO_ASSIGNMENT'
  /** Annan status. A value newer than this schema: read statusCode. */
  | 'OTHER'
  /** Hyresledig. Available to rent. Vitec: ReadyForRent. */
  | 'READY_FOR_RENT'
  /** Uthyrd. Rented. Vitec: Rented. */
  | 'RENTED'
  /** Reserverad/Uthyres ej. Reserved, not for rent. Vitec: ReservedNotForRental. */
  | 'RESERVED_NOT_FOR_RENTAL'
  /** Reserverad/Ej till salu. Reserved, not for sale. Vitec: ReservedNotForSale. */
  | 'RESERVED_NOT_FOR_SALE'
  /** Vilande. On hold. Vitec: Resting. */
  | 'RESTING'
  /** Pågående. Project in progress. Vitec: Running. */
  | 'RUNNING'
  /** Såld. Sold. Vitec: Sold. */
  | 'SOLD'
  /** Slutsålt. Project sold out. Vitec: Soldout. */
  | 'SOLD_OUT'
  /** Slutsålt/Referensprojekt. Project sold out, reference project. Vitec: SoldoutReferenceProject. */
  | 'SOLD_OUT_REFERENCE_PROJECT'
  /** Såld/Referensobjekt. Sold, reference home. Vitec: SoldReferenceObject. */
  | 'SOLD_REFERENCE_OBJECT'
  /** Snart till salu. Soon for sale. Vitec: SoonForSale. */
  | 'SOON_FOR_SALE'
  /** Uthyrd preliminärt. Provisionally rented. Vitec: TentativelyRented. */
  | 'TENTATIVELY_RENTED'
  /** Ej angiven. Not stated. Vitec: Undefined. */
  | 'UNDEFINED';

/** Roll. What a contact is, or stands beside, in relation to an estate. */
export type EstateRole =
  /** Köpare. Buyer. */
  | 'BUYER'
  /** Ägare/uthyrare. Owner or lessor of commercial premises. */
  | 'OWNER'
  /** Säljare. Seller. */
  | 'SELLER'
  /** Hyresgäst. Tenant of commercial premises. */
  | 'TENANT';

/** Relation. How an extra party stands to the party it acts for. Vitec may add values: they come as OTHER. */
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
  /** God man. Limited guardian. Vitec: LimitedGuardian. */
  | 'LIMITED_GUARDIAN'
  /** Annan relation. A value newer than this schema: read relationCode. */
  | 'OTHER'
  /** Fullmakt. Holder of a power of attorney. Vitec: PowerOfAttorney. */
  | 'POWER_OF_ATTORNEY'
  /** Ombud. Representative. Vitec: Representative. */
  | 'REPRESENTATIVE';

/** Part eller extra part. Whether the contact has the role itself, or stands beside or acts for one who has it. */
export type PartyRoleKind =
  /** Extra part. The contact stands beside, or acts for, a party: never show it as the buyer or seller. */
  | 'EXTRA'
  /** Part. The contact is the buyer, seller, tenant or owner. */
  | 'PRIMARY';

/** How far createdAt can be relied on. */
export type RoleDatePrecision =
  /** Uppskattat datum. Vitec converted the relations of guardians, company signatories, heirs and others from before 2024, and their date is an estimate. */
  | 'ESTIMATED'
  /** Registrerat datum. As Vitec recorded it. */
  | 'RECORDED'
  /** Osäkert datum. A primary role, whose date may be computed or imported, or a role without a date. */
  | 'UNKNOWN';

/** Whether fields from Vitec could be read, and how old they are. */
export type VitecState =
  /** Asked a moment ago and still good. */
  | 'CACHED'
  /** Vitec refuses to show it, or the caller lacks the right to read it. */
  | 'FORBIDDEN'
  /** Asked of Vitec for this operation. */
  | 'FRESH'
  /** Vitec has no such contact or estate. */
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


export type ContactCardQuery = { contact: { id: string, profile:
      | { id: string, type: ContactType, displayName: string | null, emailAddresses: Array<string>, address: { streetAddress: string | null, postalCode: string | null, city: string | null } | null, phoneNumbers: Array<{ kind: ContactPhoneKind, number: string }> }
      | { id: string, type: ContactType, displayName: string | null, emailAddresses: Array<string>, address: { streetAddress: string | null, postalCode: string | null, city: string | null } | null, phoneNumbers: Array<{ kind: ContactPhoneKind, number: string }> }
      | { id: string, type: ContactType, displayName: string | null, emailAddresses: Array<string>, address: { streetAddress: string | null, postalCode: string | null, city: string | null } | null, phoneNumbers: Array<{ kind: ContactPhoneKind, number: string }> }
      | { id: string, type: ContactType, displayName: string | null, emailAddresses: Array<string>, address: { streetAddress: string | null, postalCode: string | null, city: string | null } | null, phoneNumbers: Array<{ kind: ContactPhoneKind, number: string }> }
     | null, profileStatus: { state: VitecState, code: string | null, retryable: boolean, retryAfterSeconds: number | null, fetchedAt: string | null }, bought: Array<{ id: string, createdAt: string | null, createdAtPrecision: RoleDatePrecision, estate: { id: string, estateId: string, listing: { id: string, objectNumber: string | null, status: EstateListingStatus, statusLabel: string, finalPrice: number | null, startingPrice: number | null, currency: string | null, address: { streetAddress: string | null, postalTown: string | null } } | null, listingStatus: { state: VitecState, code: string | null, retryable: boolean, retryAfterSeconds: number | null, fetchedAt: string | null } } }> | null, sold: Array<{ id: string, createdAt: string | null, createdAtPrecision: RoleDatePrecision, estate: { id: string, estateId: string, listing: { id: string, objectNumber: string | null, status: EstateListingStatus, statusLabel: string, finalPrice: number | null, startingPrice: number | null, currency: string | null, address: { streetAddress: string | null, postalTown: string | null } } | null, listingStatus: { state: VitecState, code: string | null, retryable: boolean, retryAfterSeconds: number | null, fetchedAt: string | null } } }> | null, partyRolesStatus: { state: VitecState, code: string | null, retryable: boolean, retryAfterSeconds: number | null, fetchedAt: string | null }, representedBy: Array<{ relation: PartyRelation, relationCode: string, relationLabel: string, contact: { id: string, contactId: string, profile:
          | { id: string, displayName: string | null }
          | { id: string, displayName: string | null }
          | { id: string, displayName: string | null }
          | { id: string, displayName: string | null }
         | null } }> | null, represents: Array<{ relation: PartyRelation, relationCode: string, relationLabel: string, contact: { id: string, contactId: string, profile:
          | { id: string, displayName: string | null }
          | { id: string, displayName: string | null }
          | { id: string, displayName: string | null }
          | { id: string, displayName: string | null }
         | null } }> | null, contactRelationsStatus: { state: VitecState, code: string | null, retryable: boolean, retryAfterSeconds: number | null, fetchedAt: string | null } } | null };

export type HomeFragment = { id: string, estateId: string, listing: { id: string, objectNumber: string | null, status: EstateListingStatus, statusLabel: string, finalPrice: number | null, startingPrice: number | null, currency: string | null, address: { streetAddress: string | null, postalTown: string | null } } | null, listingStatus: { state: VitecState, code: string | null, retryable: boolean, retryAfterSeconds: number | null, fetchedAt: string | null } };

export type ContactListQueryVariables = Exact<{
  customerId: string;
  contactIds: Array<string> | string;
}>;


export type ContactListQuery = { contacts: Array<{ id: string, contactId: string, profile:
      | { id: string, type: ContactType, displayName: string | null }
      | { id: string, type: ContactType, displayName: string | null }
      | { id: string, type: ContactType, displayName: string | null }
      | { id: string, type: ContactType, displayName: string | null }
     | null, bought: Array<{ id: string, estate: { id: string, estateId: string } }> | null, sold: Array<{ id: string, estate: { id: string, estateId: string } }> | null, boughtStatus: { state: VitecState, code: string | null, retryable: boolean, retryAfterSeconds: number | null, fetchedAt: string | null }, soldStatus: { state: VitecState, code: string | null, retryable: boolean, retryAfterSeconds: number | null, fetchedAt: string | null }, profileStatus: { state: VitecState, code: string | null, retryable: boolean, retryAfterSeconds: number | null, fetchedAt: string | null } } | null> };

export type FindContactQueryVariables = Exact<{
  customerId: string;
  term: string;
}>;


export type FindContactQuery = { searchContacts: { isCut: boolean, matches: Array<{ type: ContactType, score: number | null, contact: { id: string, contactId: string, profile:
          | { id: string, displayName: string | null, address: { city: string | null } | null }
          | { id: string, displayName: string | null, address: { city: string | null } | null }
          | { id: string, displayName: string | null, address: { city: string | null } | null }
          | { id: string, displayName: string | null, address: { city: string | null } | null }
         | null } }> } | null };

export type IsSellerQueryVariables = Exact<{
  customerId: string;
  contactId: string;
  estateId: string;
}>;


export type IsSellerQuery = { contact: { id: string, hasRole: boolean | null, partyRolesStatus: { state: VitecState, code: string | null, retryable: boolean, retryAfterSeconds: number | null, fetchedAt: string | null } } | null };

export type RoleCountsQueryVariables = Exact<{
  customerId: string;
  contactIds: Array<string> | string;
  since?: string | null | undefined;
}>;


export type RoleCountsQuery = { contacts: Array<{ id: string, contactId: string, partyRoleGroups: Array<{ role: EstateRole, kind: PartyRoleKind, label: string, count: number }> | null, partyRolesStatus: { state: VitecState, code: string | null, retryable: boolean, retryAfterSeconds: number | null, fetchedAt: string | null } } | null> };

export type WhomIActForQueryVariables = Exact<{
  customerId: string;
  contactId: string;
}>;


export type WhomIActForQuery = { contact: { id: string, representations: Array<{ relations: Array<PartyRelation>, principal: { id: string, contactId: string } | null, estates: Array<{ id: string, estateId: string }>, partyRoles: Array<{ id: string, role: EstateRole, relationCode: string, relationLabel: string, createdAt: string | null, createdAtPrecision: RoleDatePrecision }> }> | null, partyRolesStatus: { state: VitecState, code: string | null, retryable: boolean, retryAfterSeconds: number | null, fetchedAt: string | null } } | null };

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
export const HomeFragmentDoc = new TypedDocumentString(`
    fragment Home on Estate {
  id
  estateId
  listing {
    id
    objectNumber
    status
    statusLabel(locale: SV)
    address {
      streetAddress
      postalTown
    }
    finalPrice
    startingPrice
    currency
  }
  listingStatus {
    state
    code
    retryable
    retryAfterSeconds
    fetchedAt
  }
}
    `, {"fragmentName":"Home"}) as unknown as TypedDocumentString<HomeFragment, unknown>;
export const ContactCardDocument = new TypedDocumentString(`
    query ContactCard($customerId: ID!, $contactId: ID!) {
  contact(customerId: $customerId, contactId: $contactId) {
    id
    profile {
      id
      type
      displayName
      address {
        streetAddress
        postalCode
        city
      }
      emailAddresses
      phoneNumbers {
        kind
        number
      }
    }
    profileStatus {
      state
      code
      retryable
      retryAfterSeconds
      fetchedAt
    }
    bought: primaryRoles(filter: {roles: [BUYER]}) {
      id
      createdAt
      createdAtPrecision
      estate {
        ...Home
      }
    }
    sold: primaryRoles(filter: {roles: [SELLER]}) {
      id
      createdAt
      createdAtPrecision
      estate {
        ...Home
      }
    }
    partyRolesStatus {
      state
      code
      retryable
      retryAfterSeconds
      fetchedAt
    }
    representedBy {
      contact {
        id
        contactId
        profile {
          id
          displayName
        }
      }
      relation
      relationCode
      relationLabel(locale: SV)
    }
    represents {
      contact {
        id
        contactId
        profile {
          id
          displayName
        }
      }
      relation
      relationCode
      relationLabel(locale: SV)
    }
    contactRelationsStatus {
      state
      code
      retryable
      retryAfterSeconds
      fetchedAt
    }
  }
}
    fragment Home on Estate {
  id
  estateId
  listing {
    id
    objectNumber
    status
    statusLabel(locale: SV)
    address {
      streetAddress
      postalTown
    }
    finalPrice
    startingPrice
    currency
  }
  listingStatus {
    state
    code
    retryable
    retryAfterSeconds
    fetchedAt
  }
}`) as unknown as TypedDocumentString<ContactCardQuery, ContactCardQueryVariables>;
export const ContactListDocument = new TypedDocumentString(`
    query ContactList($customerId: ID!, $contactIds: [ID!]!) {
  contacts(customerId: $customerId, contactIds: $contactIds) {
    id
    contactId
    profile {
      id
      type
      displayName
    }
    bought: estateTies(side: BUYER) {
      id
      estate {
        id
        estateId
      }
    }
    sold: estateTies(side: SELLER) {
      id
      estate {
        id
        estateId
      }
    }
    boughtStatus: estateTiesStatus(side: BUYER) {
      state
      code
      retryable
      retryAfterSeconds
      fetchedAt
    }
    soldStatus: estateTiesStatus(side: SELLER) {
      state
      code
      retryable
      retryAfterSeconds
      fetchedAt
    }
    profileStatus {
      state
      code
      retryable
      retryAfterSeconds
      fetchedAt
    }
  }
}
    `) as unknown as TypedDocumentString<ContactListQuery, ContactListQueryVariables>;
export const FindContactDocument = new TypedDocumentString(`
    query FindContact($customerId: ID!, $term: String!) {
  searchContacts(customerId: $customerId, term: $term, first: 20) {
    isCut
    matches {
      type
      score
      contact {
        id
        contactId
        profile {
          id
          displayName
          address {
            city
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<FindContactQuery, FindContactQueryVariables>;
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
export const RoleCountsDocument = new TypedDocumentString(`
    query RoleCounts($customerId: ID!, $contactIds: [ID!]!, $since: DateTime) {
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
    `) as unknown as TypedDocumentString<RoleCountsQuery, RoleCountsQueryVariables>;
export const WhomIActForDocument = new TypedDocumentString(`
    query WhomIActFor($customerId: ID!, $contactId: ID!) {
  contact(customerId: $customerId, contactId: $contactId) {
    id
    representations {
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
import { graphql } from './generated/gql.ts';

/**
 * One operation for each part of the card, sent at once: a part that answered shows while a slow one is still on its way, and one that
 * failed is asked for again alone. Without that need, ContactCard of schema/operations is one request.
 */
export const CardProfile = graphql(/* GraphQL */ `
  query CardProfile($customerId: ID!, $contactId: ID!) {
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
        ... on PersonProfile {
          isDeceased
        }
        ... on CompanyProfile {
          corporateNumber
          homePage
        }
      }
      profileStatus {
        ...Status
      }
    }
  }

  fragment Status on VitecStatus {
    state
    code
    retryable
    retryAfterSeconds
    fetchedAt
  }
`);

/** A company may have thousands of rows: the counts come with the groups. */
export const CardRoles = graphql(/* GraphQL */ `
  query CardRoles($customerId: ID!, $contactId: ID!, $locale: LabelLocale!, $first: Int!) {
    contact(customerId: $customerId, contactId: $contactId) {
      id
      partyRoleGroups {
        role
        kind
        count
      }
      bought: primaryRoles(filter: { roles: [BUYER] }, first: $first) {
        ...Tie
      }
      sold: primaryRoles(filter: { roles: [SELLER] }, first: $first) {
        ...Tie
      }
      rented: primaryRoles(filter: { roles: [TENANT] }, first: $first) {
        ...Tie
      }
      owned: primaryRoles(filter: { roles: [OWNER] }, first: $first) {
        ...Tie
      }
      representations {
        principal {
          id
          contactId
        }
        partyRoles {
          id
          roleLabel(locale: $locale)
          relation
          relationCode
          relationLabel(locale: $locale)
          createdAt
          createdAtPrecision
          estate {
            id
            estateId
          }
        }
      }
      partyRolesStatus {
        ...Status
      }
    }
  }

  fragment Tie on PrimaryPartyRole {
    id
    createdAt
    createdAtPrecision
    estate {
      id
      estateId
    }
  }
`);

export const CardRelations = graphql(/* GraphQL */ `
  query CardRelations($customerId: ID!, $contactId: ID!, $locale: LabelLocale!) {
    contact(customerId: $customerId, contactId: $contactId) {
      id
      representedBy {
        ...Relation
      }
      represents {
        ...Relation
      }
      contactRelationsStatus {
        ...Status
      }
    }
  }

  fragment Relation on ContactRelation {
    contact {
      id
      contactId
    }
    relation
    relationCode
    relationLabel(locale: $locale)
  }
`);

/** The listings of some homes of a contact. Its roles are in the gateway's cache by then, so only the listings cost a call each. */
export const CardHomes = graphql(/* GraphQL */ `
  query CardHomes($customerId: ID!, $contactId: ID!, $estateIds: [ID!]!, $locale: LabelLocale!) {
    contact(customerId: $customerId, contactId: $contactId) {
      id
      partyRoles(filter: { estateIds: $estateIds }) {
        id
        estate {
          id
          estateId
          listing {
            id
            objectNumber
            isPublished
            status
            statusLabel(locale: $locale)
            estateTypeLabel(locale: $locale)
            address {
              streetAddress
              postalTown
            }
            startingPrice
            finalPrice
            priceText
            currency
            contractDate
            livingArea
            rooms
            primaryAgent {
              ...Agent
            }
            secondaryAgent {
              ...Agent
            }
          }
          listingStatus {
            ...Status
          }
        }
      }
    }
  }

  fragment Agent on EstateListingAgent {
    id
    agentId
    name
    phoneNumber
    emailAddress
  }
`);

/** Names for the contacts that a part names by id. */
export const Names = graphql(/* GraphQL */ `
  query Names($customerId: ID!, $contactIds: [ID!]!) {
    contacts(customerId: $customerId, contactIds: $contactIds) {
      id
      contactId
      profile {
        id
        type
        displayName
      }
      profileStatus {
        ...Status
      }
    }
  }
`);

/**
 * The published operation ContactList in parts: ids first, then names and ties as Vitec answers. Without @stream: what is not deferred costs
 * no call, so all rows come at once.
 */
export const ContactListInParts = graphql(/* GraphQL */ `
  query ContactListInParts($customerId: ID!, $contactIds: [ID!]!) {
    contacts(customerId: $customerId, contactIds: $contactIds) {
      id
      contactId
      ... @defer {
        profile {
          id
          type
          displayName
        }
        profileStatus {
          ...Status
        }
      }
      ... @defer {
        bought: estateTies(side: BUYER) {
          id
        }
        boughtStatus: estateTiesStatus(side: BUYER) {
          ...Status
        }
      }
      ... @defer {
        sold: estateTies(side: SELLER) {
          id
        }
        soldStatus: estateTiesStatus(side: SELLER) {
          ...Status
        }
      }
    }
  }
`);

/** Ids only: the parts of the page that have changed are asked for again. */
export const ContactChanged = graphql(/* GraphQL */ `
  subscription ContactChanged($customerId: ID!, $contactIds: [ID!]!) {
    contactChanged(customerId: $customerId, contactIds: $contactIds) {
      contact {
        id
        contactId
      }
      changes
      mergedInto {
        id
        contactId
      }
    }
  }
`);

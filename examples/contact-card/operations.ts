import { graphql } from './generated/gql.ts';

/** All that stands on the card, in one call to Vitec. A company may have thousands of rows: the counts come with the groups. */
export const ContactCardPage = graphql(/* GraphQL */ `
  query ContactCardPage($customerId: ID!, $contactId: ID!, $locale: LabelLocale!, $first: Int!) {
    contact(customerId: $customerId, contactId: $contactId) {
      id
      customerId
      contactId
      partyRoleGroups {
        role
        kind
        label(locale: $locale)
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
          customerId
          contactId
        }
        relations
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
        state
        code
        retryable
        retryAfterSeconds
        fetchedAt
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

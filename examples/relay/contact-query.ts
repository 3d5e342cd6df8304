import { graphql } from 'react-relay';

/** One operation: each part of the screen says with a fragment what it shows. */
export const contactQuery = graphql`
  query contactQuery($customerId: ID!, $contactId: ID!) {
    contact(customerId: $customerId, contactId: $contactId) @catch {
      ...profile_contact
      ...homes_contact
      ...representatives_contact
    }
  }
`;

import { graphql } from 'react-relay';

/** One operation, and one call to Vitec. */
export const contactQuery = graphql`
  query contactQuery($customerId: ID!, $contactId: ID!) {
    contact(customerId: $customerId, contactId: $contactId) @catch {
      ...contactStatus_contact
      ...homes_contact
      ...representations_contact
    }
  }
`;

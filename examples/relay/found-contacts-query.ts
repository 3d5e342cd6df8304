import { graphql } from 'react-relay';

/** The term may be a personal number. It is sent as a variable: texts of documents are logged and cached. */
export const foundContactsQuery = graphql`
  query foundContactsQuery($customerId: ID!, $term: String!) {
    searchContacts(customerId: $customerId, term: $term) @catch {
      matches {
        contact {
          id
          contactId
          ...contactRow_contact
        }
      }
    }
  }
`;

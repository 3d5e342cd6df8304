import { graphql, useFragment } from 'react-relay';
import { homeLine } from '../screen/card-lines.ts';
import type { homeLine_partyRole$key } from './__generated__/homeLine_partyRole.graphql.ts';

/** On the interface, so that it fits every kind of role. */
export const home = graphql`
  fragment homeLine_partyRole on PartyRole {
    createdAt
    createdAtPrecision
    estate {
      estateId
      listing @catch(to: NULL) {
        objectNumber
        statusLabel
        address {
          streetAddress
          postalTown
        }
        finalPrice
        startingPrice
        currency
      }
      listingStatus {
        code
      }
    }
  }
`;

export const HomeLine = ({ role }: { readonly role: homeLine_partyRole$key }) => homeLine(useFragment(home, role));

import { graphql, useFragment } from 'react-relay';
import { Lines } from '../screen/lines.tsx';
import { homeLine } from '../screen/role-lines.ts';
import type { homes_contact$key } from './__generated__/homes_contact.graphql.ts';

/** A list is null for a failure alone (@semanticNonNull in the schema), so what is caught and ok is a list. */
export const homes = graphql`
  fragment homes_contact on Contact {
    bought: primaryRoles(filter: { roles: [BUYER] }) @catch {
      id
      createdAt
      createdAtPrecision
      estate {
        estateId
      }
    }
    sold: primaryRoles(filter: { roles: [SELLER] }) @catch {
      id
      createdAt
      createdAtPrecision
      estate {
        estateId
      }
    }
  }
`;

export function Homes({ contact }: { readonly contact: homes_contact$key }) {
  const { bought, sold } = useFragment(homes, contact);
  return (
    <>
      <Lines heading="Köpta bostäder" lines={bought.ok ? bought.value.map(homeLine) : null} />
      <Lines heading="Sålda bostäder" lines={sold.ok ? sold.value.map(homeLine) : null} />
    </>
  );
}

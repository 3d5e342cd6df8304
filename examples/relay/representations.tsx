import { graphql, useFragment } from 'react-relay';
import { Lines } from '../screen/lines.tsx';
import { representationLine } from '../screen/role-lines.ts';
import type { representations_contact$key } from './__generated__/representations_contact.graphql.ts';

export const representations = graphql`
  fragment representations_contact on Contact {
    representations @catch {
      principal {
        contactId
      }
      estates {
        estateId
      }
      partyRoles {
        relationLabel
      }
    }
  }
`;

export function Representations({ contact }: { readonly contact: representations_contact$key }) {
  const { representations: caught } = useFragment(representations, contact);
  return <Lines heading="Företräder" lines={caught.ok ? caught.value.map(representationLine) : null} />;
}

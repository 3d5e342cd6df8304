import { graphql, useFragment } from 'react-relay';
import { Part } from '../screen/part.tsx';
import type { homes_contact$key } from './__generated__/homes_contact.graphql.ts';
import { HomeLine } from './home-line.tsx';
import { lineOf } from './status.ts';

/**
 * A list is null for a failure alone (@semanticNonNull in the schema), so what is caught and ok is a list. @catch catches all errors below
 * it that no other fragment reads: the row is a fragment, so that a listing that fails does not take the list with it.
 */
export const homes = graphql`
  fragment homes_contact on Contact {
    bought: primaryRoles(filter: { roles: [BUYER] }) @catch {
      id
      ...homeLine_partyRole
    }
    sold: primaryRoles(filter: { roles: [SELLER] }) @catch {
      id
      ...homeLine_partyRole
    }
    partyRolesStatus {
      ...status_vitecStatus
    }
  }
`;

export function Homes({ contact }: { readonly contact: homes_contact$key }) {
  const { bought, sold, partyRolesStatus } = useFragment(homes, contact);
  return (
    <Part
      heading="Bostäder"
      status={lineOf(partyRolesStatus)}
      lists={[
        { heading: 'Köpta', lines: bought.ok ? bought.value.map((role) => <HomeLine key={role.id} role={role} />) : null },
        { heading: 'Sålda', lines: sold.ok ? sold.value.map((role) => <HomeLine key={role.id} role={role} />) : null },
      ]}
    />
  );
}

import { graphql, useFragment } from 'react-relay';
import { StatusBar } from '../screen/status-bar.tsx';
import { statusLine } from '../screen/status-line.ts';
import type { contactStatus_contact$key } from './__generated__/contactStatus_contact.graphql.ts';

export const contactStatus = graphql`
  fragment contactStatus_contact on Contact {
    partyRolesStatus {
      state
      code
      retryable
      retryAfterSeconds
      fetchedAt
    }
  }
`;

export function ContactStatus({ contact, onAskAgain }: { readonly contact: contactStatus_contact$key; readonly onAskAgain: () => void }) {
  const { partyRolesStatus } = useFragment(contactStatus, contact);
  return <StatusBar line={statusLine(partyRolesStatus)} onAskAgain={onAskAgain} />;
}

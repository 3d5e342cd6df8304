import { gql, type TypedDocumentNode } from '@apollo/client';
import { useQuery, useSubscription } from '@apollo/client/react';
import { ContactCardDocument } from '../generated/parsed/graphql.ts';
import { toCardParts } from '../screen/card-parts.ts';
import type { ContactIds } from '../screen/contact-ids.ts';
import { Part } from '../screen/part.tsx';
import { StatusBar } from '../screen/status-bar.tsx';
import { errorLine } from './error-line.ts';

const CONTACT_CHANGED: TypedDocumentNode<unknown, ContactIds> = gql`
  subscription ContactCardChanged($customerId: ID!, $contactId: ID!) {
    contactChanged(customerId: $customerId, contactIds: [$contactId]) {
      changes
    }
  }
`;

export function ContactScreen({ ids }: { readonly ids: ContactIds }) {
  const { data, loading, error, refetch } = useQuery(ContactCardDocument, { variables: ids });
  const askAgain = () => void refetch();
  useSubscription(CONTACT_CHANGED, { variables: ids, onData: askAgain, ignoreResults: true });

  const contact = data?.contact;
  if (loading && !contact) return <p role="status">Hämtar …</p>;
  if (!contact) return <StatusBar line={errorLine(error)} onAskAgain={askAgain} />;
  return (
    <>
      {toCardParts(contact).map((part) => (
        <Part key={part.heading} {...part} />
      ))}
      <button type="button" onClick={askAgain}>
        Hämta igen
      </button>
    </>
  );
}

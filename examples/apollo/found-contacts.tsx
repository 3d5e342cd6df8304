import { useQuery } from '@apollo/client/react';
import { FindContactDocument } from '../generated/parsed/graphql.ts';
import type { Search } from '../screen/search.ts';
import { StatusBar } from '../screen/status-bar.tsx';
import { ContactList } from './contact-list.tsx';
import { errorLine } from './error-line.ts';

type Props = { readonly search: Search; readonly onChoose: (contactId: string) => void };

/** Who was found. The term may be a personal number, so neither it nor its matches go into the cache. */
export function FoundContacts({ search, onChoose }: Props) {
  const { data, loading, error, refetch } = useQuery(FindContactDocument, { variables: search, fetchPolicy: 'no-cache' });

  const matches = data?.searchContacts?.matches;
  if (loading) return <p role="status">Söker …</p>;
  if (!matches) return <StatusBar line={errorLine(error)} onAskAgain={() => void refetch()} />;
  return <ContactList customerId={search.customerId} contactIds={matches.map(({ contact }) => contact.contactId)} onChoose={onChoose} />;
}

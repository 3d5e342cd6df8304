import { useLazyLoadQuery } from 'react-relay';
import { Rows } from '../screen/rows.tsx';
import type { Search } from '../screen/search.ts';
import { StatusBar } from '../screen/status-bar.tsx';
import { failureLine } from '../screen/status-line.ts';
import type { foundContactsQuery as FoundContactsQuery } from './__generated__/foundContactsQuery.graphql.ts';
import { ContactRow } from './contact-row.tsx';
import { failureOf } from './field-error.ts';
import { foundContactsQuery } from './found-contacts-query.ts';

type Props = {
  readonly search: Search;
  readonly fetchKey: number;
  readonly onAskAgain: () => void;
  readonly onChoose: (contactId: string) => void;
};

export function FoundContacts({ search, fetchKey, onAskAgain, onChoose }: Props) {
  const { searchContacts } = useLazyLoadQuery<FoundContactsQuery>(foundContactsQuery, search, { fetchKey, fetchPolicy: 'network-only' });

  if (!searchContacts.ok) {
    const { code, retryAfterSeconds = null } = failureOf(searchContacts);
    return <StatusBar line={failureLine(code, retryAfterSeconds)} onAskAgain={onAskAgain} />;
  }
  const rows = searchContacts.value.matches.map(({ contact }) => ({
    contactId: contact.contactId,
    line: <ContactRow key={contact.id} contact={contact} />,
  }));
  return <Rows rows={rows} onChoose={onChoose} />;
}

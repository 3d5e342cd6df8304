import { useQuery } from '@apollo/client/react';
import { ContactListDocument } from '../generated/parsed/graphql.ts';
import { rowLine } from '../screen/row-line.ts';
import { Rows } from '../screen/rows.tsx';
import { StatusBar } from '../screen/status-bar.tsx';
import { errorLine } from './error-line.ts';

type Props = { readonly customerId: string; readonly contactIds: readonly string[]; readonly onChoose: (contactId: string) => void };

/** How many homes each has bought and sold: for 20 contacts the gateway asks Vitec once a side. */
export function ContactList({ customerId, contactIds, onChoose }: Props) {
  const variables = { customerId, contactIds: [...contactIds] };
  const { data, loading, error, refetch } = useQuery(ContactListDocument, { variables });

  if (loading && !data) return <p role="status">Hämtar …</p>;
  if (!data) return <StatusBar line={errorLine(error)} onAskAgain={() => void refetch()} />;
  const rows = data.contacts.filter((contact) => contact !== null);
  return <Rows rows={rows.map((row) => ({ contactId: row.contactId, line: rowLine(row) }))} onChoose={onChoose} />;
}

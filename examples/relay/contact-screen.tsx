import { useLazyLoadQuery } from 'react-relay';
import type { ContactIds } from '../screen/contact-ids.ts';
import { StatusBar } from '../screen/status-bar.tsx';
import { failureLine } from '../screen/status-line.ts';
import type { contactQuery as ContactQuery } from './__generated__/contactQuery.graphql.ts';
import { contactQuery } from './contact-query.ts';
import { failureOf } from './field-error.ts';
import { Homes } from './homes.tsx';
import { Profile } from './profile.tsx';
import { Representatives } from './representatives.tsx';

type Props = {
  readonly ids: ContactIds;
  readonly fetchKey: number;
  readonly onAskAgain: () => void;
};

export function ContactScreen({ ids, fetchKey, onAskAgain }: Props) {
  const { contact } = useLazyLoadQuery<ContactQuery>(contactQuery, ids, { fetchKey, fetchPolicy: 'store-and-network' });

  if (!contact.ok || !contact.value) {
    const { code, retryAfterSeconds = null } = failureOf(contact);
    return <StatusBar line={failureLine(code, retryAfterSeconds)} onAskAgain={onAskAgain} />;
  }
  return (
    <>
      <Profile contact={contact.value} />
      <Homes contact={contact.value} />
      <Representatives contact={contact.value} />
      <button type="button" onClick={onAskAgain}>
        Hämta igen
      </button>
    </>
  );
}

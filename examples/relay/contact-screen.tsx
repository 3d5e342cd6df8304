import { useLazyLoadQuery } from 'react-relay';
import type { ContactIds } from '../screen/contact-ids.ts';
import { StatusBar } from '../screen/status-bar.tsx';
import { failureLine } from '../screen/status-line.ts';
import type { contactQuery as ContactQuery } from './__generated__/contactQuery.graphql.ts';
import { contactQuery } from './contact-query.ts';
import { ContactStatus } from './contact-status.tsx';
import { failureOf } from './field-error.ts';
import { Homes } from './homes.tsx';
import { Representations } from './representations.tsx';

type Props = {
  readonly ids: ContactIds;
  /** Another one asks anew, also where the last answer was none: Relay keeps that too. */
  readonly fetchKey: number;
  readonly onAskAgain: () => void;
};

export function ContactScreen({ ids, fetchKey, onAskAgain }: Props) {
  const { contact } = useLazyLoadQuery<ContactQuery>(contactQuery, ids, { fetchKey, fetchPolicy: 'store-and-network' });

  if (!contact.ok || !contact.value) {
    const { code, retryable, retryAfterSeconds = null } = failureOf(contact);
    return <StatusBar line={failureLine(code, retryable, retryAfterSeconds)} onAskAgain={onAskAgain} />;
  }
  return (
    <>
      <ContactStatus contact={contact.value} onAskAgain={onAskAgain} />
      <Homes contact={contact.value} />
      <Representations contact={contact.value} />
    </>
  );
}

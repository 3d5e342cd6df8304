import type { ErrorLike } from '@apollo/client';
import { CombinedGraphQLErrors } from '@apollo/client/errors';
import { useQuery } from '@apollo/client/react';
import { ContactCardDocument, WhomIActForDocument } from '../generated/parsed/graphql.ts';
import type { ContactIds } from '../screen/contact-ids.ts';
import { Lines } from '../screen/lines.tsx';
import { homeLine, representationLine } from '../screen/role-lines.ts';
import { StatusBar } from '../screen/status-bar.tsx';
import { failureLine, statusLine } from '../screen/status-line.ts';

export function ContactScreen({ ids }: { readonly ids: ContactIds }) {
  // both are sent at once, and the gateway asks Vitec once for both
  const card = useQuery(ContactCardDocument, { variables: ids });
  const acting = useQuery(WhomIActForDocument, { variables: ids });
  const askAgain = () => void Promise.all([card.refetch(), acting.refetch()]);

  const contact = card.data?.contact;
  if (card.loading && !contact) return <p role="status">Hämtar …</p>;
  if (!contact) return <StatusBar line={lineOfError(card.error)} onAskAgain={askAgain} />;
  return (
    <>
      <StatusBar line={statusLine(contact.partyRolesStatus)} onAskAgain={askAgain} />
      <Lines heading="Köpta bostäder" lines={contact.bought?.map(homeLine) ?? null} />
      <Lines heading="Sålda bostäder" lines={contact.sold?.map(homeLine) ?? null} />
      {(acting.data || !acting.loading) && (
        <Lines
          heading="Företräder dödsbo, eller är extrakontakt för"
          lines={acting.data?.contact?.representations?.map(representationLine) ?? null}
        />
      )}
    </>
  );
}

/** For when there is no contact to ask for its status: an id that is refused, a request that is, or no network. */
function lineOfError(error: ErrorLike | undefined): string {
  if (!CombinedGraphQLErrors.is(error)) return 'Tjänsten går inte att nå. Kontrollera nätet och försök igen.';
  const { code, retryable, retryAfterSeconds } = error.errors[0]?.extensions ?? {};
  return failureLine(String(code), retryable === true, typeof retryAfterSeconds === 'number' ? retryAfterSeconds : null);
}

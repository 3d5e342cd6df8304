import type { ContactCardQuery, WhomIActForQuery } from '../generated/text/graphql.ts';
import { homeLine, representationLine } from '../screen/role-lines.ts';
import { failureLine, statusLine } from '../screen/status-line.ts';
import type { Answer } from './ask.ts';

type ContactView = {
  readonly status: string;
  readonly lists: readonly { readonly heading: string; readonly lines: readonly string[] | null }[];
};

/** What the screen says of two answers about one contact. */
export function toContactView(card: Answer<ContactCardQuery>, acting: Answer<WhomIActForQuery>): ContactView {
  const contact = card.data?.contact;
  if (!contact) {
    const {
      code,
      retryable,
      retryAfterSeconds = null,
    } = card.errors?.[0]?.extensions ?? { code: 'INTERNAL_SERVER_ERROR', retryable: false };
    return { status: failureLine(code, retryable, retryAfterSeconds), lists: [] };
  }
  return {
    status: statusLine(contact.partyRolesStatus),
    lists: [
      { heading: 'Köpta bostäder', lines: contact.bought?.map(homeLine) ?? null },
      { heading: 'Sålda bostäder', lines: contact.sold?.map(homeLine) ?? null },
      {
        heading: 'Företräder dödsbo, eller är extrakontakt för',
        lines: acting.data?.contact?.representations?.map(representationLine) ?? null,
      },
    ],
  };
}

import type { ContactCardQuery } from '../generated/text/graphql.ts';
import { homeLine, profileLines, relationLine } from './card-lines.ts';
import { statusLine } from './status-line.ts';

/** What comes from one endpoint of Vitec: it can fail while the others stand. Null lines could not be read. */
export type CardPart = {
  readonly heading: string;
  readonly status: string;
  readonly lists: readonly { readonly heading: string; readonly lines: readonly string[] | null }[];
};

/** The card of a contact, part by part. The lists are null for a failure alone: @semanticNonNull in the schema. */
export const toCardParts = (contact: NonNullable<ContactCardQuery['contact']>): readonly CardPart[] => [
  {
    heading: contact.profile?.displayName ?? 'Utan namn',
    status: statusLine(contact.profileStatus),
    lists: [{ heading: 'Adress, telefon och e-post', lines: contact.profile && profileLines(contact.profile) }],
  },
  {
    heading: 'Bostäder',
    status: statusLine(contact.partyRolesStatus),
    lists: [
      { heading: 'Köpta', lines: contact.bought?.map(homeLine) ?? null },
      { heading: 'Sålda', lines: contact.sold?.map(homeLine) ?? null },
    ],
  },
  {
    heading: 'Företrädare',
    status: statusLine(contact.contactRelationsStatus),
    lists: [
      { heading: 'Företräds av', lines: contact.representedBy?.map(relationLine) ?? null },
      { heading: 'Företräder', lines: contact.represents?.map(relationLine) ?? null },
    ],
  },
];

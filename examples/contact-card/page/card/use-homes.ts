import type { CardHomesQuery } from '../../generated/graphql.ts';
import { CardHomes } from '../../operations.ts';
import { addressOf, type Choice } from '../address.ts';
import { LOCALES, useLanguage } from '../language.ts';
import { type Part, statusOf } from '../part/part.ts';
import { usePart } from '../part/use-part.ts';

type EstateAnswer = NonNullable<NonNullable<CardHomesQuery['contact']>['partyRoles']>[number]['estate'];
export type Listing = NonNullable<EstateAnswer['listing']>;

/** The listing of each home as a part of its own: one that fails leaves the others alone, and trying again asks Vitec for it alone. */
export function useHomes(choice: Choice, estateIds: readonly string[]): (estateId: string) => Part<Listing> {
  const { customerId, contactId } = choice;
  const ids = [...new Set(estateIds)];
  const language = useLanguage();
  const homes = usePart({
    query: CardHomes,
    variables: { customerId, contactId, estateIds: ids, locale: LOCALES[language] },
    about: addressOf(choice), // the homes that are known stay shown when there is one more
    pause: ids.length === 0,
    read: ({ contact }) => ({
      value: contact?.partyRoles ? new Map(contact.partyRoles.map(({ estate }) => [estate.estateId, estate])) : null,
      status: null,
    }),
  });
  return (estateId) => {
    const estate = homes.value?.get(estateId);
    if (!estate) return { ...homes, value: null, status: homes.isAsking && homes.status.is === 'read' ? { is: 'asking' } : homes.status };
    return { ...homes, value: estate.listing ?? null, status: statusOf(estate.listingStatus) };
  };
}

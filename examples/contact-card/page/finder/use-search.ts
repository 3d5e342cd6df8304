import type { FindContactQuery } from '../../generated/graphql.ts';
import { FindContactDocument } from '../../generated/graphql.ts';
import type { Part } from '../part/part.ts';
import { usePart } from '../part/use-part.ts';

/** Vitec searches for no less. */
export const SHORTEST_TERM = 5;
export const LONGEST_TERM = 100;

export type Search = { readonly customerId: string; readonly term: string };
export type Found = NonNullable<FindContactQuery['searchContacts']>;

export function useSearch(search: Search | null): Part<Found> {
  const { customerId, term } = search ?? { customerId: '', term: '' };
  return usePart({
    query: FindContactDocument,
    variables: { customerId, term },
    about: `${customerId} ${term}`,
    pause: search === null,
    read: ({ searchContacts }) => ({ value: searchContacts, status: null }),
  });
}

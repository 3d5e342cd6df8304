import type { AllowedKey } from './allowed-key.ts';

/** A search among the contacts of a customer. `term` is personal data: no log, metric, span or error may hold it. */
export type SearchKey = { readonly customerId: string; readonly term: string; readonly maxSize: number };

/** Unique per search, for terms with any characters. It does not include the rights. */
export const searchCacheKey = ({ customerId, term, maxSize }: SearchKey): string => `${customerId.length}/${customerId}/${maxSize}/${term}`;

/** A search that the caller may run: its customer, with the right to read profiles. Only `access/` creates one. */
export type AllowedSearch = SearchKey & AllowedKey;

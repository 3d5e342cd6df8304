import { useSyncExternalStore } from 'react';

export type Choice = { readonly customerId: string; readonly contactId: string };
export type View = { readonly is: 'start' } | { readonly is: 'list' } | { readonly is: 'card'; readonly choice: Choice };

export const LIST_ADDRESS = '#list';

/** The address of a contact's card: #M30011/anna-andersson. What is searched for stands in no address. */
export const addressOf = ({ customerId, contactId }: Choice): string =>
  `#${encodeURIComponent(customerId)}/${encodeURIComponent(contactId)}`;

export function parseAddress(hash: string): View {
  if (hash === LIST_ADDRESS) return { is: 'list' };
  const [, customerId, contactId] = /^#([^/]+)\/([^/]+)$/.exec(hash) ?? [];
  if (customerId === undefined || contactId === undefined) return { is: 'start' };
  try {
    return { is: 'card', choice: { customerId: decodeURIComponent(customerId), contactId: decodeURIComponent(contactId) } };
  } catch {
    return { is: 'start' }; // a lone % sign
  }
}

const onAddress = (changed: () => void) => {
  addEventListener('hashchange', changed);
  return () => removeEventListener('hashchange', changed);
};

/** The hash itself, a text: an object made anew with each reading would look like a change. */
export const useAddress = (): string => useSyncExternalStore(onAddress, () => location.hash);

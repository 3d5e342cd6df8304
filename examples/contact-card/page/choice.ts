import { useSyncExternalStore } from 'react';

export type Choice = { readonly customerId: string; readonly contactId: string };

/** The address that stands for a contact: #M30011/anna-andersson. */
export const addressOf = ({ customerId, contactId }: Choice): string =>
  `#${encodeURIComponent(customerId)}/${encodeURIComponent(contactId)}`;

export const isSameChoice = (one: Choice, other: Choice): boolean =>
  one.customerId === other.customerId && one.contactId === other.contactId;

export function parseAddress(hash: string): Choice | null {
  const [, customerId, contactId] = /^#([^/]+)\/([^/]+)$/.exec(hash) ?? [];
  if (customerId === undefined || contactId === undefined) return null;
  try {
    return { customerId: decodeURIComponent(customerId), contactId: decodeURIComponent(contactId) };
  } catch {
    return null; // a lone % sign
  }
}

const onAddress = (changed: () => void) => {
  addEventListener('hashchange', changed);
  return () => removeEventListener('hashchange', changed);
};

/** The hash itself, a text: an object made anew with each reading would look like a change. */
export const useAddress = (): string => useSyncExternalStore(onAddress, () => location.hash);

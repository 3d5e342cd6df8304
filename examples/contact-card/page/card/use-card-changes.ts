import { type RefObject, useEffect, useState } from 'react';
import { addressOf, type Choice } from '../address.ts';
import type { Change, Listener } from '../changes/watch-contacts.ts';
import type { Card } from './use-card.ts';

/** Reads again what has changed of the card. Gives the contact that this one has been merged into; null if it has not. */
export function useCardChanges(choice: Choice, card: Card, listener: RefObject<Listener>): Choice | null {
  const [merged, setMerged] = useState<{ readonly from: string; readonly into: Choice } | null>(null);
  const { customerId } = choice;
  const from = addressOf(choice);
  useEffect(() => {
    listener.current = {
      changed: (change) => {
        for (const part of changedParts(card, change)) part.readAgain('CHANGED');
        if (change.mergedInto) setMerged({ from, into: { customerId, contactId: change.mergedInto.contactId } });
      },
      resumed: () => {
        for (const part of Object.values(card)) part.readAgain('MAY_HAVE_CHANGED');
      },
    };
  });
  return merged?.from === from ? merged.into : null;
}

const changedParts = ({ profile, roles, relations }: Card, { changes }: Change) =>
  changes.includes('MERGED')
    ? [profile, roles, relations]
    : [...(changes.includes('PROFILE') ? [profile] : []), ...(changes.includes('ROLES') ? [roles] : [])];

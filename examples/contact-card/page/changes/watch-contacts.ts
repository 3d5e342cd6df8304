import type { Client } from '@urql/core';
import type { ContactChangedSubscription } from '../../generated/graphql.ts';
import { ContactChanged } from '../../operations.ts';
import { failureOf } from '../part/part.ts';

export type Watched = { readonly customerId: string; readonly contactIds: readonly string[] };
export type Change = NonNullable<ContactChangedSubscription['contactChanged']>;
export type Listener = {
  readonly changed: (change: Change) => void;
  /** Subscribed, after a time without: what is shown may have changed meanwhile. */
  readonly resumed: () => void;
};

/** Pauses before the next attempt, where the gateway names none. */
const SHORTEST_PAUSE_SECONDS = 1;
const LONGEST_PAUSE_SECONDS = 30;

/**
 * Tells a listener of changes of contacts until the function that it returns is called. It subscribes again after the end of a stream or a lost
 * connection, unless the gateway says that this is of no use. `isAgain`: these contacts were watched before.
 */
export function watchContacts(client: Client, { customerId, contactIds }: Watched, listener: Listener, isAgain: boolean): () => void {
  let hasGap = isAgain;
  let attempts = 0;
  let openedMs: number | null = null;
  let stop = () => {};

  const onSubscribed = () => {
    openedMs = Date.now();
    if (hasGap) listener.resumed(); // not before: what changed until now would be missed
    hasGap = false;
  };
  const open = () => {
    const context = { fetch: tellingOfStart(onSubscribed), fetchOptions: STREAM_OR_REFUSAL };
    const changes = client.subscription(ContactChanged, { customerId, contactIds: [...contactIds] }, context);
    const { unsubscribe } = changes.subscribe(({ data, error, hasNext }) => {
      // at the end urql repeats the last result, without hasNext
      if (hasNext && data?.contactChanged) return listener.changed(data.contactChanged);
      unsubscribe();
      hasGap = true;
      if (openedMs !== null && Date.now() - openedMs > 1_000 * LONGEST_PAUSE_SECONDS) attempts = 0; // else something cuts streams off
      openedMs = null;
      const { retryable, retryAfterSeconds } = failureOf(error);
      if (!retryable) return;
      const timer = setTimeout(open, 1_000 * (retryAfterSeconds ?? pauseAfter(attempts)));
      attempts += 1;
      stop = () => clearTimeout(timer);
    });
    stop = unsubscribe;
  };
  open();
  return () => stop();
}

/** A subscription that is refused is then answered in JSON, and not as a stream that ends at once. */
const STREAM_OR_REFUSAL = { headers: { accept: 'text/event-stream, application/json' } };

/** Twice as long each time, and up to half as long again at random: many pages must not all come back at once. */
const pauseAfter = (attempts: number): number =>
  Math.min(SHORTEST_PAUSE_SECONDS * 2 ** attempts, LONGEST_PAUSE_SECONDS) * (1 + Math.random() / 2);

/** urql does not tell when a stream has begun. */
const tellingOfStart =
  (onStart: () => void): typeof fetch =>
  async (input, init) => {
    const response = await fetch(input, init);
    if (response.headers.get('content-type')?.startsWith('text/event-stream')) onStart();
    return response;
  };

import { type RefObject, useEffect, useRef, useSyncExternalStore } from 'react';
import { useClient } from 'urql';
import { type Listener, type Watched, watchContacts } from './watch-contacts.ts';

const NOBODY: Listener = { changed: () => {}, resumed: () => {} };

/**
 * Watches contacts while the page is seen: a browser has six connections to a server over HTTP/1.1, and each hidden tab would hold one. Set
 * the listener in an effect. Call it before the contacts are asked for: then the subscription is sent first.
 */
export function useChanges(watched: Watched): RefObject<Listener> {
  const client = useClient();
  const isSeen = useSyncExternalStore(onVisibility, () => document.visibilityState === 'visible');
  const listener = useRef(NOBODY);
  const watchedBefore = useRef<string | null>(null);
  const key = JSON.stringify(watched);
  useEffect(() => {
    if (!isSeen) return;
    const isAgain = watchedBefore.current === key;
    watchedBefore.current = key;
    return watchContacts(
      client,
      JSON.parse(key),
      { changed: (change) => listener.current.changed(change), resumed: () => listener.current.resumed() },
      isAgain,
    );
  }, [client, isSeen, key]);
  return listener;
}

const onVisibility = (changed: () => void) => {
  document.addEventListener('visibilitychange', changed);
  return () => document.removeEventListener('visibilitychange', changed);
};

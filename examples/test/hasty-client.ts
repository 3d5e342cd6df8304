import { of } from 'rxjs';
import { createClient } from '../apollo/client.ts';

/** A client that does not wait before it asks once more, and how long it would have waited. */
export function createHastyClient(url: string) {
  const pausesMs: number[] = [];
  const pause = (delayMs: number) => {
    pausesMs.push(delayMs);
    return of(null);
  };
  return { client: createClient(url, { pause }), pausesMs };
}

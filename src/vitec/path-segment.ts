import { Failure } from '../domain/failure.ts';

/**
 * Encodes an id for a path. Ids of callers were checked on entry, those that Vitec sent were not: throws BAD_USER_INPUT for one that does not
 * match the pattern.
 */
export const createSegmentEncoder =
  (idPattern: RegExp) =>
  (id: string): string => {
    if (idPattern.test(id)) return encodeURIComponent(id);
    throw new Failure('BAD_USER_INPUT', {
      message: 'This id cannot be asked for: it has characters that no id in an address may have.',
      upstreamCause: 'BAD_ID',
    });
  };

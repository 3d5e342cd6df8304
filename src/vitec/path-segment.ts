import type { ToSegment } from '../domain/endpoint.ts';
import { Failure } from '../domain/failure.ts';

/**
 * Encodes an id for a path. Ids of callers were checked on entry, those that Vitec sent were not: throws BAD_USER_INPUT for one that does not
 * match the pattern.
 */
export const createSegmentEncoder =
  (idPattern: RegExp): ToSegment =>
  (id) => {
    if (idPattern.test(id)) return encodeURIComponent(id);
    throw badId();
  };

/** The same for an id in a list: Vitec separates ids by commas, so a comma would make two of one. */
export const createListSegmentEncoder = (idPattern: RegExp): ToSegment => {
  const toSegment = createSegmentEncoder(idPattern);
  return (id) => {
    if (id.includes(',')) throw badId();
    return toSegment(id);
  };
};

const badId = (): Failure =>
  new Failure('BAD_USER_INPUT', {
    message: 'This id cannot be asked for: it has characters that no id in an address may have.',
    upstreamCause: 'BAD_ID',
  });

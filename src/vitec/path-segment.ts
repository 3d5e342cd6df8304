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

/** Words that have the place of an id in the paths of other endpoints: CRM/Contact/{customerId}/Search. Paths of .NET match in any case. */
const WORDS_OF_PATHS: ReadonlySet<string> = new Set(['person', 'company', 'deceasedestate', 'buyer', 'seller', 'speculator', 'search']);

/**
 * The same for an id in a list. Vitec separates ids by commas, so a comma would make two of one, and a list of one id must not be a word of
 * another path.
 */
export const createListSegmentEncoder = (idPattern: RegExp): ToSegment => {
  const toSegment = createSegmentEncoder(idPattern);
  return (id) => {
    if (id.includes(',') || WORDS_OF_PATHS.has(id.toLowerCase())) throw badId();
    return toSegment(id);
  };
};

const badId = (): Failure =>
  new Failure('BAD_USER_INPUT', {
    message: 'This id cannot be asked for: it has characters, or is a word, that no id in an address may have.',
    upstreamCause: 'BAD_ID',
  });

import { LRUCache } from 'lru-cache';
import { getOrAdd } from '../../domain/get-or-add.ts';
import type { Delivery, IncrementalFormat } from '../../graphql/execution/payload.ts';
import { type HeaderMember, readMembers, weightOf } from './header-list.ts';

const JSON_TYPE = 'application/json';
/** The media types of a GraphQL response. Plain JSON is first: a wildcard selects it. */
const MEDIA_TYPES = [JSON_TYPE, 'application/graphql-response+json'] as const;

/** How much a client prefers a media type: its weight, and the position in the header of the range that matched it. */
type Preference = { readonly weight: number; readonly position: number };

/** What a client accepts. `mediaType`: of a whole response that is sent as JSON; null: it accepts none. */
export type Accepted = Delivery & { readonly mediaType: string | null };

/** Headers that were read lately. Clients of one kind send the same, and reading it takes longer than most of a short request. */
const known = new LRUCache<string, Accepted>({ max: 100 });

export const acceptedBy = (accept = ''): Accepted => getOrAdd(known, accept, readAccept);

function readAccept(accept: string): Accepted {
  const ranges = readMembers(accept);
  const mediaType = preferredMediaType(ranges);
  const weightOfWhole = mediaType === null ? 0 : preferenceFor(mediaType, ranges).weight;
  const multiparts = ranges.filter((range) => range.value === 'multipart/mixed' && weightOf(range) > 0 && weightOf(range) >= weightOfWhole);
  return {
    mediaType,
    incremental: multiparts.flatMap((range) => incrementalFormatOf(range) ?? [])[0] ?? null,
    events: ranges.some((range) => range.value === 'text/event-stream' && weightOf(range) > 0),
  };
}

/** The format that `deferSpec` or `incrementalSpec` asks for, v0.1 without either; null: of a value that is not known. */
function incrementalFormatOf({ parameters }: HeaderMember): IncrementalFormat | null {
  const [deferSpec, incrementalSpec] = [parameters.get('deferspec'), parameters.get('incrementalspec')];
  if (incrementalSpec !== undefined) return incrementalSpec === 'v0.2' ? 'v0.2' : null;
  return deferSpec === undefined || deferSpec === '20220824' ? 'v0.1' : null;
}

/**
 * The media type of the response that the client prefers; null if it accepts neither. The most specific range gives a media type its
 * weight. The highest weight wins; between equal weights the earlier range wins. Source: RFC 9110, section 12.5.1.
 */
function preferredMediaType(ranges: readonly HeaderMember[]): string | null {
  if (ranges.length === 0) return JSON_TYPE; // no preference
  const [best] = MEDIA_TYPES.map((mediaType) => ({ mediaType, ...preferenceFor(mediaType, ranges) }))
    .filter(({ weight }) => weight > 0)
    .sort((one, other) => other.weight - one.weight || one.position - other.position);
  return best?.mediaType ?? null;
}

/** Whether the client is a browser that wants a page: it accepts HTML, with at least the weight of every media type of a response. */
export function wantsPage(accept = ''): boolean {
  const ranges = readMembers(accept);
  const html = ranges.find(({ value }) => value === 'text/html');
  if (!html) return false;
  const weight = weightOf(html);
  return weight > 0 && MEDIA_TYPES.every((mediaType) => preferenceFor(mediaType, ranges).weight <= weight);
}

/** Whether the client accepts gzip. Source: RFC 9110, section 12.5.3. */
export function acceptsGzip(acceptEncoding: string): boolean {
  const codings = readMembers(acceptEncoding);
  const gzip = codings.find(({ value }) => value === 'gzip' || value === 'x-gzip') ?? codings.find(({ value }) => value === '*');
  return gzip !== undefined && weightOf(gzip) > 0;
}

function preferenceFor(mediaType: string, ranges: readonly HeaderMember[]): Preference {
  let preference: Preference = { weight: 0, position: ranges.length };
  let highestRank = 0;
  ranges.forEach((range, position) => {
    const rank = specificityOf(range, mediaType);
    if (rank <= highestRank) return;
    highestRank = rank;
    preference = { weight: weightOf(range), position };
  });
  return preference;
}

/** How specifically a range matches a media type; 0 if it does not. */
function specificityOf(range: HeaderMember, mediaType: string): number {
  switch (range.value) {
    case mediaType:
      return specificityOfExact(range);
    case 'application/*':
      return 2;
    case '*/*':
    case '*': // sent by Java's HttpURLConnection
      return 1;
    default:
      return 0;
  }
}

/** Responses are UTF-8. A range with another parameter counts as the least specific exact match, and not at all with the weight 0. */
function specificityOfExact(range: HeaderMember): number {
  const others = [...range.parameters].filter(([name]) => name !== 'q');
  if (others.length === 0) return 4;
  if (others.every(([name, value]) => name === 'charset' && value === 'utf-8')) return 5;
  return weightOf(range) > 0 ? 3 : 0;
}

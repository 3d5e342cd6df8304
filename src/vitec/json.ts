import { Failure } from '../domain/failure.ts';

/** Parses the body of a 200. Throws UPSTREAM_BAD_RESPONSE for a page of a proxy, or an answer that was cut off. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Failure('UPSTREAM_BAD_RESPONSE', { upstreamCause: causeOf(text) });
  }
}

/** JSON that parses as a document, but not as the documented answer. */
export const wrongShape = (): Failure => new Failure('UPSTREAM_BAD_RESPONSE', { upstreamCause: 'WRONG_SHAPE' });

function causeOf(text: string): 'HTML' | 'TRUNCATED' | 'NOT_JSON' {
  const start = text.slice(0, 100).trimStart();
  if (start.startsWith('<')) return 'HTML';
  return /^[{[]/.test(start) && !/[}\]]\s*$/.test(text.slice(-100)) ? 'TRUNCATED' : 'NOT_JSON';
}

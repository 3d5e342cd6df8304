import { isHost } from './host.ts';

/** Where a request goes: the path, and the text behind `?`. */
export type RequestTarget = { readonly path: string; readonly query: string };

const GRAPHQL: RequestTarget = { path: '/graphql', query: '' };
/** The authority may be a host alone: RFC 9110, section 4.2.4, takes a user name before it for an attempt to mislead. */
const ABSOLUTE_FORM = /^https?:\/\/([^/?#]*)/i;
const VISIBLE_ASCII = /^[\x21-\x7e]+$/;

/**
 * Reads a request target in origin-form (`/graphql?a=b`) or absolute-form (`http://host/graphql?a=b`), which proxies send. Null where it
 * is neither: RFC 9112, section 3.2. `*`, which asks about the server as such, is its own path.
 */
export function readTarget(target: string): RequestTarget | null {
  if (target === GRAPHQL.path) return GRAPHQL;
  if (target === '*') return { path: '*', query: '' };
  if (!VISIBLE_ASCII.test(target) || target.includes('#')) return null;
  const local = toOriginForm(target);
  if (local === null) return null;
  const [path = '/', ...query] = local.split('?');
  return { path: path === '' ? '/' : path, query: query.join('?') };
}

function toOriginForm(target: string): string | null {
  if (target.startsWith('/')) return target;
  const [start, host] = ABSOLUTE_FORM.exec(target) ?? [];
  return start !== undefined && host !== undefined && isHost(host) ? target.slice(start.length) : null;
}

/** The path without one slash at its end: `/graphql/` is `/graphql`. */
export const withoutEndSlash = (path: string): string => (path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path);

/** The parameters in a query. Null where it is not percent-encoded UTF-8, in the place of which URLSearchParams reads U+FFFD. */
export function readParameters(query: string): URLSearchParams | null {
  try {
    decodeURIComponent(query);
  } catch {
    return null;
  }
  return new URLSearchParams(query);
}

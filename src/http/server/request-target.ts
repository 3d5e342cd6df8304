import { isHost } from './host.ts';

/** The path of a request, and its query without the `?`. */
export type RequestTarget = { readonly path: string; readonly query: string };

const GRAPHQL: RequestTarget = { path: '/graphql', query: '' };
/** The authority must be a host without a user name: RFC 9110, section 4.2.4, treats a user name as an attempt to mislead. */
const ABSOLUTE_FORM = /^https?:\/\/([^/?#]*)/i;
const VISIBLE_ASCII = /^[\x21-\x7e]+$/;

/**
 * Parses a request target in origin-form (`/graphql?a=b`) or absolute-form (`http://host/graphql?a=b`, sent by proxies). The
 * asterisk-form `*` becomes the path `*`. Null for any other text. Source: RFC 9112, section 3.2.
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

/** Removes one trailing slash: `/graphql/` is `/graphql`. */
export const withoutEndSlash = (path: string): string => (path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path);

/** The parameters of a query; null if it is not percent-encoded UTF-8, which URLSearchParams would replace by U+FFFD. */
export const readParameters = (query: string): URLSearchParams | null =>
  decodePercent(query) === null ? null : new URLSearchParams(query);

/** Null for text that is not percent-encoded UTF-8. */
export function decodePercent(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

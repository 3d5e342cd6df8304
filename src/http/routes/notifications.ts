import type { IncomingMessage } from 'node:http';
import { isExactWholeNumber } from '../../domain/exact-number.ts';
import type { Notification } from '../../domain/notification.ts';
import { decodeUtf8 } from '../../domain/utf8.ts';
import type { HttpRejection } from '../server/http-rejection.ts';
import { readBody } from '../server/read-body.ts';
import { type RequestTarget, readParameters } from '../server/request-target.ts';
import { checkBodyType } from './check-request.ts';

/** The notifications of one request; empty if none concerns the cache. */
type NotificationsRead = { readonly notifications: readonly Notification[] } | { readonly rejection: HttpRejection };
type Value = readonly [name: string, value: string | number];
/** The values of each object in a body, which is one object or a list of objects. */
type BodyRead = { readonly objects: readonly (readonly Value[])[] } | { readonly rejection: HttpRejection };

const MAX_BYTES = 65_536;

const IDS: ReadonlySet<string> = new Set(['customerid', 'id']);
const INEXACT_ID: HttpRejection = {
  code: 'BAD_USER_INPUT',
  message: 'Send ids as strings: a number is not whole, or too large to be exact.',
};
const badRequest = (message: string): HttpRejection => ({ code: 'BAD_REQUEST', message });
const NOT_UTF8 = badRequest('The notification is not UTF-8.');
const NOT_JSON = badRequest('The body is not JSON.');
const NO_OBJECT = badRequest('The body is neither a JSON object nor a list of them.');
const TOO_LARGE: HttpRejection = { code: 'REQUEST_ENTITY_TOO_LARGE', message: 'The notification is over 64 kB.' };

/**
 * Reads the notifications of a request from its query and its JSON body. Vitec documents the parameters but not the form of the body, so
 * several forms are accepted. An unreadable body is ignored if the query suffices: only `data`, which is not needed, is in the body alone.
 */
export async function readNotifications(request: IncomingMessage, { query }: RequestTarget): Promise<NotificationsRead> {
  const parameters = readParameters(query);
  const body = readObjects(request.headers, await readBody(request, MAX_BYTES));
  if (parameters === null) return { rejection: NOT_UTF8 };
  const inQuery = toNotification(toValues([...parameters]));
  if ('rejection' in body) return inQuery ? { notifications: [inQuery] } : body;
  const all = body.objects.map((values) => toValues([...parameters, ...values]));
  if (all.some(hasInexactId)) return { rejection: INEXACT_ID };
  return { notifications: all.flatMap((values) => toNotification(values) ?? []) };
}

/** A missing body and an empty list add nothing to the query. */
const EMPTY: BodyRead = { objects: [[]] };

/** A body without a content type is read as JSON. */
function readObjects(headers: IncomingMessage['headers'], bytes: Buffer | null): BodyRead {
  if (bytes === null) return { rejection: TOO_LARGE };
  if (bytes.length === 0) return EMPTY;
  const unsupported = checkBodyType({ ...headers, 'content-type': headers['content-type'] ?? 'application/json' });
  if (unsupported) return { rejection: unsupported };
  const text = decodeUtf8(bytes);
  if (text === null) return { rejection: NOT_UTF8 };
  if (text.trim() === '') return EMPTY;
  const body = parseJson(text);
  if (body === undefined) return { rejection: checkBodyType(headers) ?? NOT_JSON };
  const members: readonly unknown[] = Array.isArray(body) ? body : [body];
  if (members.length === 0) return EMPTY;
  return members.every(isObject) ? { objects: members.map(readValues) } : { rejection: NO_OBJECT };
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null && !Array.isArray(value);

const readValues = (body: object): readonly Value[] =>
  Object.entries(body).flatMap(([name, value]) => (typeof value === 'string' || typeof value === 'number' ? [[name, value] as const] : []));

/** Names are case-insensitive, and a later value replaces an earlier one. */
const toValues = (values: readonly Value[]): ReadonlyMap<string, string | number> =>
  new Map(values.map(([name, value]) => [name.toLowerCase(), value]));

const hasInexactId = (values: ReadonlyMap<string, string | number>): boolean =>
  [...values].some(([name, value]) => IDS.has(name) && typeof value === 'number' && !isExactWholeNumber(value));

function toNotification(values: ReadonlyMap<string, string | number>): Notification | null {
  const [type, customerId, id] = ['type', 'customerid', 'id'].map((name) => String(values.get(name) ?? ''));
  const kind = type?.toLowerCase();
  if (!customerId) return null;
  if (kind === 'contact' && id) return { customerId, contactId: id };
  // Vitec does not document which id a change of buyers and sellers has, so the whole customer is invalidated
  return kind === 'estatecontact' || kind === 'contact' ? { customerId, contactId: null } : null;
}

/** Undefined if the text is not JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

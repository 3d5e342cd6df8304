import type { IncomingMessage } from 'node:http';
import { isExactWholeNumber } from '../../domain/exact-number.ts';
import { decodeUtf8 } from '../../domain/utf8.ts';
import type { HttpRejection } from '../server/http-rejection.ts';
import { readBody } from '../server/read-body.ts';
import { type RequestTarget, readParameters } from '../server/request-target.ts';
import { checkBodyType } from './check-request.ts';
import { type Members, type NotificationForm, readForm } from './notification-form.ts';

/** The notifications of one request. */
type NotificationsRead = { readonly forms: readonly NotificationForm[] } | { readonly rejection: HttpRejection };
type Value = readonly [name: string, value: string | number];
/** The values of each object in a body, which is one object or a list of objects. */
type BodyRead = { readonly objects: readonly (readonly Value[])[] } | { readonly rejection: HttpRejection };

const MAX_BYTES = 65_536;

const IDS: ReadonlySet<string> = new Set(['customerid', 'id', 'relid2', 'destinationid', 'sourceids']);
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
 * Reads the notifications of a request from its query and its JSON body. Vitec sends the parameters in both, all but `data`, `destinationId`
 * and `sourceIds`. An unreadable body is ignored if the query suffices, since Vitec does not send a rejected notification again.
 */
export async function readNotifications(request: IncomingMessage, target: RequestTarget): Promise<NotificationsRead> {
  const parameters = readParameters(target.query);
  const body = readObjects(request.headers, await readBody(request, MAX_BYTES));
  if (parameters === null) return { rejection: NOT_UTF8 };
  if ('rejection' in body) {
    const inQuery = readForm(toMembers([...parameters]));
    return inQuery.outcome === 'unknown' ? body : { forms: [inQuery] };
  }
  const all = body.objects.map((values) => [...parameters, ...values]);
  if (all.some((values) => values.some(isInexactId))) return { rejection: INEXACT_ID };
  return { forms: all.map((values) => readForm(toMembers(values))) };
}

/** What the query alone says. The body of a request without the secret is not read. */
export const readQueryForm = ({ query }: RequestTarget): NotificationForm => readForm(toMembers([...(readParameters(query) ?? [])]));

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

/** A list has one value for each of its members. */
const readValues = (body: object): readonly Value[] =>
  Object.entries(body).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).flatMap((each: unknown) =>
      typeof each === 'string' || typeof each === 'number' ? [[name, each] as const] : [],
    ),
  );

/** Names are case-insensitive. */
function toMembers(values: readonly Value[]): Members {
  const named = values.map(([name, value]) => ({ name: name.toLowerCase(), value: String(value).trim() }));
  const present = named.filter(({ value }) => value !== '');
  return new Map([...Map.groupBy(present, ({ name }) => name)].map(([name, same]) => [name, same.map(({ value }) => value)]));
}

const isInexactId = ([name, value]: Value): boolean =>
  IDS.has(name.toLowerCase()) && typeof value === 'number' && !isExactWholeNumber(value);

/** Undefined if the text is not JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

import type { IncomingMessage } from 'node:http';
import { isExactWholeNumber } from '../domain/exact-number.ts';
import { decodeUtf8 } from '../domain/utf8.ts';
import type { Refusal } from './check-request.ts';
import { readBody } from './read-body.ts';
import { type RequestTarget, readParameters } from './request-target.ts';

/** What a notification of Vitec means for what is kept: one contact, or all of a customer. */
export type Notification = { readonly customerId: string; readonly contactId: string | null };

/** `notification` is null for what concerns nothing kept. */
type NotificationRead = { readonly notification: Notification | null } | { readonly refusal: Refusal };

const PREFIX = '/webhooks/vitec';
const MAX_BYTES = 65_536;

const IDS: ReadonlySet<string> = new Set(['customerid', 'id']);
const INEXACT_ID: Refusal = {
  status: 400,
  code: 'BAD_USER_INPUT',
  message: 'Send ids as strings: a number is not whole, or too large to be exact.',
};
const NOT_UTF8: Refusal = { status: 400, code: 'BAD_REQUEST', message: 'The notification is not UTF-8.' };

export const isWebhook = (path: string): boolean => path === PREFIX || path.startsWith(`${PREFIX}/`);

/** The secret as it stands in the header, or else at the end of the path. */
export function givenSecret({ headers }: IncomingMessage, path: string): string {
  const inPath = decodeURIComponentOrEmpty(path.slice(PREFIX.length + 1));
  return typeof headers['x-webhook-secret'] === 'string' ? headers['x-webhook-secret'] : inPath;
}

/** Reads a notification from the address and, where there is one, the JSON body; their form is lenient, as only its parameters are documented. */
export async function readNotification(request: IncomingMessage, { query }: RequestTarget): Promise<NotificationRead> {
  const parameters = readParameters(query);
  const text = decodeUtf8((await readBody(request, MAX_BYTES)) ?? new Uint8Array());
  if (parameters === null || text === null) return { refusal: NOT_UTF8 };
  const values = new Map([...parameters, ...readValues(text)].map(([name, value]) => [name.toLowerCase(), value] as const));
  if ([...values].some(([name, value]) => IDS.has(name) && typeof value === 'number' && !isExactWholeNumber(value)))
    return { refusal: INEXACT_ID };
  return { notification: toNotification(values) };
}

function toNotification(values: ReadonlyMap<string, string | number>): Notification | null {
  const [type, customerId, id] = ['type', 'customerid', 'id'].map((name) => String(values.get(name) ?? ''));
  const kind = type?.toLowerCase();
  if (!customerId) return null;
  if (kind === 'contact' && id) return { customerId, contactId: id };
  // whose id a change of buyers and sellers carries is not documented, so all of the customer is asked for anew
  return kind === 'estatecontact' || kind === 'contact' ? { customerId, contactId: null } : null;
}

function readValues(text: string): readonly (readonly [string, string | number])[] {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null
      ? Object.entries(body).flatMap(([name, value]) =>
          typeof value === 'string' || typeof value === 'number' ? [[name, value] as const] : [],
        )
      : [];
  } catch {
    return [];
  }
}

function decodeURIComponentOrEmpty(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

import type { IncomingMessage } from 'node:http';
import { readBody } from './read-body.ts';

/** What a notification of Vitec means for what is kept: one contact, or all of a customer; null for what concerns nothing kept. */
export type Notification = { readonly customerId: string; readonly contactId: string | null };

const PREFIX = '/webhooks/vitec';
const MAX_BYTES = 65_536;

export const isWebhook = (path: string): boolean => path === PREFIX || path.startsWith(`${PREFIX}/`);

/** The secret as it stands in the header, or else at the end of the path. */
export function givenSecret({ headers, url = '' }: IncomingMessage): string {
  const inPath = decodeURIComponentOrEmpty(url.split('?')[0]?.slice(PREFIX.length + 1) ?? '');
  return typeof headers['x-webhook-secret'] === 'string' ? headers['x-webhook-secret'] : inPath;
}

/** Reads a notification from the address and, where there is one, the JSON body; their form is lenient, as only its parameters are documented. */
export async function readNotification(request: IncomingMessage): Promise<Notification | null> {
  const parameters = new URL(request.url ?? '/', 'http://gateway').searchParams;
  const values = new Map([...parameters, ...(await readValues(request))].map(([name, value]) => [name.toLowerCase(), value] as const));
  const [type, customerId, id] = [values.get('type')?.toLowerCase(), values.get('customerid'), values.get('id')];
  if (!customerId) return null;
  if (type === 'contact' && id) return { customerId, contactId: id };
  // whose id a change of buyers and sellers carries is not documented, so all of the customer is asked for anew
  return type === 'estatecontact' || type === 'contact' ? { customerId, contactId: null } : null;
}

async function readValues(request: IncomingMessage): Promise<readonly (readonly [string, string])[]> {
  const text = await readBody(request, MAX_BYTES);
  try {
    const body: unknown = JSON.parse(text ?? '');
    return typeof body === 'object' && body !== null
      ? Object.entries(body).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as const] : []))
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

import type { IncomingMessage, ServerResponse } from 'node:http';
import { sendJson } from './send-json.ts';

/** The members of a notification. Vitec's help page NotificationsApi lists those of each type. */
type WireNotification = Readonly<Record<string, string | null | readonly string[] | { readonly status: string }>>;

/** Parameters that /notify requires, and the subtype that it sends by default. Other types have neither. */
const TYPES: ReadonlyMap<string, { readonly required: readonly string[]; readonly subtype: string }> = new Map([
  ['Contact', { required: ['id'], subtype: 'Person' }],
  ['EstateContact', { required: ['relId1', 'relId2'], subtype: 'Buyer' }],
  ['Estate', { required: ['id'], subtype: 'HousingCooperative' }],
  ['Merge', { required: ['destinationId', 'sourceIds'], subtype: 'Person' }],
]);
/** Vitec sends these in the JSON body only. */
const BODY_ONLY: ReadonlySet<string> = new Set(['data', 'destinationId', 'sourceIds']);
const LOCAL_HOSTS: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * `POST /notify?to=<URL of a subscriber on this machine>&type=...&customerId=...` sends a notification and answers the subscriber's status.
 * The other parameters are those of the type; `sourceIds` are separated by commas, `status` is `data.status`.
 */
export async function notify(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const parameters = new URL(request.url ?? '/', 'http://sandbox').searchParams;
  const type = parameters.get('type') || 'Contact';
  const missing = ['to', 'customerId', ...(TYPES.get(type)?.required ?? [])].filter((name) => !parameters.get(name));
  if (missing.length > 0) return sendJson(request, response, 400, { answered: null, message: `Missing: ${missing.join(', ')}.` });
  const answered = await send(parameters.get('to') ?? '', toNotification(type, parameters)).catch(() => null);
  if (answered === null) sendJson(request, response, 400, { answered, message: 'No subscriber on this machine answers at that URL.' });
  else sendJson(request, response, 200, { answered });
}

function toNotification(type: string, parameters: URLSearchParams): WireNotification {
  const value = (name: string) => parameters.get(name) || null;
  const members = { name: 'sandbox', type, customerId: value('customerId'), chainId: null, tenantId: 'T1' };
  // Vitec's older help page writes subType, the page of 2026 subtype.
  const subtypeName = value('subType') ? 'subType' : 'subtype';
  const subtype = { [subtypeName]: value(subtypeName) ?? TYPES.get(type)?.subtype ?? null };
  if (type === 'Merge') {
    const id = value('destinationId');
    return { ...members, ...subtype, event: 'Merge', id, destinationId: id, sourceIds: value('sourceIds')?.split(',') ?? [] };
  }
  const id = value('id');
  const status = value('status');
  return {
    ...members,
    ...subtype,
    event: value('event') === 'Remove' ? 'Remove' : 'Update',
    ...(id && { id }),
    ...toRelations(value),
    ...(status && { data: { status } }),
  };
}

/** Vitec leaves out a relation without an id, and sends null for a type that it does not have. */
const toRelations = (value: (name: string) => string | null): WireNotification =>
  Object.fromEntries(
    ['1', '2', '3']
      .filter((number) => value(`relId${number}`))
      .flatMap((number) => [`relId${number}`, `relType${number}`].map((name) => [name, value(name)])),
  );

/** Sends as Vitec does: the same members in the query, without null, and as JSON. Null for a URL of another machine. */
async function send(to: string, notification: WireNotification): Promise<number | null> {
  const url = URL.canParse(to) ? new URL(to) : null;
  if (!url || !LOCAL_HOSTS.has(url.hostname)) return null;
  for (const [name, value] of Object.entries(notification)) {
    if (typeof value === 'string' && !BODY_ONLY.has(name)) url.searchParams.set(name, value);
  }
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(notification),
  });
  await response.arrayBuffer();
  return response.status;
}

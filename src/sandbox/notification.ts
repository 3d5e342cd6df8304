import type { IncomingMessage, ServerResponse } from 'node:http';
import { sendJson } from './send-json.ts';

/** What Vitec tells its subscribers of a change; each is sent as URL parameters and as a JSON POST. */
type WireNotification = {
  readonly type: string;
  readonly subType: string;
  readonly id: string;
  readonly event: 'Update' | 'Remove';
  readonly customerId: string;
};

/** Sends one as Vitec does, to a subscriber on this machine; the status that it answers, or null for an address elsewhere. */
async function sendNotification(to: string, notification: WireNotification): Promise<number | null> {
  const url = URL.canParse(to) ? new URL(to) : null;
  if (!url || !['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)) return null;
  const values = { name: 'sandbox', ...notification };
  for (const [name, value] of Object.entries(values)) url.searchParams.set(name, value);
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...values, data: {} }),
  });
  await response.arrayBuffer();
  return response.status;
}

/** `POST /notify?to=<address of a subscriber>&type=Contact&id=...&customerId=...` makes Vitec tell of a change. */
export async function notify(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const parameters = new URL(request.url ?? '/', 'http://sandbox').searchParams;
  const value = (name: string) => parameters.get(name) ?? '';
  const event = value('event') === 'Remove' ? 'Remove' : 'Update';
  const notification = {
    type: value('type') || 'Contact',
    subType: value('subType') || 'Person',
    id: value('id'),
    event,
    customerId: value('customerId'),
  } as const;
  const answered = await sendNotification(value('to'), notification).catch(() => null);
  sendJson(request, response, answered === null ? 400 : 200, { answered });
}

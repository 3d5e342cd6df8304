import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { Calls } from './calls.ts';
import { FAULTS } from './faults.ts';
import { sendNotification } from './notification.ts';
import type { SandboxContact, SandboxOffice } from './office.ts';
import { callsPage } from './page.ts';

export type Sandbox = { readonly url: string; readonly calls: Calls; readonly stop: () => Promise<void> };

const PARTY_ROLES = /^\/CRM\/Contact\/([^/]+)\/([^/]+)\/PartyRoles$/i;
const ID = /^[A-Za-z0-9_-]{1,40}$/;

/** A stand-in for Vitec Connect: HTTP Basic, JSON, the documented errors. It shares no code with the client that asks it. */
export async function startSandbox(offices: readonly SandboxOffice[], { port = 0, host = '127.0.0.1' } = {}): Promise<Sandbox> {
  const calls = new Calls();
  const contacts = new Map(
    offices.flatMap((office) => office.contacts.map((contact) => [`${office.customerId}/${contact.contactId}`, contact] as const)),
  );
  const timers = new Set<NodeJS.Timeout>();

  const server = createServer((request, response) => {
    const pathname = request.url?.split('?')[0] ?? '/';
    const [, customerId, contactId] = PARTY_ROLES.exec(pathname) ?? [];
    if (customerId !== undefined && contactId !== undefined) {
      calls.begin(customerId, contactId);
      response.on('close', () => calls.end());
      return answerPartyRoles(request, response, decode(customerId), decode(contactId));
    }
    if (pathname === '/notify' && request.method === 'POST') return notify(request, response);
    if (pathname === '/calls' && request.method === 'DELETE') calls.reset();
    if (pathname === '/calls') return sendJson(request, response, 200, calls.report());
    if (pathname === '/')
      return response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(callsPage(offices, calls.report()));
    return sendJson(request, response, 404, { message: 'No HTTP resource was found that matches the request.' });
  });

  function answerPartyRoles(request: IncomingMessage, response: ServerResponse, customerId: string, contactId: string): void {
    const contact = contacts.get(`${customerId}/${contactId}`);
    const refusal = refuse(request, offices, customerId, contactId) ?? (contact ? null : { status: 404, message: 'Contact not found.' });
    if (refusal) {
      if (refusal.status === 401) response.setHeader('www-authenticate', 'Basic realm="Vitec Connect"');
      sendJson(request, response, refusal.status, { message: refusal.message });
    } else if (contact) {
      const timer = setTimeout(() => {
        timers.delete(timer);
        answerContact(request, response, contact);
      }, contact.delayMs ?? 0);
      timers.add(timer);
    }
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return {
    url: `http://${host}:${(server.address() as AddressInfo).port}`,
    calls,
    stop: () =>
      new Promise((resolve) => {
        for (const timer of timers) clearTimeout(timer);
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** `POST /notify?to=<address of a subscriber>&type=Contact&id=...&customerId=...` makes Vitec tell of a change. */
async function notify(request: IncomingMessage, response: ServerResponse): Promise<void> {
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

/** What Vitec documents: 401 without a right password, 400 for an id of the wrong form, 403 for another's customer. */
function refuse({ headers, method }: IncomingMessage, offices: readonly SandboxOffice[], customerId: string, contactId: string) {
  const opened = offices.filter(({ username, password }) => headers.authorization === basic(username, password));
  if (opened.length === 0) return { status: 401, message: 'Authorization has been denied for this request.' };
  if (method !== 'GET') return { status: 405, message: 'The requested resource does not support this method.' };
  if (!ID.test(customerId) || !ID.test(contactId)) return { status: 400, message: 'The request is invalid: an id has the wrong form.' };
  return opened.some((office) => office.customerId === customerId) ? null : { status: 403, message: 'Access denied.' };
}

function answerContact(request: IncomingMessage, response: ServerResponse, { fault, roles }: SandboxContact): void {
  if (fault) FAULTS[fault](response);
  else sendJson(request, response, 200, roles);
}

function sendJson(request: IncomingMessage, response: ServerResponse, status: number, value: unknown): void {
  const text = JSON.stringify(value);
  const isPacked = text.length > 1_024 && /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...(isPacked ? { 'content-encoding': 'gzip' } : {}) });
  response.end(isPacked ? gzipSync(text) : text);
}

const basic = (username: string, password: string): string => `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return '';
  }
}

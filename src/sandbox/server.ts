import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Calls } from './calls.ts';
import type { Endpoint } from './endpoint.ts';
import { contactRelations } from './endpoints/contact-relations.ts';
import { partyRoles } from './endpoints/party-roles.ts';
import { FAULTS } from './faults.ts';
import { notify } from './notification.ts';
import type { SandboxContact, SandboxOffice } from './office.ts';
import { callsPage } from './page.ts';
import { NOT_FOUND, rejectionOf } from './rejection.ts';
import { sendJson } from './send-json.ts';

export type Sandbox = { readonly url: string; readonly calls: Calls; readonly stop: () => Promise<void> };

const ENDPOINTS: readonly Endpoint[] = [partyRoles, contactRelations];

/** A stand-in for Vitec Connect: HTTP Basic, JSON, the documented errors. It shares no code with the gateway's client. */
export async function startSandbox(offices: readonly SandboxOffice[], { port = 0, host = '127.0.0.1' } = {}): Promise<Sandbox> {
  const calls = new Calls();
  const contacts = new Map(
    offices.flatMap((office) => office.contacts.map((contact) => [`${office.customerId}/${contact.contactId}`, contact] as const)),
  );
  const timers = new Set<NodeJS.Timeout>();

  const server = createServer((request, response) => {
    const pathname = request.url?.split('?')[0] ?? '/';
    for (const endpoint of ENDPOINTS) {
      const [match, customerId = '', contactId = ''] = endpoint.path.exec(pathname) ?? [];
      if (match === undefined) continue;
      calls.begin(endpoint.name, customerId, contactId);
      response.on('close', () => calls.end());
      return answer(request, response, endpoint, { customerId: decode(customerId), contactId: decode(contactId) });
    }
    if (pathname === '/notify' && request.method === 'POST') return notify(request, response);
    if (pathname === '/calls' && request.method === 'DELETE') calls.reset();
    if (pathname === '/calls') return sendJson(request, response, 200, calls.report());
    if (pathname === '/')
      return response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(callsPage(offices, calls.report()));
    return sendJson(request, response, 404, { message: 'No HTTP resource was found that matches the request.' });
  });

  function answer(
    request: IncomingMessage,
    response: ServerResponse,
    endpoint: Endpoint,
    ids: { readonly customerId: string; readonly contactId: string },
  ): void {
    const rejection = rejectionOf(request, endpoint, ids, offices);
    const contact = contacts.get(`${ids.customerId}/${ids.contactId}`);
    if (rejection || !contact) {
      const { status, message } = rejection ?? NOT_FOUND;
      if (status === 401) response.setHeader('www-authenticate', 'Basic realm="Vitec Connect"');
      sendJson(request, response, status, { message });
    } else {
      const timer = setTimeout(() => {
        timers.delete(timer);
        answerContact(request, response, endpoint, contact);
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

function answerContact(request: IncomingMessage, response: ServerResponse, endpoint: Endpoint, contact: SandboxContact): void {
  const fault = typeof contact.fault === 'object' ? contact.fault[endpoint.name] : contact.fault;
  if (fault) FAULTS[fault](response);
  else sendJson(request, response, 200, endpoint.answer(contact));
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return '';
  }
}

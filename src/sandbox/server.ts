import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Calls } from './calls.ts';
import { createDirectory, type Directory } from './directory.ts';
import type { Endpoint, Question } from './endpoint.ts';
import { buyer } from './endpoints/buyer.ts';
import { genericContact, typedContacts } from './endpoints/contact.ts';
import { contactRelations } from './endpoints/contact-relations.ts';
import { estate } from './endpoints/estate.ts';
import { partyRoles } from './endpoints/party-roles.ts';
import { search } from './endpoints/search.ts';
import { seller } from './endpoints/seller.ts';
import { speculator } from './endpoints/speculator.ts';
import { FAULTS, type FaultName } from './faults.ts';
import { notify } from './notification.ts';
import type { SandboxOffice } from './office.ts';
import { callsPage } from './page.ts';
import { type Parameters, parametersOf } from './parameters.ts';
import { notFound, rejectionOf } from './rejection.ts';
import { sendJson } from './send-json.ts';

export type Sandbox = { readonly url: string; readonly calls: Calls; readonly stop: () => Promise<void> };

type Options = {
  readonly port?: number;
  readonly host?: string;
  /** Whether the generic form of Contact answers names and the other fields of the type. Vitec's samples do not have them. */
  readonly genericNames?: boolean;
};

/** The generic form comes last: its path matches those of the words Person, Buyer, Search, ... too. */
const ENDPOINTS: readonly Endpoint[] = [
  partyRoles,
  contactRelations,
  search,
  ...buyer,
  ...seller,
  ...speculator,
  ...typedContacts,
  estate,
  genericContact,
];

/** A stand-in for Vitec Connect: HTTP Basic, JSON, the documented errors. It shares no code with the gateway's client. */
export async function startSandbox(
  offices: readonly SandboxOffice[],
  { port = 0, host = '127.0.0.1', genericNames = false }: Options = {},
): Promise<Sandbox> {
  const calls = new Calls();
  const directories = new Map(offices.map((office) => [office.customerId, createDirectory(office)]));
  const timers = new Set<NodeJS.Timeout>();

  const server = createServer((request, response) => {
    const [pathname = '/'] = request.url?.split('?') ?? [];
    const query = request.url?.slice(pathname.length) ?? '';
    for (const endpoint of ENDPOINTS) {
      const groups = endpoint.path.exec(pathname)?.groups;
      if (!groups) continue;
      const asked = toAsked(groups, parametersOf(query), endpoint);
      calls.begin(endpoint, asked.customerId, asked.ids);
      response.on('close', () => calls.end());
      return answer(request, response, endpoint, asked);
    }
    if (pathname === '/notify' && request.method === 'POST') return notify(request, response);
    if (pathname === '/calls' && request.method === 'DELETE') calls.reset();
    if (pathname === '/calls') return sendJson(request, response, 200, calls.report());
    if (pathname === '/')
      return response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(callsPage(offices, calls.report()));
    return sendJson(request, response, 404, { message: 'No HTTP resource was found that matches the request.' });
  });

  function answer(request: IncomingMessage, response: ServerResponse, endpoint: Endpoint, asked: Asked): void {
    const rejection = rejectionOf(request, endpoint, asked, directories);
    const office = directories.get(asked.customerId);
    if (rejection || !office) {
      const { status, message } = rejection ?? notFound(endpoint);
      if (status === 401) response.setHeader('www-authenticate', 'Basic realm="Vitec Connect"');
      sendJson(request, response, status, { message });
      return;
    }
    const { fault, delayMs } = behaviourOf(endpoint, office, asked.ids);
    const timer = setTimeout(() => {
      timers.delete(timer);
      if (fault) FAULTS[fault](response);
      else answerQuestion(request, response, endpoint, { office, ids: asked.ids, parameters: asked.parameters, genericNames });
    }, delayMs);
    timers.add(timer);
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

type Asked = { readonly customerId: string; readonly ids: readonly string[]; readonly parameters: Parameters };

/** The ids are in the path or, in the query form of a batch, in the parameter contactIds. */
function toAsked({ customerId = '', ids }: Record<string, string>, parameters: Parameters, { idsOf }: Endpoint): Asked {
  const list = ids === undefined ? idsOf && parameters.get('contactIds') : decode(ids);
  return { customerId: decode(customerId), ids: list === null ? [] : [...new Set(list.split(','))], parameters };
}

/** The first fault of the endpoint or of what the call names, and the longest delay. Vitec fails a batch as a whole. */
function behaviourOf(
  { name, idsOf }: Endpoint,
  { office, contacts, listingOf }: Directory,
  ids: readonly string[],
): { readonly fault: FaultName | undefined; readonly delayMs: number } {
  const named = idsOf === null ? [] : ids.flatMap((id) => (idsOf === 'estate' ? listingOf(id) : contacts.get(id)) ?? []);
  const faults = named.flatMap(({ fault }) => (typeof fault === 'object' ? fault[name] : fault) ?? []);
  return { fault: office.faults?.[name] ?? faults[0], delayMs: Math.max(0, ...named.map(({ delayMs = 0 }) => delayMs)) };
}

function answerQuestion(request: IncomingMessage, response: ServerResponse, endpoint: Endpoint, question: Question): void {
  const body = endpoint.answer(question);
  const { status, message } = notFound(endpoint);
  if (body === undefined) sendJson(request, response, status, { message });
  else sendJson(request, response, 200, body);
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return '';
  }
}

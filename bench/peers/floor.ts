import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Pool } from 'undici';

/** The least that the same answer can cost: node:http, undici, JSON, a Map for contacts that repeat. It knows nothing of GraphQL. */
type Row = { readonly estateId: string; readonly roleCreatedAt: string };
type Wire = Readonly<Record<string, readonly Row[] | undefined>>;
const pool = new Pool(process.env.VITEC_URL ?? '', { connections: 50, pipelining: 1 });
const headers = { authorization: `Basic ${Buffer.from('a:b').toString('base64')}`, accept: 'application/json' };
const LISTS = ['buyer', 'seller', 'tenant', 'owner', 'extraBuyer', 'extraSeller', 'extraTenant', 'extraOwner'].map((list) => ({
  list,
  kind: list.startsWith('extra') ? 'EXTRA' : 'PRIMARY',
  role: list.replace('extra', '').toUpperCase(),
}));

async function fetchRoles(contactId: string, only: string | null) {
  const { body } = await pool.request({ method: 'GET', path: `/CRM/Contact/M1/${contactId}/PartyRoles`, headers });
  const wire = (await body.json()) as Wire;
  return LISTS.filter(({ role }) => only === null || role === only).flatMap(({ list, kind, role }) =>
    (wire[list] ?? []).map(({ estateId, roleCreatedAt }) => ({ kind, role, createdAt: roleCreatedAt, estate: { estateId } })),
  );
}

const server = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const { operationName, variables } = JSON.parse(Buffer.concat(chunks).toString());
  const ids: string[] = variables.ids ?? variables.representations.map(({ contactId }: { contactId: string }) => contactId);
  const asked = new Map<string, ReturnType<typeof fetchRoles>>();
  for (const id of ids) if (!asked.has(id)) asked.set(id, fetchRoles(id, operationName === 'Few' ? 'TENANT' : null));
  const contacts = await Promise.all(ids.map(async (contactId) => ({ contactId, partyRoles: await asked.get(contactId) })));
  const text = JSON.stringify({ data: operationName === 'Entities' ? { _entities: contacts } : { contacts } });
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }).end(text);
});
server.listen(Number(process.env.PORT ?? 0), '127.0.0.1', () =>
  process.stdout.write(`listening http://127.0.0.1:${(server.address() as AddressInfo).port}\n`),
);

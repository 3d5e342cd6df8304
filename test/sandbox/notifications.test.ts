import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../src/sandbox/server.ts';
import { type ListeningServer, listen } from '../support/listen.ts';

let sandbox: Sandbox;
let listening: ListeningServer;
let hook: string;
let received: unknown[];
const subscriber = createServer(async (request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://subscriber');
  if (pathname === '/hook/reset') return request.socket.destroy();
  const { method, headers } = request;
  received.push({
    request: `${method} ${pathname} ${headers['content-type']}`,
    query: Object.fromEntries(searchParams),
    body: JSON.parse(await text(request)),
  });
  response.writeHead(pathname === '/hook' ? 204 : 401).end();
});
beforeAll(async () => {
  sandbox = await startSandbox([]);
  listening = await listen(subscriber);
  hook = `${listening.url}/hook`;
});
afterAll(async () => {
  await listening[Symbol.asyncDispose]();
  await sandbox.stop();
});
beforeEach(() => {
  received = [];
});

const notify = async (parameters: Record<string, string>) => {
  const response = await fetch(`${sandbox.url}/notify?${new URLSearchParams(parameters)}`, { method: 'POST' });
  return { status: response.status, body: await response.json() };
};

const OFFICE = { name: 'sandbox', customerId: 'M1', tenantId: 'T1' };
const NO_CHAIN = { chainId: null };
const RELATIONS = { relId1: 'OBJ1_1', relType1: 'House', relId2: 'anna', relType2: 'Person' };

it.each<[string, Record<string, string>, object, object]>([
  ['a contact', { type: 'Contact', id: 'anna' }, { type: 'Contact', subtype: 'Person', id: 'anna', event: 'Update' }, {}],
  ['a contact by default', { id: 'anna' }, { type: 'Contact', subtype: 'Person', id: 'anna', event: 'Update' }, {}],
  [
    'a removed company',
    { type: 'Contact', subtype: 'Company', id: 'bolaget', event: 'Remove' },
    { type: 'Contact', subtype: 'Company', id: 'bolaget', event: 'Remove' },
    {},
  ],
  ...['Buyer', 'Seller', 'Speculator', 'ExtraBuyer', 'ExtraSeller'].map((subtype): [string, Record<string, string>, object, object] => [
    `a contact's tie to an estate, as ${subtype}`,
    { type: 'EstateContact', subtype, ...RELATIONS },
    { type: 'EstateContact', subtype, event: 'Update', ...RELATIONS },
    {},
  ]),
  [
    'a tie in the spelling of the older help page, without types',
    { type: 'EstateContact', subType: 'EstateContactBuyer', relId1: 'OBJ1_1', relId2: 'anna', event: 'Remove' },
    { type: 'EstateContact', subType: 'EstateContactBuyer', relId1: 'OBJ1_1', relId2: 'anna', event: 'Remove' },
    { relType1: null, relType2: null },
  ],
  [
    'a participant of a viewing',
    { type: 'EstateContact', subtype: 'ViewingParticipant', id: 'VID1', ...RELATIONS, relId3: 'VIS1', relType3: 'Viewing' },
    {
      type: 'EstateContact',
      subtype: 'ViewingParticipant',
      event: 'Update',
      id: 'VID1',
      ...RELATIONS,
      relId3: 'VIS1',
      relType3: 'Viewing',
    },
    {},
  ],
  [
    'an estate',
    { type: 'Estate', subtype: 'House', id: 'OBJ1_1', status: 'Sold' },
    { type: 'Estate', subtype: 'House', id: 'OBJ1_1', event: 'Update' },
    { data: { status: 'Sold' } },
  ],
  [
    'merged contacts',
    { type: 'Merge', destinationId: 'anna', sourceIds: 'anna-2,anna-3' },
    { type: 'Merge', subtype: 'Person', event: 'Merge', id: 'anna' },
    { destinationId: 'anna', sourceIds: ['anna-2', 'anna-3'] },
  ],
  ['another type', { type: 'Area', id: 'STD1' }, { type: 'Area', event: 'Update', id: 'STD1' }, { subtype: null }],
])('a notification about %s is sent in the query and as JSON', async (_what, parameters, inBoth, inBodyOnly) => {
  expect(await notify({ to: hook, customerId: 'M1', ...parameters })).toEqual({ status: 200, body: { answered: 204 } });
  expect(received).toEqual([
    {
      request: 'POST /hook application/json',
      query: { ...OFFICE, ...inBoth },
      body: { ...OFFICE, ...NO_CHAIN, ...inBoth, ...inBodyOnly },
    },
  ]);
});

it.each<[string, Record<string, string>, string]>([
  ['Contact', {}, 'id'],
  ['EstateContact', { id: 'anna' }, 'relId1, relId2'],
  ['EstateContact', { relId1: 'OBJ1_1' }, 'relId2'],
  ['Estate', {}, 'id'],
  ['Merge', { id: 'anna' }, 'destinationId, sourceIds'],
  ['Merge', { destinationId: 'anna', sourceIds: '' }, 'sourceIds'],
  ['Area', { customerId: '' }, 'customerId'],
  ['Area', { to: '' }, 'to'],
])('a notification %s with %j is not sent, and the answer names the missing parameters', async (type, parameters, missing) => {
  expect(await notify({ to: hook, customerId: 'M1', type, ...parameters })).toEqual({
    status: 400,
    body: { answered: null, message: `Missing: ${missing}.` },
  });
  expect(received).toEqual([]);
});

it('answers the status of the subscriber', async () => {
  expect(await notify({ to: `${hook}/other`, customerId: 'M1', id: 'anna' })).toEqual({ status: 200, body: { answered: 401 } });
});

it.each<[string, (hook: string) => string]>([
  ['of another host', (hook) => hook.replace('127.0.0.1', '0.0.0.0')], // reaches the subscriber, but is not on the list of local hosts
  ['that is none', () => 'hook'],
  ['whose server closes the connection', (hook) => `${hook}/reset`],
])('answers 400 to a URL %s', async (_what, toUrl) => {
  expect(await notify({ to: toUrl(hook), customerId: 'M1', id: 'anna' })).toEqual({
    status: 400,
    body: { answered: null, message: 'No subscriber on this machine answers at that URL.' },
  });
  expect(received).toEqual([]);
});

import { createServer } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Notification } from '../../src/domain/notification.ts';
import { readNotifications } from '../../src/http/routes/notifications.ts';
import { readTarget } from '../../src/http/server/request-target.ts';
import { type ListeningServer, listen } from '../support/listen.ts';

/** `contact: kinds`, and what it was merged into. */
type Shown = readonly string[];

let reading: ListeningServer;
let read: readonly (Notification | null)[] = [];
beforeAll(async () => {
  const server = createServer(async (request, response) => {
    const target = readTarget(request.url ?? '');
    const notifications = target && (await readNotifications(request, target));
    read = notifications && 'forms' in notifications ? notifications.forms.map(({ notification }) => notification) : [];
    response.end();
  });
  reading = await listen(server);
});
afterAll(() => reading[Symbol.asyncDispose]());

async function changesOf(query: Readonly<Record<string, string>>, body: object): Promise<Shown> {
  await fetch(`${reading.url}/?${new URLSearchParams(query)}`, { method: 'POST', headers: JSON_TYPE, body: JSON.stringify(body) });
  return read.flatMap((notification) =>
    (notification?.changes ?? []).map(({ customerId, contactId, kinds, mergedIntoId }) =>
      [`${customerId} ${contactId}: ${[...kinds].join(' ')}`, ...(mergedIntoId === null ? [] : [mergedIntoId])].join(' into '),
    ),
  );
}

const NOTHING: Shown = [];
const JSON_TYPE = { 'content-type': 'application/json' };
const TIE = { type: 'EstateContact', relId1: 'home-1', relType1: 'House', relId2: 'bo', relType2: 'Person' };

const FORMS: readonly (readonly [string, Readonly<Record<string, unknown>>, Shown])[] = [
  ...['Person', 'Company', 'Estate', 'Association'].flatMap((subtype) =>
    ['Update', 'Remove'].map(
      (event) => [`${event} of a ${subtype}`, { type: 'Contact', subtype, id: 'anna', event }, ['M1 anna: PROFILE']] as const,
    ),
  ),
  ['a contact in the older spelling', { type: 'Contact', subType: 'Person', id: 'anna' }, ['M1 anna: PROFILE']],
  ['a contact with a number for an id', { type: 'Contact', id: 17 }, ['M1 17: PROFILE']],
  ...['Buyer', 'Seller', 'Speculator', 'ExtraBuyer', 'ExtraSeller'].flatMap((subtype) => [
    [`a ${subtype}`, { ...TIE, subtype }, ['M1 bo: ROLES']] as const,
    [`a removed ${subtype}`, { ...TIE, subtype, event: 'Remove' }, ['M1 bo: ROLES']] as const,
    [`a ${subtype} in the older spelling`, { ...TIE, subType: `EstateContact${subtype}` }, ['M1 bo: ROLES']] as const,
  ]),
  ['a tie without a subtype', { ...TIE, subtype: null, id: null }, ['M1 bo: ROLES']],
  ['a tie in capitals', { TYPE: 'ESTATECONTACT', SubType: 'BUYER', RELID2: 'bo' }, ['M1 bo: ROLES']],
  ['a participant of a viewing', { ...TIE, subtype: 'ViewingParticipant', id: 'anna', relId3: 'v' }, NOTHING],
  ['a participant of a viewing in the older spelling', { ...TIE, subType: 'EstateContactViewingParticipant' }, NOTHING],
  ['a tie without a contact', { type: 'EstateContact', subtype: 'Buyer', relId1: 'home-1', id: 'anna' }, NOTHING],
  ['a home', { type: 'Estate', subtype: 'House', id: 'home-1' }, NOTHING],
  ['an office', { type: 'Office', id: 'M1' }, NOTHING],
  ['an unknown type', { type: 'Viewing', id: 'anna', relId2: 'bo' }, NOTHING],
  ['a contact without an id', { type: 'Contact' }, NOTHING],
  [
    'a merge',
    { type: 'Merge', subtype: 'Person', event: 'Merge', id: 'anna', destinationId: 'anna', sourceIds: ['bo', 'carin'] },
    ['M1 anna: ROLES PROFILE', 'M1 bo: MERGED into anna', 'M1 carin: MERGED into anna'],
  ],
  [
    'a merge with a text of ids',
    { type: 'Merge', destinationId: 'anna', sourceIds: 'bo, carin' },
    ['M1 anna: ROLES PROFILE', 'M1 bo: MERGED into anna', 'M1 carin: MERGED into anna'],
  ],
  [
    'a merge whose destination is its id alone',
    { type: 'Merge', id: 'anna', destinationId: null, sourceIds: ['bo'] },
    ['M1 anna: ROLES PROFILE', 'M1 bo: MERGED into anna'],
  ],
  ['a merge without a destination', { type: 'Merge', destinationId: null, sourceIds: ['bo', null, 'bo'] }, ['M1 bo: MERGED']],
  ['a merge without sources', { type: 'Merge', id: 'anna', destinationId: 'anna', sourceIds: [] }, ['M1 anna: ROLES PROFILE']],
  [
    'a merge that lists its destination as a source',
    { type: 'Merge', destinationId: 'anna', sourceIds: ['anna', 'bo'] },
    ['M1 anna: ROLES PROFILE', 'M1 bo: MERGED into anna'],
  ],
  [
    'a merge whose id is a source',
    { type: 'Merge', id: 'bo', destinationId: 'anna', sourceIds: ['bo'] },
    ['M1 anna: ROLES PROFILE', 'M1 bo: MERGED into anna'],
  ],
];

describe('the changes that a notification tells of', () => {
  it.each(FORMS)('in JSON: %s', async (_what, members, expected) => {
    expect(await changesOf({}, { customerId: 'M1', ...members })).toEqual(expected);
  });

  it.each(FORMS)('without a customer, are none: %s', async (_what, members) => {
    expect(await changesOf({}, members)).toEqual(NOTHING);
  });

  it.each(FORMS)('in the query, with the rest in JSON: %s', async (_what, members, expected) => {
    const texts = Object.entries(members).flatMap(([name, value]) =>
      value === null || name === 'destinationId' || name === 'sourceIds' ? [] : [[name, String(value)]],
    );
    expect(await changesOf(Object.fromEntries([['customerId', 'M1'], ...texts]), members)).toEqual(expected);
  });

  it('are those of each member of a list', async () => {
    const list = FORMS.map(([, members], index) => ({ ...members, customerId: `M${index}` }));
    const expected = FORMS.flatMap(([, , changes], index) => changes.map((change) => change.replace('M1', `M${index}`)));
    expect(await changesOf({}, list)).toEqual(expected);
  });
});

import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { Agent } from 'undici';
import { askOnce, type Question, timeAt } from './ask.ts';
import { countsOf } from './measure.ts';
import { contactIdOf, knownOf, LIST_SIZE, termOf } from './office.ts';
import { type Running, type Signer, startGateway, startVitec } from './targets.ts';

/** One kind of list, over its rounds. */
export type ListTimes = {
  readonly ms: readonly number[];
  /** The most calls of one round. */
  readonly calls: number;
};

export type OfficeLists = {
  readonly unknown: ListTimes;
  readonly known: ListTimes;
  readonly users: {
    readonly p50: number;
    readonly p99: number;
    readonly calls: number;
    /** Of the distinct contacts, if each list asks at once for those that no earlier one has asked for, in each of the documented forms. */
    readonly allowedCalls: number;
    readonly callsOf: Readonly<Record<string, number>>;
  };
  /** As they came to Vitec's stand-in: on a busy machine some come late, and others not. */
  readonly mostInASecond: number;
  readonly faults: readonly string[];
};

/** What an office allows and Vitec takes. In a smoke run all is ten times as fast. */
const PER_SECOND = 10;
const LATENCY_MS = 150;
const USERS = 20;
const ARRIVALS_MS = 10_000;
const POOL = 120;
const WINDOW_MS = 1_100;
/** 43 on an idle machine. A busy one sends some batches before later lists have joined them. */
const MOST_CALLS_OF_USERS = 55;

const CONTACT_LIST = readFileSync(new URL('../../schema/operations/contact-list.graphql', import.meta.url), 'utf8');
const SEARCH =
  'query Search($term: String!) { searchContacts(customerId: "M1", term: $term, first: 100) { matches { type contact { contactId } } } }';

type Tie = { readonly estate: { readonly estateId: string } };
type Status = { readonly state: string };
type Row = {
  readonly contactId: string;
  readonly profile: { readonly displayName: string } | null;
  readonly bought: readonly Tie[] | null;
  readonly sold: readonly Tie[] | null;
  readonly profileStatus: Status;
  readonly boughtStatus: Status;
  readonly soldStatus: Status;
};
type ListAnswer = { readonly data?: { readonly contacts?: readonly Row[] } | null; readonly errors?: unknown };

const listOf = (contactIds: readonly string[]): Question => ({
  query: CONTACT_LIST,
  variables: () => ({ customerId: 'M1', contactIds }),
  isRight: ({ data, errors }: ListAnswer) =>
    errors === undefined &&
    data?.contacts?.length === contactIds.length &&
    data.contacts.every((row, index) => isRow(row, contactIds[index])),
});

function isRow({ contactId, profile, bought, sold, ...statuses }: Row, asked = ''): boolean {
  const known = knownOf(asked);
  return (
    contactId === asked &&
    profile?.displayName === known.name &&
    bought?.length === known.bought &&
    sold?.length === known.sold &&
    [statuses.profileStatus, statuses.boughtStatus, statuses.soldStatus].every(({ state }) => state === 'FRESH' || state === 'CACHED')
  );
}

const searchFor = (list: number): Question => ({
  query: SEARCH,
  variables: () => ({ term: termOf(list) }),
  isRight: ({ data, errors }: { data?: { searchContacts?: { matches: readonly unknown[] } }; errors?: unknown }) =>
    errors === undefined && data?.searchContacts?.matches.length === LIST_SIZE,
});

/**
 * W9: lists of 50 cold contacts with names and badges, each alone, at 10 calls a second and 150 ms a call. Known types: a search
 * found the contacts before; its call is made over a second earlier and not counted. W10: 20 users who open such lists of 120 contacts
 * within 10 s. `isShort`: one round, ten times as fast.
 */
export async function measureOfficeLists(signer: Signer, rounds: number, isShort: boolean): Promise<OfficeLists> {
  const faster = isShort ? 10 : 1;
  const vitec = await startVitec({ latencyMs: LATENCY_MS / faster, spreadMs: 0 });
  const settings = { VITEC_MAX_PER_SECOND: String(PER_SECOND * faster) };
  const start = () => startGateway(vitec.url, signer, settings);
  const tokens = await Promise.all(Array.from({ length: USERS }, (_, user) => signer.token({ sub: `user-${user}` })));
  const faults: string[] = [];
  let mostInASecond = 0;
  const agent = new Agent({ connections: USERS });
  const ask = async ({ url }: Running, question: Question, what: string, token = tokens[0] ?? '') => {
    const { ms, isRight } = await askOnce(agent, url, token, question, 0);
    if (!isRight) faults.push(`${what}: a wrong answer`);
    return ms;
  };
  const callsSince = async (what: string) => {
    const counts = await countsOf(vitec);
    if (counts.askedAgain > 0) faults.push(`${what}: ${counts.askedAgain} contacts were asked for again`);
    mostInASecond = Math.max(mostInASecond, counts.mostInASecond);
    return counts;
  };

  const alone = await start();
  const times = { unknown: [] as number[], known: [] as number[] };
  const calls = { unknown: 0, known: 0 };
  for (let list = 0; list < rounds * 2; list += 1) {
    const kind = list % 2 === 0 ? 'unknown' : 'known';
    const what = `W9, types ${kind}`;
    if (kind === 'known') {
      await ask(alone, searchFor(list), what);
      await sleep(WINDOW_MS); // a user reads what was found
      await callsSince(what);
    }
    times[kind].push(await ask(alone, listOf(Array.from({ length: LIST_SIZE }, (_, place) => contactIdOf(list, place))), what));
    calls[kind] = Math.max(calls[kind], (await callsSince(what)).calls);
    await sleep(WINDOW_MS);
  }
  await alone.stop();

  const together = await start();
  const lists = listsOfPool();
  const usersMs = await Promise.all(
    lists.map(async (places, user) => {
      await sleep((user * ARRIVALS_MS) / faster / USERS);
      return await ask(together, listOf(places.map((place) => contactIdOf(9_999, place))), 'W10', tokens[user]);
    }),
  );
  const { calls: usersCalls, callsOf } = await callsSince('W10');
  await together.stop();
  await agent.close();
  await vitec.stop();

  const allowedCalls = callsInTurn(lists);
  if (calls.unknown > callsInTurn(lists.slice(0, 1))) faults.push(`W9, types unknown: ${calls.unknown} calls`);
  if (calls.known > 10) faults.push(`W9, types known: ${calls.known} calls`);
  if (usersCalls > MOST_CALLS_OF_USERS) faults.push(`W10: ${usersCalls} calls, of ${MOST_CALLS_OF_USERS}`);
  return {
    unknown: { ms: times.unknown, calls: calls.unknown },
    known: { ms: times.known, calls: calls.known },
    users: { p50: timeAt(usersMs, 0.5) ?? 0, p99: timeAt(usersMs, 0.99) ?? 0, calls: usersCalls, allowedCalls, callsOf },
    mostInASecond,
    faults,
  };
}

/** For each user 50 places of the pool, the same in each run. */
function listsOfPool(): readonly (readonly number[])[] {
  let seed = 1;
  const below = (count: number) => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % count;
  };
  return Array.from({ length: USERS }, () => {
    const pool = Array.from({ length: POOL }, (_, place) => place);
    return Array.from({ length: LIST_SIZE }, () => pool.splice(below(pool.length), 1)[0] ?? 0);
  });
}

/** Buyers and sellers in twenties, types in fives, names of each type in twenties. */
function callsFor(places: readonly number[]): number {
  const ofType = Object.groupBy(places, (place) => knownOf(contactIdOf(0, place)).type);
  const names = Object.values(ofType).reduce((sum, each) => sum + Math.ceil(each.length / 20), 0);
  return 2 * Math.ceil(places.length / 20) + Math.ceil(places.length / 5) + names;
}

function callsInTurn(lists: readonly (readonly number[])[]): number {
  const asked = new Set<number>();
  let calls = 0;
  for (const places of lists) {
    calls += callsFor(places.filter((place) => !asked.has(place)));
    for (const place of places) asked.add(place);
  }
  return calls;
}

import { setTimeout as sleep } from 'node:timers/promises';
import { openLive, PARTS_V1 } from '../../test/support/live-response.ts';
import { countsOf } from './measure.ts';
import { contactIdOf, LIST_SIZE } from './office.ts';
import { median } from './report.ts';
import { type Signer, startGateway, startVitec } from './targets.ts';

/** A cold list of 50 contacts, in milliseconds: until the data of the first and of the last contact. */
export type PartTimes = { readonly firstMs: number; readonly lastMs: number; readonly calls: number };

export type Parts = {
  readonly roles: { readonly whole: PartTimes; readonly inParts: PartTimes };
  readonly names: { readonly whole: PartTimes; readonly inParts: PartTimes };
  readonly faults: readonly string[];
};

const PER_SECOND = 10;
const LATENCY_MS = 150;
const WINDOW_MS = 1_100;
const LISTS = {
  roles: ['partyRolesStatus { state }', 'partyRoles { role estate { estateId } }'],
  names: ['profileStatus { state }', 'profile { displayName }', 'sold: estateTies(side: SELLER) { estate { estateId } }'],
} as const;
const ACCEPT = { whole: 'application/json', inParts: PARTS_V1 } as const;

const queryOf = (kind: keyof typeof LISTS): string => {
  const [status, ...fields] = LISTS[kind];
  return `query ($ids: [ID!]!) { contacts(customerId: "M1", contactIds: $ids) @stream(initialCount: 10) { contactId ... @defer { status: ${status} ${fields.join(' ')} } } }`;
};

/** The same list as a whole and in parts, at 10 calls a second of 150 ms. `rounds` of each; `faster`: all is so many times as fast. */
export async function measureParts(signer: Signer, rounds: number, faster: number): Promise<Parts> {
  const vitec = await startVitec({ latencyMs: LATENCY_MS / faster, spreadMs: 0 });
  const gateway = await startGateway(vitec.url, signer, { VITEC_MAX_PER_SECOND: String(PER_SECOND * faster) });
  const token = await signer.token();
  const faults: string[] = [];
  let list = 0;
  const ask = async (kind: keyof typeof LISTS, form: keyof typeof ACCEPT): Promise<PartTimes> => {
    list += 1;
    const ids = Array.from({ length: LIST_SIZE }, (_, place) => contactIdOf(list, place));
    await sleep(WINDOW_MS / faster);
    await countsOf(vitec);
    const headers = { accept: ACCEPT[form], authorization: `Bearer ${token}` };
    const live = await openLive(gateway.url, { query: queryOf(kind), variables: { ids }, headers });
    await live.ended();
    const { calls } = await countsOf(vitec);
    const timesOfData = live.chunks.flatMap(({ atMs, length }, index) =>
      live.text.slice(live.chunks[index - 1]?.length, length).includes('"status":') ? [atMs] : [],
    );
    if (live.text.split('"state":"FRESH"').length - 1 !== LIST_SIZE) faults.push(`${kind} ${form}: not all contacts`);
    return { firstMs: timesOfData[0] ?? Number.NaN, lastMs: timesOfData.at(-1) ?? Number.NaN, calls };
  };
  const measured = {
    roles: { whole: [] as PartTimes[], inParts: [] as PartTimes[] },
    names: { whole: [] as PartTimes[], inParts: [] as PartTimes[] },
  };
  for (let round = 0; round < rounds; round += 1)
    for (const kind of ['roles', 'names'] as const)
      for (const form of ['whole', 'inParts'] as const) measured[kind][form].push(await ask(kind, form));
  await gateway.stop();
  await vitec.stop();
  const middle = (times: readonly PartTimes[]): PartTimes => ({
    firstMs: median(times.map(({ firstMs }) => firstMs)),
    lastMs: median(times.map(({ lastMs }) => lastMs)),
    calls: Math.max(...times.map(({ calls }) => calls)),
  });
  return {
    roles: { whole: middle(measured.roles.whole), inParts: middle(measured.roles.inParts) },
    names: { whole: middle(measured.names.whole), inParts: middle(measured.names.inParts) },
    faults,
  };
}

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerForm, type FormAnswer } from './vitec-forms.ts';

/**
 * A stand-in for Vitec in a process of its own. PartyRoles has answers made beforehand: two rows in each of the eight lists, or 10,000 for
 * a contact whose id begins with `big`, or as many sales as `rows-<count>-` says; the other endpoints: vitec-forms.ts. VITEC_LATENCY_MS: so
 * long an answer takes, give or take VITEC_SPREAD_MS. /counts tells what it was asked since it was last asked that, and how long the slowest
 * hundredth of its answers took.
 */
const LISTS = ['buyer', 'seller', 'tenant', 'owner', 'extraBuyer', 'extraSeller', 'extraTenant', 'extraOwner'] as const;
const latencyMs = Number(process.env.VITEC_LATENCY_MS ?? 0);
const spreadMs = Number(process.env.VITEC_SPREAD_MS ?? 0);
const counts = { calls: 0, open: 0, mostOpen: 0 };
let times: number[] = [];
/** Of W9 and W10, by form. */
let callsOf: Record<string, number> = {};
/** How often each contact was asked for in each form. */
let asked = new Map<string, number>();
/** When they came. */
let arrivals: number[] = [];

const ANSWER = Buffer.from(JSON.stringify(Object.fromEntries(LISTS.map((list, index) => [list, rowsOf(list, 2, 2_020 - index)]))));
const BIG = Buffer.from(JSON.stringify({ seller: rowsOf('seller', 9_980, 2_020), tenant: rowsOf('tenant', 20, 2_019) }));

/** The newest first, as the gateway lists them. */
function rowsOf(list: string, count: number, year: number) {
  return Array.from({ length: count }, (_, index) => ({
    estateId: `OBJ_${list}_${index}`,
    roleCreatedAt: `${year}-06-${String(28 - (index % 2)).padStart(2, '0')}T09:26:53.589+01:00`,
    ...(list.startsWith('extra') ? { partyRole: 'Guardian', contactId: `principal-${index}` } : {}),
  }));
}

const counted = new Map<number, Buffer>();
function bodyFor(url: string): Buffer {
  const count = Number(/\/rows-(\d+)-/.exec(url)?.[1] ?? 0);
  if (count === 0) return url.includes('/big') ? BIG : ANSWER;
  const body = counted.get(count) ?? Buffer.from(JSON.stringify({ seller: rowsOf('seller', count, 2_020) }));
  counted.set(count, body);
  return body;
}

function count({ form, ids }: FormAnswer): void {
  arrivals.push(performance.now());
  callsOf[form] = (callsOf[form] ?? 0) + 1;
  for (const id of ids) asked.set(`${form} ${id}`, (asked.get(`${form} ${id}`) ?? 0) + 1);
}

/** The most calls that came within one second. */
function mostInASecond(): number {
  let [most, first] = [0, 0];
  for (const [last, atMs] of arrivals.entries()) {
    while ((arrivals[first] ?? atMs) <= atMs - 1_000) first += 1;
    most = Math.max(most, last - first + 1);
  }
  return most;
}

function tell() {
  times.sort((a, b) => a - b);
  const askedAgain = [...asked.values()].filter((times) => times > 1).length;
  const told = { ...counts, p99: times[Math.floor(times.length * 0.99)] ?? 0, callsOf, askedAgain, mostInASecond: mostInASecond() };
  [times, callsOf, asked, arrivals] = [[], {}, new Map(), []];
  Object.assign(counts, { calls: 0, mostOpen: counts.open });
  return told;
}

const server = createServer((request, response) => {
  const url = request.url ?? '';
  if (url === '/counts') {
    response.end(JSON.stringify(tell()));
    return;
  }
  counts.calls += 1;
  counts.open += 1;
  counts.mostOpen = Math.max(counts.mostOpen, counts.open);
  const form = url.endsWith('/PartyRoles') ? null : answerForm(url);
  if (form) count(form);
  const body = form ? Buffer.from(form.body) : bodyFor(url);
  const beganMs = performance.now();
  const answer = () => {
    if (latencyMs > 0) times.push(performance.now() - beganMs);
    counts.open -= 1;
    response.writeHead(form?.status ?? 200, { 'content-type': 'application/json', 'content-length': body.length }).end(body);
  };
  if (latencyMs === 0) answer();
  else setTimeout(answer, latencyMs + (Math.random() * 2 - 1) * spreadMs);
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => process.stdout.write(`listening http://127.0.0.1:${(server.address() as AddressInfo).port}\n`));

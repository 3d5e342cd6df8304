import { createCache, type EndpointCache } from '../../src/cache/cache.ts';
import type { Rights } from '../../src/domain/allowed-key.ts';
import type { FetchedAnswer, SharedFetch } from '../../src/domain/answer.ts';
import { CancelSignal } from '../../src/domain/cancel-signal.ts';
import { type AllowedContact, contactCacheKey } from '../../src/domain/contact.ts';
import { CallAllowance, type Operation } from '../../src/domain/operation.ts';
import { PartyRoles } from '../../src/domain/party-roles.ts';
import { Turns } from '../../src/domain/turns.ts';
import type { UpstreamCall, UpstreamRequest } from '../../src/domain/upstream-call.ts';
import { createRequestRecord } from '../../src/telemetry/logging/request-record.ts';
import { withSingleFlight } from '../../src/upstream/single-flight.ts';
import { partyRoles } from '../../src/vitec/endpoints/party-roles.ts';

export const ANSWER: FetchedAnswer<PartyRoles> = {
  value: new PartyRoles([]),
  text: '{"buyer":[]}',
  fetchedAt: '2026-11-24T12:00:00.000Z',
};

/** A key that is its own request, so that one serves the stages above and below a call. */
export type TestKey = AllowedContact & UpstreamRequest<FetchedAnswer<PartyRoles>>;

export const allowed = (contactId: string, customerId = 'M1', rights: Rights = { kind: 'GATEWAY' }) =>
  ({
    customerId,
    contactId,
    rights,
    cacheKey: contactCacheKey({ customerId, contactId }),
    endpoint: 'PartyRoles',
    functionGroup: 'crm',
    path: () => `/${contactId}`,
    parse: () => ANSWER,
  }) as unknown as TestKey;

/** An upstream of a test, where its answer has the type that the request asks for. */
export const toCall = (answer: (key: TestKey, operation: Operation) => Promise<FetchedAnswer<PartyRoles>>): UpstreamCall =>
  answer as unknown as UpstreamCall;

/** A cache in memory that stores nothing before it is told to. */
export const createMemoryCache = (nowMs = () => performance.now()) =>
  createCache(null, { maxKeepMs: 60_000, hashKey: (key) => key, nowMs });

/** Callers share the calls that a cache lets them share. `cache` needs no Redis. */
export function shareCalls<Key, Value>(fetch: SharedFetch<Key, Value>, cache: Pick<EndpointCache<Key, Value>, 'beginCall' | 'endCall'>) {
  return (key: Key, operation: Operation): Promise<FetchedAnswer<Value>> => {
    const { startedMs, wantsFresh } = operation.record;
    const call = cache.beginCall(key, { arrivedMs: startedMs, wantsFresh, isCached: false });
    if (call instanceof Promise) throw new Error('it asks Redis');
    return fetch(key, operation, call).finally(() => cache.endCall(call));
  };
}

export const shareFlights = (call: UpstreamCall) =>
  shareCalls(withSingleFlight<TestKey, PartyRoles>(call), createMemoryCache().of(partyRoles, 0));

/** An operation that may take so many milliseconds, and what ends it. */
export function createOperation(stayMs = 60_000): Operation & { readonly leave: (reason?: Error) => void } {
  const signal = new CancelSignal();
  const record = createRequestRecord('r', 0);
  return {
    signal,
    deadlineMs: performance.now() + stayMs,
    cost: { calls: 0, cacheHits: 0, stale: { SLOW: 0, FAILED: 0 }, waitedMs: 0 },
    record,
    turns: new Turns({ callerKey: 'caller' }),
    allowance: new CallAllowance(1_000),
    callerAllowance: null,
    tally: { read: 0, failed: new Map() },
    shown: null,
    leave: (reason = new Error('left')) => signal.abort(reason),
  };
}

type Call = {
  readonly contactId: string;
  readonly signal: CancelSignal;
  readonly answer: (answer?: FetchedAnswer<PartyRoles>) => void;
  readonly fail: (error: unknown) => void;
};

/** An upstream that answers when the test says so; it ends with the signal, as a good one does. */
export function createHeldUpstream(): { readonly call: UpstreamCall; readonly calls: Call[] } {
  const calls: Call[] = [];
  return {
    calls,
    call: toCall(
      ({ contactId }, { signal }) =>
        new Promise((resolve, reject) => {
          signal.onAbort(() => reject(signal.reason));
          calls.push({ contactId, signal, answer: (answer = ANSWER) => resolve(answer), fail: reject });
        }),
    ),
  };
}

/** Lets everything run that is ready to. */
export const settle = () => new Promise((resolve) => setImmediate(resolve));

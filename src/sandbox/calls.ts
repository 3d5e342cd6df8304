import { ENDPOINT_NAMES, type Endpoint, type EndpointName } from './endpoint.ts';

/** Number of calls, by `customerId/contactId` or `customerId/estateId`. */
type ById = Record<string, number>;

export type CallCounts = {
  total: number;
  openNow: number;
  /** Highest number of calls open at the same time. */
  mostOpen: number;
  /** Highest number of ids that one call has named. */
  largestBatch: number;
  /** HTTP calls of each endpoint. */
  callsOf: Record<EndpointName, number>;
  /** Calls of all endpoints that name a contact. A call that names several counts once for each. */
  byContact: ById;
  /** The same for each endpoint; for Estate by estate. Search names nobody: its term is counted nowhere. */
  byEndpoint: Record<EndpointName, ById>;
};

const forEachEndpoint = <Value>(value: () => Value): Record<EndpointName, Value> =>
  Object.fromEntries(ENDPOINT_NAMES.map((name) => [name, value()])) as Record<EndpointName, Value>;

const noCalls = (openNow: number): CallCounts => ({
  total: 0,
  openNow,
  mostOpen: openNow,
  largestBatch: 0,
  callsOf: forEachEndpoint(() => 0),
  byContact: {},
  byEndpoint: forEachEndpoint(() => ({})),
});

/** Counts the calls of the endpoints, so that a user sees how many an operation makes. */
export class Calls {
  #counts = noCalls(0);

  /** `ids`: those that the call names, each once. */
  begin({ name, idsOf }: Endpoint, customerId: string, ids: readonly string[]): void {
    const counts = this.#counts;
    counts.total += 1;
    counts.openNow += 1;
    counts.mostOpen = Math.max(counts.mostOpen, counts.openNow);
    counts.largestBatch = Math.max(counts.largestBatch, ids.length);
    counts.callsOf[name] += 1;
    const counted = idsOf === 'contact' ? [counts.byContact, counts.byEndpoint[name]] : [counts.byEndpoint[name]];
    for (const id of ids) for (const byId of counted) byId[`${customerId}/${id}`] = (byId[`${customerId}/${id}`] ?? 0) + 1;
  }

  end(): void {
    this.#counts.openNow -= 1;
  }

  reset(): void {
    this.#counts = noCalls(this.#counts.openNow);
  }

  report(): CallCounts {
    return structuredClone(this.#counts);
  }
}

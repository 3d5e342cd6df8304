import type { EndpointName } from './endpoint.ts';

type ByContact = Record<string, number>;

export type CallCounts = {
  total: number;
  openNow: number;
  /** Highest number of calls open at the same time. */
  mostOpen: number;
  /** Calls of all endpoints, by `customerId/contactId`. */
  byContact: ByContact;
  byEndpoint: Record<EndpointName, ByContact>;
};

const noCalls = (openNow: number): CallCounts => ({
  total: 0,
  openNow,
  mostOpen: openNow,
  byContact: {},
  byEndpoint: { PartyRoles: {}, ContactRelations: {} },
});

/** Counts the calls of the endpoints, so that a user sees how many an operation makes. */
export class Calls {
  #counts = noCalls(0);

  begin(endpoint: EndpointName, customerId: string, contactId: string): void {
    const counts = this.#counts;
    counts.total += 1;
    counts.openNow += 1;
    counts.mostOpen = Math.max(counts.mostOpen, counts.openNow);
    const contact = `${customerId}/${contactId}`;
    for (const byContact of [counts.byContact, counts.byEndpoint[endpoint]]) byContact[contact] = (byContact[contact] ?? 0) + 1;
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

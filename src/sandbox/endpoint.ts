import type { SandboxContact } from './office.ts';

export type EndpointName = 'PartyRoles' | 'ContactRelations';

/** One endpoint about a contact. The server adds what all endpoints share: HTTP Basic, the documented errors, faults, delays and gzip. */
export type Endpoint = {
  readonly name: EndpointName;
  readonly method: 'GET';
  /** Matches the path; its two groups are the customerId and the contactId, percent-encoded. */
  readonly path: RegExp;
  /** The JSON of a 200. */
  readonly answer: (contact: SandboxContact) => unknown;
};

import type { SandboxContact } from './office.ts';

export type EndpointName = 'PartyRoles' | 'ContactRelations';

/** One endpoint about a contact. The server adds HTTP Basic, the documented errors, faults, delays and gzip. */
export type Endpoint = {
  readonly name: EndpointName;
  readonly method: 'GET';
  /** Matches the path; its two groups are the customerId and the contactId, percent-encoded. */
  readonly path: RegExp;
  /** The body of a 200, sent as JSON. */
  readonly answer: (contact: SandboxContact) => unknown;
};

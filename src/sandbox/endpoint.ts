import type { Directory } from './directory.ts';
import type { Parameters } from './parameters.ts';

export const ENDPOINT_NAMES = ['PartyRoles', 'ContactRelations', 'Contact', 'Buyer', 'Seller', 'Speculator', 'Estate', 'Search'] as const;
export type EndpointName = (typeof ENDPOINT_NAMES)[number];

/** A password at Vitec is for one customer and one function group. */
export type FunctionGroup = 'crm' | 'advertising';

/** A valid call: its customer is known, and its ids are well formed. */
export type Question = {
  readonly office: Directory;
  /** The ids that the call names, each once, in the order of the call. */
  readonly ids: readonly string[];
  readonly parameters: Parameters;
  /** Whether the generic form of Contact answers the fields of the type too. */
  readonly genericNames: boolean;
};

/** One form of an endpoint. The server adds HTTP Basic, the documented errors, faults, delays and gzip. */
export type Endpoint = {
  readonly name: EndpointName;
  readonly functionGroup: FunctionGroup;
  readonly method: 'GET';
  /** Matches the path. Its groups, percent-encoded: `customerId`, and `ids` where the path has ids. */
  readonly path: RegExp;
  /** The kind of the ids; null for an endpoint that takes none. */
  readonly idsOf: 'contact' | 'estate' | null;
  /** Ids a call. More are a 400. */
  readonly maxIds: number;
  /** What is wrong with the parameters, for a 400; null for nothing. */
  readonly wrongParameter?: (parameters: Parameters) => string | null;
  /** The body of a 200, sent as JSON; undefined for a 404. */
  readonly answer: (question: Question) => unknown;
};

import type { AllowedKey } from './allowed-key.ts';

/** The endpoints that the gateway calls, under Vitec's names: a label of metrics, spans and log lines, and a part of every cache key. */
export const ENDPOINT_NAMES = ['PartyRoles', 'ContactRelations'] as const;
export type EndpointName = (typeof ENDPOINT_NAMES)[number];

/** Vitec grants rights and passwords per function group, so one group can fail while another works. */
export const FUNCTION_GROUPS = ['crm', 'advertising'] as const;
export type FunctionGroup = (typeof FUNCTION_GROUPS)[number];

/** A text, or, where writing it takes milliseconds, how to write it when it is first needed, and the memory that it holds until then. */
export type LazyText = string | { readonly bytes: number; readonly write: () => string };

export const textOf = (text: LazyText): string => (typeof text === 'string' ? text : text.write());

/** The parsed body of a response. */
export type ParsedAnswer<Value> = {
  readonly value: Value;
  /** The text for the cache. It holds only what the schema can show, and `read` creates the same value from it. */
  readonly text: LazyText;
  /** Codes in it that the schema does not know. */
  readonly unknownCodes: number;
};

/** The parts that differ between endpoints of Vitec; everything else is shared. `Ids` are the parameters of the path. */
export type Endpoint<Ids extends { readonly customerId: string }, Value> = {
  readonly name: EndpointName;
  readonly functionGroup: FunctionGroup;
  /** The path of the URL. `toSegment` encodes an id; it throws BAD_USER_INPUT for an id that a URL cannot hold. */
  readonly path: (ids: Ids, toSegment: (id: string) => string) => string;
  /** Parses the body of a 200. Throws UPSTREAM_BAD_RESPONSE if its shape is not the documented one: skipping a row would lose data. */
  readonly parse: (body: string, ids: Ids) => ParsedAnswer<Value>;
  /** Parses the text of a cache entry. Throws if another version of the gateway wrote it in another format. */
  readonly read: (text: string, ids: Ids) => Value;
  /** Rows of a value; they determine the memory it takes. */
  readonly countRows: (value: Value) => number;
};

/** The key of a cache entry, unique across endpoints. */
export const entryKeyOf = (endpoint: EndpointName, { cacheKey }: Pick<AllowedKey, 'cacheKey'>): string => `${endpoint} ${cacheKey}`;

import type { AllowedKey } from './allowed-key.ts';

/** The endpoints of Vitec that the gateway calls, as Vitec names them: a label of metrics, spans and the log, and a part of every cache key. */
export const ENDPOINT_NAMES = ['PartyRoles', 'ContactRelations'] as const;
export type EndpointName = (typeof ENDPOINT_NAMES)[number];

/** Vitec gives out rights, and passwords, by function group: one may fail while another works. */
export type FunctionGroup = 'crm' | 'advertising';

/** What a body says of a key. */
export type ParsedAnswer<Value> = {
  readonly value: Value;
  /** Writes the text for the cache, once. It holds only what the schema can show, and `read` makes the same value of it. */
  readonly toText: () => string;
  /** How many codes in it the schema has no word for. */
  readonly unknownCodes: number;
};

/** What is special about one endpoint of Vitec; everything else is shared by all. `Ids` name what is fetched. */
export type Endpoint<Ids extends { readonly customerId: string }, Value> = {
  readonly name: EndpointName;
  readonly functionGroup: FunctionGroup;
  /** The path of the address. `toSegment` encodes an id; it throws BAD_USER_INPUT for one that no address may hold. */
  readonly path: (ids: Ids, toSegment: (id: string) => string) => string;
  /** The body of a 200. Throws UPSTREAM_BAD_RESPONSE where it is not of the documented form: to drop a row silently would lose data. */
  readonly parse: (body: string, ids: Ids) => ParsedAnswer<Value>;
  /** Reads the text of a cached answer. Throws where another version of the gateway wrote it in another form. */
  readonly read: (text: string, ids: Ids) => Value;
  /** How many rows a value has, for the memory that it takes. */
  readonly countRows: (value: Value) => number;
};

/** Names an entry of the cache among those of all endpoints. */
export const entryKeyOf = (endpoint: EndpointName, { cacheKey }: Pick<AllowedKey, 'cacheKey'>): string => `${endpoint} ${cacheKey}`;

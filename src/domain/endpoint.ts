import type { AllowedKey } from './allowed-key.ts';

/** The endpoints of Vitec that the gateway calls, as Vitec names them: a label of metrics, spans and the log, and a part of every cache key. */
export const ENDPOINT_NAMES = ['PartyRoles', 'ContactRelations'] as const;
export type EndpointName = (typeof ENDPOINT_NAMES)[number];

/** Vitec gives out rights, and passwords, by function group: one may fail while another works. */
export type FunctionGroup = 'crm' | 'advertising';

/** What a body says of a key. */
export type ParsedAnswer<Value> = {
  readonly value: Value;
  /** From which `read` makes the same value again. It holds only what the schema can show, since the cache stores it. */
  readonly text: string;
  /** How many codes in it the schema has no word for. */
  readonly unknownCodes: number;
};

/** The ids of a key, without the right to read it. */
export type IdsOf<Key extends AllowedKey> = { readonly [Name in Exclude<Extract<keyof Key, string>, 'rights' | 'cacheKey'>]: Key[Name] };

/** What is special about one endpoint of Vitec. Everything else is shared by all. */
export type Endpoint<Key extends AllowedKey, Value> = {
  readonly name: EndpointName;
  readonly functionGroup: FunctionGroup;
  /** The path of the address. `toSegment` encodes an id; it throws BAD_USER_INPUT for one that no address may hold. */
  readonly path: (key: IdsOf<Key>, toSegment: (id: string) => string) => string;
  /** The body of a 200. Throws UPSTREAM_BAD_RESPONSE where it is not of the documented form: to drop a row silently would lose data. */
  readonly parse: (body: string, key: IdsOf<Key>) => ParsedAnswer<Value>;
  /** A text of `parse`. Throws where another version of the gateway wrote it in another form. */
  readonly read: (text: string, key: IdsOf<Key>) => Value;
  /** How many rows a value has: what it takes in memory, and what an operation looks through. */
  readonly countRows: (value: Value) => number;
};

/** Names an entry of the cache among those of all endpoints. */
export const entryKeyOf = (endpoint: EndpointName, { cacheKey }: Pick<AllowedKey, 'cacheKey'>): string => `${endpoint} ${cacheKey}`;

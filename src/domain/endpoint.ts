import type { AllowedKey } from './allowed-key.ts';
import type { ContactKey } from './contact.ts';
import type { Failure } from './failure.ts';

/** The endpoints that the gateway calls, under Vitec's names: a label of metrics, spans and log lines, and a part of every cache key. */
export const ENDPOINT_NAMES = ['PartyRoles', 'ContactRelations', 'Contact', 'Buyer', 'Seller', 'Speculator', 'Estate', 'Search'] as const;
export type EndpointName = (typeof ENDPOINT_NAMES)[number];
/** The endpoints whose keys are contacts. */
export const CONTACT_ENDPOINT_NAMES = ENDPOINT_NAMES.filter((name) => name !== 'Estate' && name !== 'Search');

/** Vitec grants rights and passwords per function group, so one group can fail while another works. */
export const FUNCTION_GROUPS = ['crm', 'advertising'] as const;
export type FunctionGroup = (typeof FUNCTION_GROUPS)[number];

/** The parsed body of a response. */
export type ParsedAnswer<Value> = {
  readonly value: Value;
  /** The text for the cache. It holds only what the schema can show, and `read` creates the same value from it. */
  readonly text: string;
  /** Codes in it that the schema does not know. */
  readonly unknownCodes: number;
};

/** The parameters of a path. */
type PathIds = { readonly customerId: string };

/** Encodes an id for a path. Throws BAD_USER_INPUT for an id that a URL cannot hold. */
export type ToSegment = (id: string) => string;

/** How the cache stores the values of an endpoint. */
export type EntryFormat<Ids extends PathIds, Value> = {
  readonly name: EndpointName;
  /** Parses the text of a cache entry. Throws if another version of the gateway wrote it in another format. */
  readonly read: (text: string, ids: Ids) => Value;
  /** Set if Vitec knows nothing of many keys: then NOT_FOUND is no failure to log. */
  readonly isOftenAbsent?: true;
  /** Rows of a value; they determine the memory it takes. */
  readonly countRows: (value: Value) => number;
};

/** The parts that differ between endpoints of Vitec; everything else is shared. `Ids` are the parameters of the path. */
export type Endpoint<Ids extends PathIds, Value> = EntryFormat<Ids, Value> & {
  readonly functionGroup: FunctionGroup;
  /** The path of the URL, with its query. */
  readonly path: (ids: Ids, toSegment: ToSegment) => string;
  /** Parses the body of a 200. Throws UPSTREAM_BAD_RESPONSE if its shape is not the documented one: skipping a row would lose data. */
  readonly parse: (body: string, ids: Ids) => ParsedAnswer<Value>;
};

/** One form of a request that asks for several contacts of a customer at once. */
export type BatchForm<Value> = {
  readonly name: EndpointName;
  readonly functionGroup: FunctionGroup;
  /** Most contacts in one request. */
  readonly maxBatch: number;
  /** Of the encoded customerId, and of the encoded contactIds with commas between. */
  readonly path: (customerId: string, contactIds: string) => string;
  /** Parses the body of a 200. Throws UPSTREAM_BAD_RESPONSE if no row can be read. */
  readonly split: (body: string, customerId: string, contactIds: readonly string[]) => SplitAnswer<Value>;
};

/** The parsed body of a batch. A contact that it lacks is unknown to Vitec. */
export type SplitAnswer<Value> = {
  /** By contactId as asked for. A Failure: the row of this contact cannot be used. */
  readonly ofContact: ReadonlyMap<string, ParsedAnswer<Value> | Failure>;
  /** Rows that were not asked for. */
  readonly ignoredRows: number;
};

/** An endpoint that Vitec answers for several contacts at once, in one form. */
export type BatchEndpoint<Value> = EntryFormat<ContactKey, Value> & BatchForm<Value>;

/** The key of a cache entry, unique across endpoints. */
export const entryKeyOf = (endpoint: EndpointName, { cacheKey }: Pick<AllowedKey, 'cacheKey'>): string => `${endpoint} ${cacheKey}`;

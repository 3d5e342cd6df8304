import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { buildSchema, isAbstractType, parse, print } from 'graphql';
import { FAILURES, PUBLIC_CODES } from '../src/domain/failure.ts';
import { isRetryableRequest, REQUEST_CODES, type RequestCode } from '../src/graphql/errors/request-codes.ts';
import { standaloneSdl, subgraphSdl } from '../src/graphql/schema/schema.ts';
import { CODE_SENTENCES, type CodeSentences } from './code-sentences.ts';

const HEADER = '# Written by npm run schema; change src/graphql/ instead.\n';
const OPERATIONS = new URL('operations/', import.meta.url);

/**
 * Each code that an error can have. `retryable` is that of its errors, `http` the status where it refuses a request whole, `says` the usual
 * message, for developers; `sv` and `en` are for the person at the screen.
 */
export type Codes = Readonly<
  Record<string, { readonly retryable: boolean; readonly http: number | null; readonly says: string | null } & CodeSentences>
>;

const codes = (): Codes =>
  Object.fromEntries([
    ...PUBLIC_CODES.map((code) => [
      code,
      { retryable: FAILURES[code].retryable, http: null, says: FAILURES[code].message, ...CODE_SENTENCES[code] },
    ]),
    ...requestCodes().map(([code, http]) => [code, { retryable: isRetryableRequest(code), http, says: null, ...CODE_SENTENCES[code] }]),
  ]);

const requestCodes = () => Object.entries(REQUEST_CODES) as readonly [RequestCode, number][];

/** Which types stand behind each interface: a client's cache has to be told, since no answer says so. */
function possibleTypes(sdl: string): Readonly<Record<string, readonly string[]>> {
  const schema = buildSchema(sdl);
  const abstract = Object.values(schema.getTypeMap()).filter(isAbstractType);
  return Object.fromEntries(abstract.map((type) => [type.name, schema.getPossibleTypes(type).map(({ name }) => name)]));
}

/** The operations as TRUSTED_DOCUMENTS_FILE takes them: each under the SHA-256 of its text. */
function trustedDocuments(): Readonly<Record<string, string>> {
  const texts = readdirSync(OPERATIONS)
    .sort()
    .map((file) => print(parse(readFileSync(new URL(file, OPERATIONS), 'utf8'))));
  return Object.fromEntries(texts.map((text) => [createHash('sha256').update(text).digest('hex'), text]));
}

/** What is published, by the name of its file, from the code that serves it. */
export const artefacts = (): Readonly<Record<string, string>> => ({
  'schema.graphql': HEADER + standaloneSdl(),
  'subgraph.graphql': HEADER + subgraphSdl(),
  'codes.json': toJson(codes()),
  'possible-types.json': toJson(possibleTypes(standaloneSdl())),
  'trusted-documents.json': toJson(trustedDocuments()),
});

const toJson = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

import { type ExecutionResult, GraphQLError } from 'graphql';
import type { TrustedDocuments } from '../../domain/trusted-documents.ts';
import { decodeUtf8 } from '../../domain/utf8.ts';
import { requestError } from '../../graphql/errors/request-error.ts';
import type { RequestContext } from '../../graphql/execution/context.ts';
import type { Parameters, RunOperation } from '../../graphql/execution/engine.ts';
import { chooseDocument } from '../../graphql/execution/trusted-documents.ts';
import { acceptedMediaType } from '../server/accept.ts';
import type { Exchange } from '../server/exchange.ts';
import { readBody } from '../server/read-body.ts';
import { type RequestTarget, readParameters } from '../server/request-target.ts';
import { respondText } from '../server/respond.ts';
import { type Present, toResponse } from './graphql-response.ts';

/** A larger body is rejected with 413. */
const MAX_BODY_BYTES = 1_000_000;

/** Reads an operation, runs it and sends the response. */
export type GraphqlHandler = (exchange: Exchange, context: RequestContext) => Promise<void>;

export type GraphqlHandlerParts = {
  readonly run: RunOperation;
  readonly present: Present;
  readonly trustedDocuments: TrustedDocuments;
  readonly trustedDocumentsOnly: boolean;
};

/** Creates the handler of POST and GET requests that checkRequest has accepted. */
export const createGraphqlHandler =
  ({ run, present, trustedDocuments, trustedDocumentsOnly }: GraphqlHandlerParts): GraphqlHandler =>
  async ({ request, response, target }, context) => {
    let result: ExecutionResult;
    try {
      const given = request.method === 'GET' ? readQuery(target) : readJson(await readBody(request, MAX_BODY_BYTES));
      const query = chooseDocument(given, trustedDocuments, trustedDocumentsOnly);
      result = await run(toParameters({ ...given, query }), context);
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      result = { errors: [error] };
    }
    const { status, headers, body } = toResponse(present(result, context.record));
    respondText(response, status, body, {
      ...headers,
      'content-type': `${acceptedMediaType(request.headers.accept) ?? 'application/json'}; charset=utf-8`,
    });
  };

type Body = Readonly<Record<string, unknown>>;
const PROPERTIES: ReadonlySet<string> = new Set(['query', 'variables', 'operationName', 'extensions', 'documentId']);

function readJson(bytes: Buffer | null): Body {
  if (bytes === null) throw requestError('REQUEST_ENTITY_TOO_LARGE', 'The body is over 1 MB.');
  const text = decodeUtf8(bytes);
  if (text === null) throw requestError('BAD_REQUEST', 'The body is not UTF-8.');
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw requestError('BAD_REQUEST', 'The body is not JSON.');
  }
  if (Array.isArray(body)) throw requestError('BAD_REQUEST', 'The body is a list: send one operation at a time.');
  if (typeof body !== 'object' || body === null) throw requestError('BAD_REQUEST', 'The body is not a JSON object.');
  const unknown = Object.entries(body).some(([name, value]) => value !== null && !PROPERTIES.has(name));
  if (unknown) throw requestError('BAD_REQUEST', `The body may have ${[...PROPERTIES].join(', ')}, and nothing else.`);
  return body as Body;
}

/** The parameters in the query of a GET request; `variables` and `extensions` are JSON there. */
function readQuery({ query }: RequestTarget): Body {
  const parameters = readParameters(query);
  if (parameters === null) throw requestError('BAD_REQUEST', 'The address is not percent-encoded UTF-8.');
  const { variables, extensions, ...texts } = Object.fromEntries(parameters);
  try {
    return { ...texts, variables: JSON.parse(variables || 'null'), extensions: JSON.parse(extensions || 'null') };
  } catch {
    throw requestError('BAD_REQUEST', '`variables` and `extensions` in the address must be JSON.');
  }
}

function toParameters({ query, variables, operationName, extensions }: Body): Parameters {
  if (typeof query !== 'string') throw requestError('BAD_REQUEST', '`query` must be a text: the document.');
  if (!isObjectOrNothing(variables)) throw requestError('BAD_REQUEST', '`variables` must be an object.');
  if (!isObjectOrNothing(extensions)) throw requestError('BAD_REQUEST', '`extensions` must be an object.');
  if (typeof (operationName ?? '') !== 'string') throw requestError('BAD_REQUEST', '`operationName` must be a text.');
  return { query, variables: (variables ?? null) as Body | null, operationName: (operationName || null) as string | null }; // an empty name counts as none
}

const isObjectOrNothing = (value: unknown): boolean => value === undefined || (typeof value === 'object' && !Array.isArray(value));

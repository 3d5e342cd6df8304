import type { ServerResponse } from 'node:http';
import { GraphQLError } from 'graphql';
import type { TrustedDocuments } from '../../domain/trusted-documents.ts';
import { decodeUtf8 } from '../../domain/utf8.ts';
import { requestError } from '../../graphql/errors/request-error.ts';
import type { LastingRequest } from '../../graphql/execution/context.ts';
import type { Parameters, RunOperation } from '../../graphql/execution/engine.ts';
import type { EventResult, OperationAnswer, Part } from '../../graphql/execution/payload.ts';
import { chooseDocument } from '../../graphql/execution/trusted-documents.ts';
import type { RequestRecord } from '../../telemetry/logging/request-record.ts';
import { type Accepted, acceptedBy } from '../server/accept.ts';
import { EventStream } from '../server/event-stream.ts';
import type { Exchange } from '../server/exchange.ts';
import { MultipartResponse } from '../server/multipart.ts';
import { readBody } from '../server/read-body.ts';
import { type RequestTarget, readParameters } from '../server/request-target.ts';
import { respondText } from '../server/respond.ts';
import { type Presenter, toResponse } from './graphql-response.ts';

/** A larger body is rejected with 413. */
const MAX_BODY_BYTES = 1_000_000;

/** When a client subscribes again after an error that may pass, unless the error says it. */
const RETRY_SECONDS = 5;

/** Reads an operation, runs it and sends the response. */
export type GraphqlHandler = (exchange: Exchange, context: LastingRequest) => Promise<void>;

export type GraphqlHandlerParts = {
  readonly run: RunOperation;
  readonly presenter: Presenter;
  readonly trustedDocuments: TrustedDocuments;
  readonly trustedDocumentsOnly: boolean;
};

/** Creates the handler of POST and GET requests that checkRequest has accepted. */
export function createGraphqlHandler({ run, presenter, trustedDocuments, trustedDocumentsOnly }: GraphqlHandlerParts): GraphqlHandler {
  /** As JSON where the client takes it, with a status of its own; else in the only form that the client takes. */
  const sendWhole = async (result: WholeResult, response: ServerResponse, record: RequestRecord, accepts: Accepted): Promise<void> => {
    const { events, incremental } = accepts;
    const { status, headers, body } = toResponse(presenter.whole(result, record));
    const mediaType = accepts.mediaType ?? (events || incremental ? null : 'application/json'); // a GET may accept none of them
    if (mediaType) return respondText(response, status, body, { ...headers, 'content-type': `${mediaType}; charset=utf-8` });
    if (events) {
      const stream = new EventStream(response);
      await stream.next(body);
      return stream.complete();
    }
    const multipart = new MultipartResponse(response);
    await multipart.send(body);
    multipart.end();
  };

  const sendParts = async (parts: AsyncIterable<Part>, response: ServerResponse, record: RequestRecord): Promise<void> => {
    const multipart = new MultipartResponse(response);
    try {
      for await (const part of parts) if (!(await multipart.send(JSON.stringify(presenter.part(part, record))))) return;
      multipart.end();
    } finally {
      presenter.end(record);
    }
  };

  const sendEvents = async (events: AsyncIterable<EventResult>, response: ServerResponse, ofRequest: RequestRecord): Promise<void> => {
    const stream = new EventStream(response);
    let sent = 0;
    let end = 'INTERNAL_SERVER_ERROR'; // unless it ends in order
    try {
      for await (const { result, record } of events) {
        const presented = record ? presenter.whole(result, record) : presenter.last(result, ofRequest);
        const isThere = await stream.next(toResponse(presented).body);
        if (!isThere) break;
        if (record) sent += 1;
        const [error] = presented.errors ?? [];
        if (record || !error) continue;
        end = error.extensions.code;
        return error.extensions.retryable ? stream.breakOff(error.extensions.retryAfterSeconds ?? RETRY_SECONDS) : stream.complete();
      }
      end = 'CLIENT_LEFT';
    } finally {
      presenter.ended(ofRequest, end, sent);
    }
  };

  return async ({ request, response, target }, context) => {
    const accepts = acceptedBy(request.headers.accept);
    let answer: OperationAnswer;
    try {
      const given = request.method === 'GET' ? readQuery(target) : readJson(await readBody(request, MAX_BODY_BYTES));
      const query = chooseDocument(given, trustedDocuments, trustedDocumentsOnly);
      answer = await run(toParameters({ ...given, query }), context, accepts);
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      answer = { kind: 'WHOLE', result: { errors: [error] } };
    }
    if (answer.kind === 'WHOLE') return await sendWhole(answer.result, response, context.record, accepts);
    if (answer.kind === 'PARTS') return await sendParts(answer.parts, response, context.record);
    return await sendEvents(answer.events, response, context.record);
  };
}

type WholeResult = Extract<OperationAnswer, { readonly kind: 'WHOLE' }>['result'];

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

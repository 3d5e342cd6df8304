import { GraphQLError, type GraphQLSchema, NoSchemaIntrospectionCustomRule, type ValidationRule } from 'graphql';
import { createYoga, type Plugin } from 'graphql-yoga';
import { LRUCache } from 'lru-cache';
import type { Caller } from '../access/caller.ts';
import { Failure } from '../domain/failure.ts';
import { refusalOfOperation } from '../graphql/admission.ts';
import type { Asking, Context } from '../graphql/context.ts';
import { DOCUMENT_LIMITS, documentLimitRules, parseWithinLimits } from '../graphql/document-limits.ts';
import { KnownOperationTypesRule } from '../graphql/known-operation-types.ts';
import { presentErrors } from '../graphql/present-errors.ts';
import { chooseDocument, type TrustedDocuments } from '../graphql/trusted-documents.ts';
import type { Log } from '../telemetry/log.ts';
import type { Metrics } from '../telemetry/metrics.ts';
import { type RequestRecord, recordOperation } from '../telemetry/request-record.ts';

/** What the server knows of a request before GraphQL sees it. */
export type RequestContext = { readonly caller: Caller; readonly record: RequestRecord };

export type YogaSettings = {
  readonly sandbox: boolean;
  readonly introspection: boolean;
  readonly upstreamReport: boolean;
  readonly trustedDocuments: TrustedDocuments;
  readonly trustedDocumentsOnly: boolean;
};

export type YogaParts = {
  readonly schema: GraphQLSchema;
  readonly createContext: (asking: Asking) => Context;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly settings: YogaSettings;
};

const MAX_BODY_BYTES = 1_000_000;
/** What was parsed is kept for the next time, bounded by the length of the texts: by their number alone, long ones would fill the memory. */
const createTextCache = <Value extends object>() =>
  new LRUCache<string, Value>({
    maxSize: MAX_BODY_BYTES * 4,
    sizeCalculation: (_value, text) => text.length + 1,
    maxEntrySize: DOCUMENT_LIMITS.length,
  });

/** GraphQL over HTTP. The plugins run in this order; the cares for a request as such stand before it, in the server. */
export function createGraphqlYoga({ schema, createContext, log, metrics, settings }: YogaParts) {
  const rules = [KnownOperationTypesRule, ...documentLimitRules, ...(settings.introspection ? [] : [NoSchemaIntrospectionCustomRule])];
  return createYoga<RequestContext, Context>({
    schema,
    context: ({ request, caller, record }) =>
      createContext({ caller, record, signal: request.signal, wantsFresh: wantsFresh(request.headers) }),
    graphqlEndpoint: '/graphql',
    graphiql: false, // the server has its page
    landingPage: false,
    cors: false, // the server decides, before any of this runs
    multipart: false,
    extraParamNames: ['documentId'],
    maxRequestBodySize: MAX_BODY_BYTES,
    parserAndValidationCache: { documentCache: createTextCache(), errorCache: createTextCache() },
    logging: false,
    maskedErrors: false, // presentErrors does it, and with a code for each
    plugins: [
      useOperation(), // first, so that it ends what the later ones stop
      useOverload(),
      ...(settings.upstreamReport ? [useUpstreamReport()] : []),
      useTrustedDocuments(settings.trustedDocuments, settings.trustedDocumentsOnly),
      useParser(),
      useRules(rules),
      useAdmission(),
      usePresentedErrors(log, metrics, settings.sandbox), // last, so that it sees what the others said
    ],
  });
}

/** `cache-control: no-cache` asks for what Vitec says now. */
const wantsFresh = (headers: Headers): boolean => /\bno-(cache|store)\b/i.test(headers.get('cache-control') ?? '');

type GatewayPlugin = Plugin<Context & RequestContext, RequestContext>;

/** Writes down which operation runs, and gives back what it holds, however it ended. */
const useOperation = (): GatewayPlugin => ({
  onExecute: ({ args: { contextValue, document, operationName } }) => {
    recordOperation(contextValue.record, document, operationName ?? null, contextValue.operation.cost);
    return {
      onExecuteDone: ({ result, setResult }) => {
        contextValue.end();
        const { unlisted } = contextValue.refusals;
        if (unlisted > 0 && !(Symbol.asyncIterator in result))
          setResult({ ...result, extensions: { ...result.extensions, unlistedErrors: unlisted } });
      },
    };
  },
});

/** An operation that could read none of its contacts for want of a slot is refused whole, with 503, so that balancers and clients see it. */
const useOverload = (): GatewayPlugin => ({
  onExecute: ({ args }) => ({
    onExecuteDone: ({ setResult }) => {
      const { read, failed, overloaded } = args.contextValue.operation.tally;
      if (overloaded === 0 || read + failed > 0) return;
      const failure = new Failure('OVERLOADED', { retryAfterSeconds: 1 });
      setResult({ errors: [new GraphQLError(failure.message, { originalError: failure })] });
    },
  }),
});

/** Tells in each answer what it cost: calls to Vitec, answers from the cache, milliseconds waited. */
const useUpstreamReport = (): GatewayPlugin => ({
  onExecute: ({ args }) => ({
    onExecuteDone: ({ result, setResult }) => {
      if (Symbol.asyncIterator in result) return;
      const { calls, cacheHits, waitedMs } = args.contextValue.operation.cost;
      setResult({ ...result, extensions: { ...result.extensions, upstream: { calls, cacheHits, waitedMs: Math.round(waitedMs) } } });
    },
  }),
});

/** Puts the trusted document in the place of the hash that names it. */
const useTrustedDocuments = (trusted: TrustedDocuments, only: boolean): GatewayPlugin => ({
  onParams: ({ params, setParams }) => {
    if (typeof params !== 'object' || params === null || Array.isArray(params)) return; // refused as such, after this
    setParams({ ...params, query: chooseDocument(params, trusted, only) as string });
  },
});

const useParser = (): GatewayPlugin => ({ onParse: ({ setParseFn }) => setParseFn(parseWithinLimits) });

const useRules = (rules: readonly ValidationRule[]): GatewayPlugin => ({
  onValidate: ({ addValidationRule }) => {
    for (const rule of rules) addValidationRule(rule);
  },
});

const useAdmission = (): GatewayPlugin => ({
  onExecute: ({ args, setResultAndStopExecution }) => {
    const errors = refusalOfOperation(args, args.contextValue.contactBudget);
    if (errors) setResultAndStopExecution({ errors });
  },
});

/** Gives every error its code, and the operation its line in the log. */
const usePresentedErrors = (log: Log, metrics: Metrics, withSuggestions: boolean): GatewayPlugin => ({
  onResultProcess: ({ result, setResult, serverContext: { record } }) => {
    if (Symbol.asyncIterator in result || Array.isArray(result)) return;
    const presented = presentErrors(result, { requestId: record.requestId, withSuggestions, onBug: (bug) => log.bug(record, bug) });
    setResult(presented as object); // errors as plain objects, as they are sent
    metrics.operation((presented.errors?.length ?? 0) > 0, performance.now() - record.startedMs);
    log.operation(record, presented.errors?.map(({ extensions }) => extensions.code) ?? []);
  },
});

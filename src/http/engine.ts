import {
  type DocumentNode,
  type ExecutionResult,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  NoSchemaIntrospectionCustomRule,
  type ValidationRule,
} from 'graphql';
import { createYoga, type Plugin } from 'graphql-yoga';
import { LRUCache } from 'lru-cache';
import type { Caller } from '../access/caller.ts';
import type { CancelSignal } from '../domain/cancel-signal.ts';
import { Failure } from '../domain/failure.ts';
import { refusalOfOperation } from '../graphql/admission.ts';
import { createCompiledExecution } from '../graphql/compiled-execution.ts';
import type { Asking, Context } from '../graphql/context.ts';
import { DOCUMENT_LIMITS, documentLimitRules, parseWithinLimits } from '../graphql/document-limits.ts';
import { KnownOperationTypesRule } from '../graphql/known-operation-types.ts';
import { refusal, refusalBy } from '../graphql/refusal.ts';
import { type RequestRecord, recordOperation } from '../telemetry/request-record.ts';

/** What the server knows of a request before GraphQL sees it. */
export type RequestContext = {
  readonly caller: Caller;
  readonly record: RequestRecord;
  /** The caller does not want what was kept from before. */
  readonly wantsFresh: boolean;
  /** Aborts when the caller leaves before its answer. */
  readonly signal: CancelSignal;
};

/** What a client sends; see https://graphql.github.io/graphql-over-http/draft/#sec-Request-Parameters */
export type Parameters = {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>> | null;
  readonly operationName: string | null;
};

/** What it throws that is a GraphQLError refuses the request. */
export type RunOperation = (parameters: Parameters, context: RequestContext) => Promise<ExecutionResult>;

export type EngineSettings = {
  readonly introspection: boolean;
  readonly upstreamReport: boolean;
};

export type EngineParts = {
  readonly schema: GraphQLSchema;
  readonly createContext: (asking: Asking) => Context;
  readonly settings: EngineSettings;
};

/** A text, parsed and validated. The document is null where the text is none. */
type Prepared = { readonly document: DocumentNode | null; readonly errors: readonly GraphQLError[] };

/** The functions of one request, with the hooks of the plugins in them. */
type Enveloped = {
  readonly parse: (text: string) => DocumentNode;
  readonly validate: (schema: GraphQLSchema, document: DocumentNode) => readonly GraphQLError[];
};

/** Characters of what was prepared and is kept for the next time: by their number alone, long texts would fill the memory. */
const MAX_PREPARED_TEXT = 4_000_000;

/**
 * Parses, validates and executes with the hooks of Yoga, which run in this order. HTTP is not its: the objects of the web's fetch
 * would cost more than all the rest of a short query.
 */
export function createEngine({ schema, createContext, settings }: EngineParts): RunOperation {
  const rules = [KnownOperationTypesRule, ...documentLimitRules, ...(settings.introspection ? [] : [NoSchemaIntrospectionCustomRule])];
  const yoga = createYoga<RequestContext, Context>({
    schema,
    context: ({ caller, record, signal, wantsFresh }) => createContext({ caller, record, signal, wantsFresh }),
    parserAndValidationCache: false, // ours, below, spares its hooks too
    logging: false,
    maskedErrors: false, // presentErrors does it, and with a code for each
    plugins: [
      useOperation(), // first, so that it ends what the later ones stop
      useOverload(),
      ...(settings.upstreamReport ? [useUpstreamReport()] : []),
      useParser(),
      useRules(rules),
      useAdmission(),
      useCompiledExecution(schema),
    ],
  });

  const prepare = (text: string, { parse, validate }: Enveloped): Prepared => {
    try {
      const document = parse(text);
      return { document, errors: validate(schema, document) };
    } catch (error) {
      if (error instanceof GraphQLError) return { document: null, errors: [error] };
      throw error;
    }
  };
  const preparedTexts = new LRUCache<string, Prepared, Enveloped>({
    maxSize: MAX_PREPARED_TEXT,
    sizeCalculation: (_prepared, text) => text.length + 1,
    maxEntrySize: DOCUMENT_LIMITS.length,
    memoMethod: (text, _stale, { context }) => prepare(text, context),
  });

  return async (parameters, requestContext) => {
    const { query, variables, operationName } = parameters;
    const enveloped = yoga.getEnveloped({ ...requestContext, params: parameters });
    const { document, errors } = preparedTexts.memo(query, { context: enveloped });
    if (document && !getOperationAST(document, operationName)) throw NO_SUCH_OPERATION;
    if (!document || errors.length > 0) return { errors };
    const contextValue = await enveloped.contextFactory();
    return await enveloped.execute({ schema, document, contextValue, variableValues: variables, operationName });
  };
}

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
      setResult({ errors: [refusalBy(new Failure('OVERLOADED', { retryAfterSeconds: 1 }))] });
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

const NO_SUCH_OPERATION = refusal(
  'OPERATION_RESOLUTION_FAILURE',
  'The document has no such operation. Where it has several, `operationName` says which.',
);

const useCompiledExecution = (schema: GraphQLSchema): GatewayPlugin => {
  const compiledFor = createCompiledExecution(schema);
  return {
    onExecute: ({ args, setExecuteFn }) => {
      const compiled = compiledFor(args);
      if (compiled) setExecuteFn(() => compiled(args));
    },
  };
};

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

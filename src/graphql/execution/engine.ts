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
import type { Failure, FailureCode } from '../../domain/failure.ts';
import { recordOperation } from '../../telemetry/logging/request-record.ts';
import type { AccessTrail } from '../../telemetry/trail/access-trail.ts';
import { requestError, requestErrorOf } from '../errors/request-error.ts';
import { admitOperation } from '../limits/admission.ts';
import { DOCUMENT_LIMITS, documentLimitRules, parseWithinLimits } from '../limits/document-limits.ts';
import { KnownOperationTypesRule } from '../limits/known-operation-types.ts';
import type { Context, RequestContext } from './context.ts';
import { createExecute } from './execute.ts';
import { mayHoldSearchTerm } from './search-term.ts';

/** What a client sends; see https://graphql.github.io/graphql-over-http/draft/#sec-Request-Parameters */
export type Parameters = {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>> | null;
  readonly operationName: string | null;
};

/** Runs an operation. A GraphQLError that it throws rejects the request. */
export type RunOperation = (parameters: Parameters, context: RequestContext) => Promise<ExecutionResult>;

export type EngineSettings = {
  readonly introspection: boolean;
  readonly upstreamReport: boolean;
};

export type EngineParts = {
  readonly schema: GraphQLSchema;
  readonly createContext: (request: RequestContext) => Context;
  readonly settings: EngineSettings;
  /** Null: off. */
  readonly trail: AccessTrail | null;
};

/** A parsed and validated document; null if the text could not be parsed. */
type Prepared = { readonly document: DocumentNode | null; readonly errors: readonly GraphQLError[] };

/** The functions of one request, with the hooks of the plugins. */
type Enveloped = {
  readonly parse: (text: string) => DocumentNode;
  readonly validate: (schema: GraphQLSchema, document: DocumentNode) => readonly GraphQLError[];
};

/** Characters of all texts whose documents are cached. A limit on their number alone would let the longest texts fill the memory. */
const MAX_PREPARED_CHARACTERS = 4_000_000;

/**
 * Parses, validates and executes operations with Yoga's plugins. A text that is cached is executed at once. Yoga's HTTP layer is not used:
 * its Request and Response objects cost more than the rest of a short query.
 */
export function createEngine({ schema, createContext, settings, trail }: EngineParts): RunOperation {
  const rules = [KnownOperationTypesRule, ...documentLimitRules, ...(settings.introspection ? [] : [NoSchemaIntrospectionCustomRule])];
  const yoga = createYoga<RequestContext, Context>({
    schema,
    context: ({ caller, record, signal }) => createContext({ caller, record, signal }),
    parserAndValidationCache: false, // preparedTexts replaces it, and skips the hooks too
    logging: false,
    maskedErrors: false, // presentErrors replaces it, with a code for each error
    plugins: [useParser(), useRules(rules), useOperation(schema, settings)],
  });

  const prepare = (text: string, { parse, validate }: Enveloped): Prepared => {
    try {
      const document = parse(text);
      return { document, errors: validate(schema, document).map(withoutStack) };
    } catch (error) {
      if (error instanceof GraphQLError) return { document: null, errors: [withoutStack(error)] };
      throw error;
    }
  };
  const preparedTexts = new LRUCache<string, Prepared>({
    maxSize: MAX_PREPARED_CHARACTERS,
    sizeCalculation: (_prepared, text) => text.length + 1,
    maxEntrySize: DOCUMENT_LIMITS.length,
  });
  const prepareOnce = (text: string, enveloped: Enveloped): Prepared => {
    const known = preparedTexts.get(text);
    if (known) return known;
    const prepared = prepare(text, enveloped);
    if (!mayHoldSearchTerm(text, prepared.document)) preparedTexts.set(text, prepared);
    return prepared;
  };

  return async (parameters, requestContext) => {
    const { query, variables, operationName } = parameters;
    const enveloped = yoga.getEnveloped({ ...requestContext, params: parameters });
    const { document, errors } = prepareOnce(query, enveloped);
    if (document && !getOperationAST(document, operationName)) throw NO_SUCH_OPERATION;
    if (!document || errors.length > 0) return { errors };
    const contextValue = await enveloped.contextFactory();
    try {
      const execution = enveloped.execute({ schema, document, contextValue, variableValues: variables, operationName });
      return trail ? await recorded(await execution, contextValue, trail) : await execution;
    } finally {
      contextValue.end();
    }
  };
}

/** Records whose data the result shows. Where the trail is required, throws unless its line is written. */
async function recorded(result: ExecutionResult, { operation }: Context, trail: AccessTrail): Promise<ExecutionResult> {
  const shown = result.data ? (operation.shown?.contacts ?? []) : [];
  const written = trail.record(operation.record, shown);
  if (trail.isRequired && !(await written)) throw TRAIL_UNAVAILABLE;
  return result;
}

/** V8 keeps the functions of an error's stack, and what they hold of the request: its variables and caller. A cached error must not. */
function withoutStack(error: GraphQLError): GraphQLError {
  error.stack = '';
  return error;
}

type GatewayPlugin = Plugin<Context & RequestContext, RequestContext>;

/**
 * The steps before and after execution, in order. They are one plugin, since a further plugin costs Yoga more time than most of these
 * steps take.
 */
const useOperation = (schema: GraphQLSchema, { upstreamReport }: EngineSettings): GatewayPlugin => {
  const execute = createExecute(schema);
  return {
    onExecute: ({ args, setResultAndStopExecution, setExecuteFn }) => {
      const { contextValue, document, operationName } = args;
      recordOperation(contextValue.record, document, operationName ?? null, contextValue.operation.cost);
      const admission = admitOperation(args, contextValue.contactBudget);
      if ('errors' in admission) setResultAndStopExecution({ errors: admission.errors });
      else setExecuteFn(() => execute(args, admission.variables));
      return {
        onExecuteDone: ({ result, setResult }) => {
          if (Symbol.asyncIterator in result) return;
          const failure = wholeFailureOf(contextValue);
          const answered = failure ? { errors: [requestErrorOf(failure)] } : result;
          setResult(upstreamReport ? withReport(answered, contextValue) : answered);
        },
      };
    },
  };
};

/** An operation fails as a whole if all its contacts failed with one of these codes, so that load balancers and clients see the status. */
const FAILS_WHOLE: ReadonlySet<FailureCode> = new Set(['OVERLOADED', 'CALLER_LIMIT_EXCEEDED']);

function wholeFailureOf({ operation: { tally } }: Context): Failure | null {
  if (tally.read > 0 || tally.failed.size === 0) return null;
  const failures = [...tally.failed.values()];
  if (failures.some((failure) => !failure || !FAILS_WHOLE.has(failure.code))) return null;
  return tally.failed.get('OVERLOADED') ?? failures[0] ?? null;
}

/** Adds the cost of the operation: calls to Vitec, cache hits, milliseconds waited. */
function withReport(result: ExecutionResult, { operation }: Context): ExecutionResult {
  const { calls, cacheHits, waitedMs } = operation.cost;
  return { ...result, extensions: { ...result.extensions, upstream: { calls, cacheHits, waitedMs: Math.round(waitedMs) } } };
}

const NO_SUCH_OPERATION = requestError(
  'OPERATION_RESOLUTION_FAILURE',
  'The document has no such operation. Where it has several, `operationName` says which.',
);

const TRAIL_UNAVAILABLE = requestError(
  'ACCESS_TRAIL_UNAVAILABLE',
  'The access trail cannot be written, so nothing is shown. Ask again in a moment; the operator finds the reason in the log of the gateway.',
);

const useParser = (): GatewayPlugin => ({ onParse: ({ setParseFn }) => setParseFn(parseWithinLimits) });

const useRules = (rules: readonly ValidationRule[]): GatewayPlugin => ({
  onValidate: ({ addValidationRule }) => {
    for (const rule of rules) addValidationRule(rule);
  },
});

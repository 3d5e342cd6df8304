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
import { admitOperation, type OperationArguments } from '../limits/admission.ts';
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

/** Characters of all texts whose documents are cached. A limit on their number alone would let the longest texts fill the memory. */
const MAX_PREPARED_CHARACTERS = 4_000_000;

/**
 * Parses and validates documents with Yoga's plugins, once for each text, and executes their operations. Yoga's HTTP layer and its hooks
 * around each execution are not used: they cost more than the rest of a short query.
 */
export function createEngine({ schema, createContext, settings, trail }: EngineParts): RunOperation {
  const rules = [KnownOperationTypesRule, ...documentLimitRules, ...(settings.introspection ? [] : [NoSchemaIntrospectionCustomRule])];
  const yoga = createYoga({
    schema,
    parserAndValidationCache: false, // preparedTexts replaces it, and skips the hooks too
    logging: false,
    plugins: [useParser(), useRules(rules)],
  });
  const { parse, validate } = yoga.getEnveloped();

  const prepare = (text: string): Prepared => {
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
  const prepareOnce = (text: string): Prepared => {
    const known = preparedTexts.get(text);
    if (known) return known;
    const prepared = prepare(text);
    if (!mayHoldSearchTerm(text, prepared.document)) preparedTexts.set(text, prepared);
    return prepared;
  };

  const executeAdmitted = createExecute(schema);
  const execute = async (operation: OperationArguments, context: Context): Promise<ExecutionResult> => {
    const admission = admitOperation(operation, context.contactBudget);
    if ('errors' in admission) return { errors: admission.errors };
    const result = await executeAdmitted({ ...operation, coerced: admission.variables }, context);
    const failure = wholeFailureOf(context);
    return failure ? { errors: [requestErrorOf(failure)] } : result;
  };

  return async ({ query, variables, operationName }, request) => {
    const { document, errors } = prepareOnce(query);
    if (!document) return { errors };
    const operation = getOperationAST(document, operationName);
    if (!operation) throw NO_SUCH_OPERATION;
    if (errors.length > 0) return { errors };
    const context = createContext(request);
    try {
      recordOperation(request.record, document, operation, context.operation.cost);
      const result = await execute({ schema, document, operation, variables }, context);
      const reported = settings.upstreamReport ? withReport(result, context) : result;
      return trail ? await recorded(reported, context, trail) : reported;
    } finally {
      context.end();
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

const useParser = (): Plugin => ({ onParse: ({ setParseFn }) => setParseFn(parseWithinLimits) });

const useRules = (rules: readonly ValidationRule[]): Plugin => ({
  onValidate: ({ addValidationRule }) => {
    for (const rule of rules) addValidationRule(rule);
  },
});

import { GraphQLError, type GraphQLSchema, NoSchemaIntrospectionCustomRule, type ValidationRule } from 'graphql';
import { createYoga, type Plugin } from 'graphql-yoga';
import type { Caller } from '../access/caller.ts';
import { Failure } from '../domain/failure.ts';
import { tooManyContacts } from '../graphql/contact-budget.ts';
import type { Context } from '../graphql/context.ts';
import { KnownOperationTypesRule } from '../graphql/known-operation-types.ts';
import { namedContacts } from '../graphql/named-contacts.ts';
import { presentErrors } from '../graphql/present-errors.ts';
import type { Log } from '../telemetry/log.ts';

/** What the server knows of a request before GraphQL sees it. */
export type RequestContext = { readonly requestId: string; readonly caller: Caller };

export type YogaParts = {
  readonly schema: GraphQLSchema;
  readonly createContext: (caller: Caller, signal: AbortSignal) => Context;
  readonly log: Log;
  readonly introspection: boolean;
  readonly maxContactsPerOperation: number;
  readonly upstreamReport: boolean;
};

const MAX_BODY_BYTES = 1_000_000;

/** GraphQL over HTTP. The plugins run in this order; the cares for a request as such stand before it, in the server. */
export function createGraphqlYoga(parts: YogaParts) {
  const { schema, createContext, log, introspection, maxContactsPerOperation, upstreamReport } = parts;
  return createYoga<RequestContext, Context>({
    schema,
    context: ({ request, caller }) => createContext(caller, request.signal),
    graphqlEndpoint: '/graphql',
    graphiql: false, // the server has its page
    landingPage: false,
    cors: false, // the server decides, before any of this runs
    multipart: false,
    maxRequestBodySize: MAX_BODY_BYTES,
    logging: false,
    maskedErrors: false, // presentErrors does it, and with a code for each
    plugins: [
      useEnd(), // first, so that it ends what the later ones stop
      ...(upstreamReport ? [useUpstreamReport()] : []),
      useRules([KnownOperationTypesRule, ...(introspection ? [] : [NoSchemaIntrospectionCustomRule])]),
      useContactLimit(maxContactsPerOperation),
      usePresentedErrors(log),
    ],
  });
}

type GatewayPlugin = Plugin<Context, RequestContext>;

/** Gives back what an operation holds, however it ended. */
const useEnd = (): GatewayPlugin => ({
  onExecute: ({ args }) => ({ onExecuteDone: () => args.contextValue.end() }),
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

const useRules = (rules: readonly ValidationRule[]): GatewayPlugin => ({
  onValidate: ({ addValidationRule }) =>
    rules.forEach((rule) => {
      addValidationRule(rule);
    }),
});

/** Refuses an operation that names too many contacts, whole and before the first call. */
const useContactLimit = (limit: number): GatewayPlugin => ({
  onExecute: ({ args, setResultAndStopExecution }) => {
    const named = namedContacts(args.schema, args.document, args.operationName ?? null, args.variableValues ?? {});
    if (args.contextValue.contactBudget.admitNamed(named)) return;
    const refusal = new Failure('BAD_USER_INPUT', { message: tooManyContacts(limit) });
    setResultAndStopExecution({ errors: [new GraphQLError(refusal.message, { originalError: refusal })] });
  },
});

const usePresentedErrors = (log: Log): GatewayPlugin => ({
  onResultProcess: ({ result, setResult, serverContext }) => {
    if (Symbol.asyncIterator in result || Array.isArray(result)) return;
    const { requestId } = serverContext;
    setResult(presentErrors(result, { requestId, onBug: (bug) => log.bug(requestId, bug) }));
  },
});

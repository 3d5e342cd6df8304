import { useDeferStream } from '@graphql-yoga/plugin-defer-stream';
import {
  type DocumentNode,
  GraphQLError,
  getOperationAST,
  NoSchemaIntrospectionCustomRule,
  type OperationDefinitionNode,
  type ValidationRule,
} from 'graphql';
import { createYoga, type Plugin } from 'graphql-yoga';
import { LRUCache } from 'lru-cache';
import { requestError } from '../errors/request-error.ts';
import { DOCUMENT_LIMITS, documentLimitRules, parseWithinLimits } from '../limits/document-limits.ts';
import { KnownOperationTypesRule } from '../limits/known-operation-types.ts';
import { UnconditionalSubscriptionRule } from '../limits/unconditional-subscription.ts';
import { type AnswerParts, createAnswers } from './answers.ts';
import type { LastingRequest } from './context.ts';
import { findOperationsInParts } from './operations-in-parts.ts';
import type { Delivery, OperationAnswer } from './payload.ts';
import { mayHoldSearchTerm } from './search-term.ts';

/** What a client sends; see https://graphql.github.io/graphql-over-http/draft/#sec-Request-Parameters */
export type Parameters = {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>> | null;
  readonly operationName: string | null;
};

/** Runs an operation. A GraphQLError that it throws rejects the request. */
export type RunOperation = (parameters: Parameters, request: LastingRequest, delivery: Delivery) => Promise<OperationAnswer>;

type EngineParts = AnswerParts & { readonly settings: { readonly introspection: boolean } };

/** A parsed and validated document; null if the text could not be parsed. */
type Prepared = {
  readonly document: DocumentNode | null;
  readonly errors: readonly GraphQLError[];
  /** Its queries with @defer or @stream. */
  readonly operationsInParts: ReadonlySet<OperationDefinitionNode>;
};

/** Characters of all texts whose documents are cached. A limit on their number alone would let the longest texts fill the memory. */
const MAX_PREPARED_CHARACTERS = 4_000_000;

/**
 * Parses and validates documents with Yoga's plugins, once for each text, and executes their operations. Yoga's HTTP layer and its hooks
 * around each execution are not used: they cost more than the rest of a short query.
 */
export function createEngine(parts: EngineParts): RunOperation {
  const { schema, settings } = parts;
  const rules = [
    KnownOperationTypesRule,
    UnconditionalSubscriptionRule,
    ...documentLimitRules,
    ...(settings.introspection ? [] : [NoSchemaIntrospectionCustomRule]),
  ];
  const yoga = createYoga({
    schema,
    parserAndValidationCache: false, // preparedTexts replaces it, and skips the hooks too
    logging: false,
    plugins: [useParser(), useDeferStream(), useRules(rules)],
  });
  const { parse, validate } = yoga.getEnveloped();

  const prepare = (text: string): Prepared => {
    try {
      const document = parse(text);
      const errors = validate(schema, document).map(withoutStack);
      return { document, errors, operationsInParts: errors.length > 0 ? new Set() : findOperationsInParts(document) };
    } catch (error) {
      if (error instanceof GraphQLError) return { document: null, errors: [withoutStack(error)], operationsInParts: new Set() };
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

  const answers = createAnswers(parts);

  return async ({ query, variables, operationName }, request, { incremental, events }) => {
    const { document, errors, operationsInParts } = prepareOnce(query);
    if (!document) return { kind: 'WHOLE', result: { errors } };
    const operation = getOperationAST(document, operationName);
    if (!operation) throw NO_SUCH_OPERATION;
    if (errors.length > 0) return { kind: 'WHOLE', result: { errors } };
    const given = { schema, document, operation, variables };
    if (operation.operation === 'subscription') {
      if (!events) throw NO_EVENTS_ACCEPTED;
      return await answers.answerEvents(given, request);
    }
    return incremental && operationsInParts.has(operation)
      ? await answers.answerInParts(given, request, incremental)
      : await answers.answerWhole(given, request);
  };
}

/** V8 keeps the functions of an error's stack, and what they hold of the request: its variables and caller. A cached error must not. */
function withoutStack(error: GraphQLError): GraphQLError {
  error.stack = '';
  return error;
}

const NO_SUCH_OPERATION = requestError(
  'OPERATION_RESOLUTION_FAILURE',
  'The document has no such operation. Where it has several, `operationName` says which.',
);

const NO_EVENTS_ACCEPTED = requestError('NOT_ACCEPTABLE', 'A subscription is answered with server-sent events: accept text/event-stream.');

const useParser = (): Plugin => ({ onParse: ({ setParseFn }) => setParseFn(parseWithinLimits) });

const useRules = (rules: readonly ValidationRule[]): Plugin => ({
  onValidate: ({ addValidationRule }) => {
    for (const rule of rules) addValidationRule(rule);
  },
});

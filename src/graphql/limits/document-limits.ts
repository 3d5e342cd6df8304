import { maxAliasesRule } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import { maxDirectivesRule } from '@escape.tech/graphql-armor-max-directives';
import {
  GraphQLError,
  Kind,
  type ParseOptions,
  parse,
  type SelectionSetNode,
  type Source,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';
import type { RequestCode } from '../errors/request-codes.ts';
import { requestError } from '../errors/request-error.ts';

/** Limits of a document. A fragment counts each time it is used. */
export const DOCUMENT_LIMITS = {
  length: 50_000,
  lines: 500,
  tokens: 1_000,
  depth: 10,
  aliases: 30,
  directives: 20,
  rootFields: 40,
} as const;

/**
 * Options of the graphql-armor rules. Their own error has no code and, with `propagateOnRejection`, is thrown out of validation and
 * answered with 200.
 */
const rejectWith = (code: RequestCode, message: string) => ({
  propagateOnRejection: false,
  onReject: [(context: ValidationContext | null) => context?.reportError(requestError(code, message))],
});

const RootFieldsRule: ValidationRule = (context) => ({
  OperationDefinition(operation) {
    if (countFields(operation.selectionSet, context, new Set()) <= DOCUMENT_LIMITS.rootFields) return;
    const message = `A document may ask for at most ${DOCUMENT_LIMITS.rootFields} root fields.`;
    context.reportError(requestError('ROOT_FIELD_LIMIT_EXCEEDED', message));
  },
});

/** Counts the root fields. A fragment counts once, since execution merges its repeats. */
function countFields({ selections }: SelectionSetNode, context: ValidationContext, seen: Set<string>): number {
  return selections.reduce((count, selection) => {
    if (selection.kind === Kind.FIELD) return count + 1;
    if (selection.kind === Kind.INLINE_FRAGMENT) return count + countFields(selection.selectionSet, context, seen);
    const fragment = seen.has(selection.name.value) ? null : context.getFragment(selection.name.value);
    seen.add(selection.name.value);
    return fragment ? count + countFields(fragment.selectionSet, context, seen) : count;
  }, 0);
}

export const documentLimitRules: readonly ValidationRule[] = [
  maxDepthRule({
    n: DOCUMENT_LIMITS.depth,
    flattenFragments: true,
    ...rejectWith('DEPTH_LIMIT_EXCEEDED', `A document may be at most ${DOCUMENT_LIMITS.depth} fields deep.`),
  }) as ValidationRule,
  maxAliasesRule({
    n: DOCUMENT_LIMITS.aliases,
    ...rejectWith('ALIAS_LIMIT_EXCEEDED', `A document may use at most ${DOCUMENT_LIMITS.aliases} aliases.`),
  }) as ValidationRule,
  maxDirectivesRule({
    n: DOCUMENT_LIMITS.directives,
    ...rejectWith('DIRECTIVE_LIMIT_EXCEEDED', `A document may use at most ${DOCUMENT_LIMITS.directives} directives.`),
  }) as ValidationRule,
  RootFieldsRule,
];

/**
 * Parses a document within its limits; the parser stops at the first token beyond them. The number of lines is limited since graphql-js
 * counts lines from the start of the document for each error.
 */
export function parseWithinLimits(source: string | Source, options?: ParseOptions) {
  const text = typeof source === 'string' ? source : source.body;
  if (text.length > DOCUMENT_LIMITS.length || text.split(/\r\n|[\n\r]/, DOCUMENT_LIMITS.lines + 1).length > DOCUMENT_LIMITS.lines) {
    const message = `A document may have at most ${DOCUMENT_LIMITS.length} characters in ${DOCUMENT_LIMITS.lines} lines. Put values into variables.`;
    throw requestError('LENGTH_LIMIT_EXCEEDED', message);
  }
  try {
    return parse(source, { ...options, maxTokens: DOCUMENT_LIMITS.tokens });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    if (!error.message.includes('Parsing aborted')) {
      const { message, source, positions } = error;
      throw new GraphQLError(message, {
        source: source ?? null,
        positions: positions ?? null,
        extensions: { code: 'GRAPHQL_PARSE_FAILED' },
      });
    }
    throw requestError('TOKEN_LIMIT_EXCEEDED', `A document may have at most ${DOCUMENT_LIMITS.tokens} tokens.`);
  }
}

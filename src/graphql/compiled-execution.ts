import { MapperKind, mapSchema } from '@graphql-tools/utils';
import {
  BREAK,
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  type GraphQLSchema,
  GraphQLString,
  getOperationAST,
  Kind,
  visit,
} from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import { LRUCache } from 'lru-cache';
import { fragmentsOf } from './fragments.ts';
import { countOperationFields } from './selected-fields.ts';

export type Execute = (args: ExecutionArgs) => ExecutionResult | Promise<ExecutionResult>;

/** So often an operation is executed before it is compiled: what is asked once is not worth it, and a caller may ask anything once. */
const EXECUTED_BEFORE = 1;

/** The form of so many operations is kept; the one that was asked longest ago makes room. */
const MAX_KEPT = 200;
/** A larger one, its fragments counted wherever they are used, is not compiled: that takes as long as it would be large. */
const MAX_FIELDS = 1_000;

/** Values of enums and scalars are of the types that the resolvers have: looking at each again would find nothing. */
const OPTIONS = { disableLeafSerialization: true };

type Known = { times: number; execute: Execute | null };

/**
 * Gives the form of an operation that is compiled for it, which costs a fifth for each field: for one that comes again and can be
 * compiled, else null, and the engine executes it. The two answer the same: test/schema/compiled-execution.test.ts.
 * A document is told by its object: the engine, which keeps what it has prepared, gives the same one for the same text.
 */
export function createCompiledExecution(schema: GraphQLSchema, executedBefore = EXECUTED_BEFORE) {
  const shown = showDatesAsText(schema);
  const known = new LRUCache<DocumentNode, Map<string, Known>>({ max: MAX_KEPT, memoMethod: () => new Map<string, Known>() });

  return ({ document, operationName }: ExecutionArgs): Execute | null => {
    const ofDocument = known.memo(document);
    const operation = ofDocument.get(operationName ?? '') ?? { times: 0, execute: null };
    ofDocument.set(operationName ?? '', operation);
    operation.times += 1;
    if (operation.times === executedBefore + 1) operation.execute = compile(shown, document, operationName);
    return operation.execute;
  };
}

const DESCRIBES_SCHEMA: ReadonlySet<string> = new Set(['__schema', '__type']);

/**
 * Where the library does not do what the engine does: of a field that stands twice, once skipped, it resolves what is asked in both
 * places; the default of a required variable it does not know; and a field called `__proto__` it loses. And what describes the schema
 * would describe the one in which dates are texts.
 */
function isBeyondLibrary(document: DocumentNode): boolean {
  let found = false;
  const find = (isFound: boolean) => {
    found ||= isFound;
    return isFound ? BREAK : undefined;
  };
  visit(document, {
    Directive: () => find(true),
    Field: ({ name, alias }) => find(DESCRIBES_SCHEMA.has(name.value) || alias?.value === '__proto__'),
    VariableDefinition: ({ type, defaultValue }) => find(type.kind === Kind.NON_NULL_TYPE && defaultValue !== undefined),
  });
  return found;
}

function compile(schema: GraphQLSchema, document: DocumentNode, operationName: ExecutionArgs['operationName']): Execute | null {
  const operation = getOperationAST(document, operationName);
  if (!operation || isBeyondLibrary(document) || countOperationFields(operation, fragmentsOf(document)) > MAX_FIELDS) return null;
  const compiled = compileQuery(schema, document, operationName ?? undefined, OPTIONS);
  if (!isCompiledQuery(compiled)) return null;
  return ({ contextValue, variableValues }) => compiled.query(undefined, contextValue, variableValues ?? {});
}

/** The same schema for output: a date is a text as it is, which the library shows without a call for each. */
function showDatesAsText(schema: GraphQLSchema): GraphQLSchema {
  return mapSchema(schema, {
    [MapperKind.COMPOSITE_FIELD]: (field) => (String(field.type) === 'DateTime' ? { ...field, type: GraphQLString } : field),
  });
}

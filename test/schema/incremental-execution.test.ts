import { useDeferStream } from '@graphql-yoga/plugin-defer-stream';
import fc from 'fast-check';
import {
  type ConstDirectiveNode,
  type DocumentNode,
  execute,
  type FieldNode,
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
  Kind,
  parse,
  print,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { createYoga } from 'graphql-yoga';
import { describe, expect, it } from 'vitest';
import { executeIncrementally, type Incremental, partsOf } from '../../src/graphql/execution/execute-incrementally.ts';
import { findOperationsInParts } from '../../src/graphql/execution/operations-in-parts.ts';
import { admitOperation } from '../../src/graphql/limits/admission.ts';
import { type Merged, mergeParts, sortKeys } from '../support/merge-parts.ts';
import { randomOperations } from '../support/random-operation.ts';
import { newContext, operationOf, schema, VALUES } from '../support/small-office.ts';

/** Puts parts of an operation into deferred fragments, and streams some of its lists. The numbers decide which. */
function deferParts(document: DocumentNode, numbers: readonly number[]): DocumentNode {
  const info = new TypeInfo(schema);
  let next = 0;
  const pick = (below: number): number => {
    next += 1;
    return (numbers[next % numbers.length] ?? 0) % below;
  };
  return visit(
    document,
    visitWithTypeInfo(info, {
      SelectionSet: {
        leave({ selections, ...rest }) {
          if (pick(3) !== 0 || selections.length === 0) return;
          const at = pick(selections.length);
          const kept = selections.slice(0, at);
          const deferred = selections.slice(at);
          const fragment = {
            kind: Kind.INLINE_FRAGMENT as const,
            directives: [directive('defer')],
            selectionSet: { kind: Kind.SELECTION_SET as const, selections: deferred },
          };
          return { ...rest, selections: [...kept, fragment] };
        },
      },
      Field: {
        enter(field): FieldNode | undefined {
          const type = info.getType();
          if (!type || !isListType(getNullableType(type)) || !isCompositeType(getNamedType(type)) || pick(3) !== 0) return;
          return { ...field, directives: [...(field.directives ?? []), directive('stream', pick(3))] };
        },
      },
    }),
  );
}

const directive = (name: string, initialCount?: number): ConstDirectiveNode => ({
  kind: Kind.DIRECTIVE,
  name: { kind: Kind.NAME, value: name },
  arguments:
    initialCount === undefined
      ? []
      : [
          {
            kind: Kind.ARGUMENT,
            name: { kind: Kind.NAME, value: 'initialCount' },
            value: { kind: Kind.INT, value: String(initialCount) },
          },
        ],
});

const { validate } = createYoga({ schema, logging: false, plugins: [useDeferStream()] }).getEnveloped();

const sorted = (errors: Merged['errors']): readonly string[] => errors.map(({ path, message }) => JSON.stringify([path, message])).sort();

async function mergeAll(incremental: Incremental): Promise<Merged> {
  const parts = partsOf(
    incremental,
    async (part) => part,
    () => undefined,
  );
  const { value: first } = await parts.next();
  if (!first) throw new Error('there is no part');
  return await mergeParts(first, parts);
}

describe('an operation in parts', () => {
  const runs = process.env.CI === 'true' ? 6_000 : 800;

  it(`has, when all parts have come, what graphql-js answers as a whole, in both formats, for ${runs} random operations`, {
    timeout: 300_000,
  }, async () => {
    const seen = { parts: 0, errors: 0, nulls: 0 };
    await fc.assert(
      fc.asyncProperty(
        randomOperations(schema, VALUES),
        fc.array(fc.nat(), { minLength: 40, maxLength: 40 }),
        async ({ text, variables }, numbers) => {
          const document = parse(print(deferParts(parse(text), numbers)));
          if (validate(schema, document).length > 0 || findOperationsInParts(document).size === 0) return;
          const given = JSON.parse(variables) as Record<string, unknown>;
          const args = { schema, document, operation: operationOf(document), variables: given };
          const contextValue = newContext(1_000);
          const admission = admitOperation(args, contextValue.contactBudget);
          if ('errors' in admission) return contextValue.end();
          const whole = await execute({ schema, document, variableValues: given, contextValue });
          contextValue.end();
          if (!whole.data) return;
          for (const format of ['v0.1', 'v0.2'] as const) {
            const context = newContext(1_000, { inParts: true });
            admitOperation(args, context.contactBudget);
            const result = await executeIncrementally(args, context, format);
            const merged = 'later' in result ? await mergeAll(result) : { ...result, hasNull: false };
            context.end();
            if ('later' in result) seen.parts += 1;
            if (merged.hasNull) {
              seen.nulls += 1;
              continue; // the null stands lower than in the whole answer
            }
            expect(sortKeys(merged.data), `${format} ${print(document)} ${variables}`).toEqual(sortKeys(whole.data));
            expect(sorted(merged.errors ?? []), `${format} ${print(document)} ${variables}`).toEqual(sorted(whole.errors ?? []));
            if (whole.errors) seen.errors += 1;
          }
        },
      ),
      { numRuns: runs },
    );
    // else the test would prove nothing
    expect(seen.parts / runs, JSON.stringify(seen)).toBeGreaterThan(0.25);
    expect(seen.errors / runs, JSON.stringify(seen)).toBeGreaterThan(0.05);
    expect(seen.nulls / seen.parts, JSON.stringify(seen)).toBeLessThan(0.1);
  });
});

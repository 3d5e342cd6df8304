import fc from 'fast-check';
import { type ExecutionResult, execute, getIntrospectionQuery, isObjectType, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import type { Failure } from '../../src/domain/failure.ts';
import { presentErrors } from '../../src/graphql/errors/present-errors.ts';
import { createExecute } from '../../src/graphql/execution/execute.ts';
import { type ExecutePlan, planOperation } from '../../src/graphql/execution/planned-execution.ts';
import { admitOperation } from '../../src/graphql/limits/admission.ts';
import { randomOperations, randomSubscriptions } from '../support/random-operation.ts';
import { CONTACT_ID, ESTATE_ID, newContext, operationOf, schema, VALUES } from '../support/small-office.ts';

const planOf = (text: string): ExecutePlan | null => {
  const document = parse(text);
  return planOperation(schema, document, operationOf(document));
};

/**
 * What a caller would read. Of several errors in the objects of a list that make the list null, graphql-js reports the one that happens
 * first: another one where the loaders answer at once, as when a plan has given up. So only the place of the null counts for these.
 */
function shown(result: ExecutionResult): string {
  const presented = presentErrors(result, { requestId: 'r', withSuggestions: false, onBug: () => undefined });
  const errors = presented.errors?.map((error) => {
    const nulled = nullAbove(error.path ?? [], presented.data);
    return nulled ? { nulled, extensions: error.extensions } : error;
  });
  return JSON.stringify({ ...presented, errors });
}

/** The path of the null that an error has made above its own place; null if it has made none. */
function nullAbove(path: readonly (string | number)[], data: unknown): readonly (string | number)[] | null {
  let value = data;
  for (const [depth, key] of path.entries()) {
    if (value === null) return path.slice(0, depth);
    value = Reflect.get(Object(value), key);
  }
  return null;
}

describe('a planned operation', () => {
  const runs = process.env.CI === 'true' ? 10_000 : 1_000;

  it(`answers byte by byte what graphql-js answers, the first time and later, for ${runs} random operations`, {
    timeout: 300_000,
  }, async () => {
    const executors = { atFirst: createExecute(schema), compiled: createExecute(schema, 0) };
    const seen = { data: 0, errors: 0, refused: 0, planned: 0 };
    await fc.assert(
      fc.asyncProperty(randomOperations(schema, VALUES), async ({ text, variables }) => {
        const document = parse(text);
        if (validate(schema, document).length > 0) return;
        const given = JSON.parse(variables) as Record<string, unknown>;
        const args = { schema, document, operation: operationOf(document), variables: given };
        const answer = async (perform: keyof typeof executors | 'graphql-js'): Promise<string> => {
          const contextValue = newContext();
          try {
            const admission = admitOperation(args, contextValue.contactBudget);
            if ('errors' in admission) return shown({ errors: admission.errors });
            if (perform === 'graphql-js') return shown(await execute({ schema, document, variableValues: given, contextValue }));
            return shown(await executors[perform]({ ...args, coerced: admission.variables }, contextValue));
          } finally {
            contextValue.end();
          }
        };
        const right = await answer('graphql-js');
        for (const form of ['atFirst', 'compiled', 'compiled', 'atFirst'] as const)
          expect(await answer(form), `${form}: ${text} ${variables}`).toBe(right);
        const { data, errors } = JSON.parse(right) as ExecutionResult;
        if (data === undefined) seen.refused += 1;
        else if (errors) seen.errors += 1;
        else seen.data += 1;
        const mayGiveUp = errors?.some(({ extensions: { code } }) => code === 'BAD_USER_INPUT') || data === null;
        const plan = mayGiveUp ? null : planOperation(schema, document, args.operation);
        if (!plan) return;
        const contextValue = newContext();
        const admission = admitOperation(args, contextValue.contactBudget);
        // else graphql-js would have answered, and been compared with itself
        const planned = 'variables' in admission && (await plan(contextValue, admission.variables));
        if (planned === null && contextValue.contactBudget.isExceeded) return; // a status alone tells of it, without an error
        expect(planned && shown(planned), `${text} ${variables}`).toBe(right);
        contextValue.end();
        seen.planned += 1;
      }),
      { numRuns: runs },
    );
    // else the test would prove nothing
    for (const [what, share] of Object.entries({ data: 0.1, errors: 0.04, refused: 0.02, planned: 0.1 }))
      expect(seen[what as keyof typeof seen] / runs, `${what}: ${JSON.stringify(seen)}`).toBeGreaterThan(share);
  });

  it('answers an event of a subscription as graphql-js does', async () => {
    const field = 'contactChanged(customerId: "M1", contactIds: ["a"])';
    const rootValue = { customerId: 'M1', contactId: 'a', kinds: new Set(['MERGED', 'ROLES']), mergedIntoId: 'b' };
    let planned = 0;
    await fc.assert(
      fc.asyncProperty(randomSubscriptions(schema, VALUES, field, 'ContactChange'), async ({ text, variables }) => {
        const document = parse(text);
        if (validate(schema, document).length > 0) return;
        const given = JSON.parse(variables) as Record<string, unknown>;
        const args = { schema, document, operation: operationOf(document), variables: given };
        const [ofGraphqlJs, contextValue] = [newContext(), newContext()];
        const admission = admitOperation(args, contextValue.contactBudget);
        admitOperation(args, ofGraphqlJs.contactBudget);
        if ('errors' in admission) return;
        const right = shown(await execute({ schema, document, variableValues: given, contextValue: ofGraphqlJs, rootValue }));
        const executed = { ...args, coerced: admission.variables, rootValue };
        expect(shown(await createExecute(schema, 0)(executed, contextValue)), `${text} ${variables}`).toBe(right);
        for (const context of [ofGraphqlJs, contextValue]) context.end();
        if (planOperation(schema, document, args.operation)) planned += 1;
      }),
      { numRuns: runs / 10 },
    );
    expect(planned / (runs / 10)).toBeGreaterThan(0.2);
  });

  it.each([
    ['a field called __proto__', '{ contact(customerId: "M1", contactId: "a") { __proto__: id } }'],
    ['a directive', '{ contact(customerId: "M1", contactId: "a") { id @include(if: true) } }'],
    ['the description of the schema', '{ __schema { queryType { name } } }'],
    [
      'very many fields',
      `{ contacts(customerId: "M1", contactIds: []) { ...F0 } } ${Array.from({ length: 60 }, (_, level) => `fragment F${level} on Contact { ...F${level + 1} ...F${level + 1} }`).join(' ')} fragment F60 on Contact { id }`,
    ],
  ])('has no plan with %s', (_what, text) => {
    expect(planOf(text)).toBeNull();
  });

  it('knows failures at places that may be null, and gives up at others', async () => {
    const ask = async (text: string) => planOf(text)?.(newContext(), {});
    const codes = async (text: string) =>
      (await ask(text))?.errors?.map(({ path, originalError }) => [path?.join('.'), (originalError as Failure).code]);
    expect(await ask('{ contact(customerId: "M1", contactId: "a") { id hasRole(estateId: "e1") } }')).toEqual({
      data: { contact: { id: CONTACT_ID, hasRole: true } },
    });
    expect(await codes('{ contacts(customerId: "M1", contactIds: ["a", "gone", ".."]) { hasRole(estateId: "e1") } }')).toEqual([
      ['contacts.2', 'BAD_USER_INPUT'],
      ['contacts.1.hasRole', 'NOT_FOUND'],
    ]);
    expect(await ask(`{ contacts(customerId: "M1", contactIds: [${'"a",'.repeat(30_000)}]) { id } }`)).toBeNull(); // more than may be listed
  });

  const aliases = (count: number, field: string) => Array.from({ length: count }, (_, index) => `a${index}: ${field}`).join(' ');
  const ROLES = aliases(28, 'partyRoles { id kind role roleLabel createdAt createdAtPrecision estate { id estateId } }');
  const ROOT = 'contact(customerId: "M1", contactId: "a") { partyRoles { id } }';
  it.each<[string, string, Record<string, unknown>]>([
    [
      'contacts',
      `query ($ids: [ID!]!) { ${ROOT} contacts(customerId: "M1", contactIds: $ids) { ${ROLES} } }`,
      { ids: Array(950).fill('a') },
    ],
    ['nodes', `query ($ids: [ID!]!) { nodes(ids: $ids) { id } ${ROOT} }`, { ids: Array(26_000).fill(ESTATE_ID) }],
    [
      '_entities',
      `query ($ids: [_Any!]!) { _entities(representations: $ids) { ... on Estate { id } } ${ROOT} }`,
      { ids: Array(26_000).fill({ __typename: 'Estate', id: ESTATE_ID }) },
    ],
  ])('answers as graphql-js does when %s exceeds the row budget', async (name, text, variableValues) => {
    const document = parse(text);
    const args = { schema, document, operation: operationOf(document), variables: variableValues };
    const [ofGraphqlJs, contextValue] = [newContext(100), newContext(100)];
    const right = JSON.parse(shown(await execute({ schema, document, variableValues, contextValue: ofGraphqlJs })));
    const admission = admitOperation(args, contextValue.contactBudget);
    const answered = 'variables' in admission && (await createExecute(schema)({ ...args, coerced: admission.variables }, contextValue));
    const presented = answered && JSON.parse(shown(answered));
    for (const context of [ofGraphqlJs, contextValue]) context.end();
    expect([presented.data, presented.errors]).toEqual([right.data, right.errors]); // only `createExecute` counts unlisted errors
    expect(presented.data.contact.partyRoles).toHaveLength(5);
    expect(new Set(presented.data[name])).toEqual(new Set([null]));
    expect(presented.errors).toHaveLength(Math.min(1_000, presented.data[name].length));
  });

  it('rests on a schema whose object types are not told apart by isTypeOf, which it does not ask', () => {
    expect(Object.values(schema.getTypeMap()).filter((type) => isObjectType(type) && type.isTypeOf && !type.name.startsWith('__'))).toEqual(
      [],
    );
  });

  it('tells of the schema what graphql-js tells', async () => {
    const document = parse(getIntrospectionQuery());
    const contextValue = newContext();
    const asked = { document, operation: operationOf(document), variables: null, coerced: {} };
    expect(shown(await createExecute(schema)(asked, contextValue))).toBe(shown(await execute({ schema, document })));
    contextValue.end();
  });
});

import type { Complete, Execution, Path, ResultObject } from './operation-plan.ts';

export type ExecuteField = (source: unknown, execution: Execution, result: ResultObject, parent: Path | null) => unknown;

/** A field by its response key. PROPERTY: without a resolver, it reads a property of the source. */
export type FieldPlan =
  | { readonly kind: 'TYPENAME'; readonly key: string; readonly typename: string }
  | { readonly kind: 'PROPERTY'; readonly key: string; readonly property: string; readonly complete: Complete }
  | { readonly kind: 'RESOLVED'; readonly key: string; readonly execute: ExecuteField };

type ExecuteObject = (source: unknown, execution: Execution, path: Path | null) => ResultObject;

/** Executes objects of one type and selection: field by field at first, after `compileAfter` objects with a compiled function. */
export class ObjectPlan {
  readonly #fields: readonly FieldPlan[];
  readonly #compileAfter: number;
  #executed = 0;
  #compiled: ExecuteObject | null = null;

  constructor(fields: readonly FieldPlan[], compileAfter: number) {
    this.#fields = fields;
    this.#compileAfter = compileAfter;
  }

  execute(source: unknown, execution: Execution, path: Path | null): ResultObject {
    if (this.#compiled) return this.#compiled(source, execution, path);
    this.#executed += 1;
    if (this.#executed > this.#compileAfter) this.#compiled = compile(this.#fields);
    return executeFields(this.#fields, source, execution, path);
  }
}

function executeFields(fields: readonly FieldPlan[], source: unknown, execution: Execution, path: Path | null): ResultObject {
  const result: ResultObject = {};
  for (const field of fields) {
    if (field.kind === 'PROPERTY')
      result[field.key] = field.complete((source as Record<string, unknown>)[field.property], execution, path, field.key);
    else if (field.kind === 'RESOLVED') result[field.key] = field.execute(source, execution, result, path);
    else result[field.key] = field.typename;
  }
  return result;
}

/**
 * Compiles `executeFields` for these fields. With the keys in the source text all objects get one hidden class in V8, so they are created
 * and serialized twice as fast. Keys and properties are GraphQL names (letters, digits and underscores), so nothing can be injected.
 */
function compile(fields: readonly FieldPlan[]): ExecuteObject {
  const places = fields.map(({ key }) => `${JSON.stringify(key)}: null`).join(', ');
  const steps = fields.map((field, index) => `result[${JSON.stringify(field.key)}] = ${expressionFor(field, index)};`).join('\n');
  const make = new Function(
    ...fields.map((_, index) => `run${index}`),
    `return (source, execution, path) => { const result = { ${places} };\n${steps}\nreturn result; }`,
  );
  return make(...fields.map(functionFor)) as ExecuteObject;
}

function expressionFor(field: FieldPlan, index: number): string {
  if (field.kind === 'TYPENAME') return JSON.stringify(field.typename);
  if (field.kind === 'RESOLVED') return `run${index}(source, execution, result, path)`;
  return `run${index}(source[${JSON.stringify(field.property)}], execution, path, ${JSON.stringify(field.key)})`;
}

function functionFor(field: FieldPlan): unknown {
  if (field.kind === 'TYPENAME') return null;
  return field.kind === 'RESOLVED' ? field.execute : field.complete;
}

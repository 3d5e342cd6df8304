import type { Complete, Execution, Path, Shown } from './operation-plan.ts';

export type ShowField = (source: unknown, execution: Execution, shown: Shown, parent: Path | null) => unknown;

/** A field of an object as it is shown under its key. */
export type FieldToShow =
  | { readonly kind: 'TYPENAME'; readonly key: string; readonly typename: string }
  | { readonly kind: 'PROPERTY'; readonly key: string; readonly property: string; readonly complete: Complete }
  | { readonly kind: 'RESOLVED'; readonly key: string; readonly show: ShowField };

type ShowObject = (source: unknown, execution: Execution, path: Path | null) => Shown;

/** Shows objects of one type under one selection: field by field at first, from the given number on by a function made for it. */
export class ObjectPlan {
  readonly #fields: readonly FieldToShow[];
  readonly #compileAfter: number;
  #shown = 0;
  #compiled: ShowObject | null = null;

  constructor(fields: readonly FieldToShow[], compileAfter: number) {
    this.#fields = fields;
    this.#compileAfter = compileAfter;
  }

  show(source: unknown, execution: Execution, path: Path | null): Shown {
    if (this.#compiled) return this.#compiled(source, execution, path);
    this.#shown += 1;
    if (this.#shown > this.#compileAfter) this.#compiled = compile(this.#fields);
    return showEach(this.#fields, source, execution, path);
  }
}

function showEach(fields: readonly FieldToShow[], source: unknown, execution: Execution, path: Path | null): Shown {
  const shown: Shown = {};
  for (const field of fields) {
    if (field.kind === 'PROPERTY') shown[field.key] = field.complete((source as Shown)[field.property], execution, path, field.key);
    else if (field.kind === 'RESOLVED') shown[field.key] = field.show(source, execution, shown, path);
    else shown[field.key] = field.typename;
  }
  return shown;
}

/**
 * The same as `showEach`, with the keys and properties in its text: V8 then makes all objects with one shape, which is twice as fast to make and
 * to write as JSON. Keys and properties are names of GraphQL (letters, digits and underscores).
 */
function compile(fields: readonly FieldToShow[]): ShowObject {
  const places = fields.map(({ key }) => `${JSON.stringify(key)}: null`).join(', ');
  const steps = fields.map((field, index) => `shown[${JSON.stringify(field.key)}] = ${expressionFor(field, index)};`).join('\n');
  const make = new Function(
    ...fields.map((_, index) => `show${index}`),
    `return (source, execution, path) => { const shown = { ${places} };\n${steps}\nreturn shown; }`,
  );
  return make(...fields.map(functionOf)) as ShowObject;
}

function expressionFor(field: FieldToShow, index: number): string {
  if (field.kind === 'TYPENAME') return JSON.stringify(field.typename);
  if (field.kind === 'RESOLVED') return `show${index}(source, execution, shown, path)`;
  return `show${index}(source[${JSON.stringify(field.property)}], execution, path, ${JSON.stringify(field.key)})`;
}

function functionOf(field: FieldToShow): unknown {
  if (field.kind === 'TYPENAME') return null;
  return field.kind === 'RESOLVED' ? field.show : field.complete;
}

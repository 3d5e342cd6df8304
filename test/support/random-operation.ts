import fc from 'fast-check';
import {
  astFromValue,
  type GraphQLArgument,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isCompositeType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
  print,
} from 'graphql';

/** A valid operation, or nearly so, and the variables that come with it: as JSON, since only JSON can hold one called `__proto__`. */
export type RandomOperation = { readonly text: string; readonly variables: string };

/** Values by the name of the argument or input field: right ones, and wrong ones of the right type. */
export type Values = Readonly<Record<string, readonly unknown[]>>;

/** Names that a look-up in a plain object would find without their being there, and ordinary ones. */
const VARIABLE_NAMES = [
  'constructor',
  'toString',
  'hasOwnProperty',
  '__proto__',
  'valueOf',
  ...Array.from({ length: 60 }, (_, n) => `v${n}`),
];
const DIRECTIVES = [...Array.from({ length: 60 }, () => ''), '@include(if: true)', '@skip(if: $skipped)', '@include(if: false)'];

/**
 * Random operations of a schema. Any argument, any field of an input object and any item of a list may be a variable: required, nullable or
 * with a default; given, null or absent. A smaller sequence of numbers makes a smaller operation, so that a failing one can be made smaller.
 */
export const randomOperations = (schema: GraphQLSchema, values: Values): fc.Arbitrary<RandomOperation> =>
  numbersOf150.map((numbers) => new Writer(schema, values, numbers).write('query', 'Query'));

/** Random selections of what a subscription sends, whose field has these arguments. */
export const randomSubscriptions = (schema: GraphQLSchema, values: Values, field: string, type: string): fc.Arbitrary<RandomOperation> =>
  numbersOf150.map((numbers) => new Writer(schema, values, numbers).write('subscription', type, field));

const numbersOf150 = fc.array(fc.nat(), { minLength: 150, maxLength: 150 });

class Writer {
  readonly #schema: GraphQLSchema;
  readonly #values: Values;
  readonly #numbers: readonly number[];
  #next = 0;
  readonly #declared: string[] = [];
  readonly #given: string[] = [];

  constructor(schema: GraphQLSchema, values: Values, numbers: readonly number[]) {
    this.#schema = schema;
    this.#values = values;
    this.#numbers = numbers;
  }

  /** `field` stands before the selection of a type that is not that of the root. */
  write(operation: 'query' | 'subscription', type: string, field = ''): RandomOperation {
    const selection = this.#selection(this.#schema.getType(type) as GraphQLNamedType, 5);
    const skipped = selection.includes('$skipped') ? ['$skipped: Boolean = false'] : [];
    const declared = [...skipped, ...this.#declared];
    return {
      text: `${operation} ${declared.length > 0 ? `(${declared.join(', ')})` : ''} ${field ? `{ ${field} ${selection} }` : selection}`,
      variables: `{${this.#given.join(',')}}`,
    };
  }

  #pick(below: number): number {
    this.#next += 1;
    return (this.#numbers[this.#next % this.#numbers.length] ?? 0) % below;
  }

  #one<Value>(values: readonly Value[]): Value {
    return values[this.#pick(values.length)] as Value;
  }

  #selection(type: GraphQLNamedType, depth: number): string {
    if (isUnionType(type))
      return `{ __typename ${type
        .getTypes()
        .map((inner) => `... on ${inner.name} ${this.#selection(inner, depth - 1)}`)
        .join(' ')} }`;
    const fields = isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : [];
    const usable = fields.filter(({ type: of }) => depth > 0 || !isCompositeType(getNamedType(of)));
    const parts = Array.from({ length: 1 + this.#pick(4) }, (_, index): string => {
      if (usable.length === 0 || this.#pick(8) === 0) return '__typename';
      if (isInterfaceType(type) && depth > 0 && this.#pick(3) === 0) {
        const inner = this.#one(this.#schema.getPossibleTypes(type));
        return `... on ${inner.name} ${this.#one(DIRECTIVES)} ${this.#selection(inner, depth - 1)}`;
      }
      const field = this.#one(usable);
      const given = field.args.flatMap((argument) => this.#argument(argument));
      const named = getNamedType(field.type);
      const alias = this.#pick(2) === 0 ? `f${index}: ` : '';
      const head = `${alias}${field.name}${given.length > 0 ? `(${given.join(', ')})` : ''}`;
      if (!isCompositeType(named)) return `${head} ${this.#one(DIRECTIVES)}`;
      // the same key again, with more below it, is merged
      const times = this.#pick(4) === 0 ? 2 : 1;
      return Array.from({ length: times }, () => `${head} ${this.#one(DIRECTIVES)} ${this.#selection(named, depth - 1)}`).join(' ');
    });
    return `{ ${parts.join(' ')} }`;
  }

  #argument({ name, type, defaultValue }: GraphQLArgument): readonly string[] {
    if ((!isNonNullType(type) || defaultValue !== undefined) && this.#pick(2) === 0) return [];
    return [`${name}: ${this.#value(type, this.#one(this.#values[name] ?? [null]))}`];
  }

  /** The value as it stands in the document; any part of it may be a variable. */
  #value(type: GraphQLInputType, value: unknown): string {
    if (this.#pick(5) === 0) return this.#variable(type, value);
    const nullable = getNullableType(type);
    if (value === null || value === undefined) return 'null';
    if (isListType(nullable)) return `[${(value as unknown[]).map((item) => this.#value(nullable.ofType, item)).join(', ')}]`;
    if (isInputObjectType(nullable) || nullable.toString() === '_Any') {
      const fields = isInputObjectType(nullable) ? nullable.getFields() : {};
      const parts = Object.entries(value).map(([name, part]) =>
        fields[name] ? `${name}: ${this.#value(fields[name].type, part)}` : `${name}: ${this.#textInAny(part)}`,
      );
      return `{ ${parts.join(', ')} }`;
    }
    return literal(nullable, value);
  }

  #textInAny(part: unknown): string {
    return this.#pick(5) === 0 ? this.#variable(this.#schema.getType('ID') as GraphQLInputType, part) : JSON.stringify(part);
  }

  #variable(type: GraphQLInputType, value: unknown): string {
    const name = VARIABLE_NAMES[this.#declared.length] ?? `w${this.#declared.length}`;
    const nullable = getNullableType(type);
    const form = this.#pick(4);
    const hasDefault = this.#pick(3) === 0 && value !== null && value !== undefined;
    const isRequired = form === 0;
    this.#declared.push(`$${name}: ${nullable}${isRequired ? '!' : ''}${hasDefault ? ` = ${literal(nullable, value)}` : ''}`);
    if (this.#pick(4) !== 0) this.#given.push(`${JSON.stringify(name)}:${this.#pick(5) === 0 ? 'null' : JSON.stringify(value ?? null)}`);
    return `$${name}`;
  }
}

function literal(type: GraphQLInputType, value: unknown): string {
  if (type.toString().includes('_Any')) return anyLiteral(value);
  const node = astFromValue(value, type);
  return node ? print(node) : 'null';
}

const anyLiteral = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(anyLiteral).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return `{ ${Object.entries(value)
    .map(([name, part]) => `${name}: ${anyLiteral(part)}`)
    .join(', ')} }`;
};

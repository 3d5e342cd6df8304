import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, type GraphQLSchema, getOperationAST, type OperationDefinitionNode, parse, print, typeFromAST } from 'graphql';
import { type JsonSchema, toJsonSchema } from './json-schema.ts';

/** An operation file as a tool: its comment tells the model what it is for, its variables are what the model gives. */
export type OperationTool = {
  readonly name: string;
  readonly description: string;
  readonly inputSchema: { readonly type: 'object' } & JsonSchema;
  /** The text as it is printed: its SHA-256 is the one of schema/trusted-documents.json. */
  readonly document: string;
};

/** What the variables of the operations are, for a model that has not read the schema. */
const VARIABLES: Readonly<Record<string, string>> = {
  customerId: 'Kund-id: the office, such as M30011.',
  contactId: 'Kontakt-id of one contact. FindContact gives it.',
  contactIds: 'Kontakt-id of up to 100 contacts of the office.',
  estateId: 'Bostads-id: the home or premises. ContactHomes gives it.',
  term: 'A name, an e-mail address or a telephone number, 5 to 100 characters.',
  since: 'The earliest date that counts, with its offset. Without it, all.',
};

/** Reads every .graphql file of the folders, one operation each; throws for one that has no name, no comment or no place in the schema. */
export function readTools(schemaFile: string, folders: readonly string[]): readonly OperationTool[] {
  const schema = buildSchema(readFileSync(schemaFile, 'utf8'), { assumeValidSDL: true });
  const files = folders.flatMap((folder) => readdirSync(folder).map((file) => join(folder, file)));
  const tools = files.filter((file) => file.endsWith('.graphql')).map((file) => toTool(schema, file, readFileSync(file, 'utf8')));
  return tools.sort((one, other) => one.name.localeCompare(other.name));
}

function toTool(schema: GraphQLSchema, file: string, text: string): OperationTool {
  const document = parse(text);
  const operation = getOperationAST(document);
  const description = leadingComment(text);
  if (!operation?.name || description === '') throw new Error(`${file} needs one operation with a name, and a comment above it.`);
  return { name: operation.name.value, description, inputSchema: inputOf(schema, file, operation), document: print(document) };
}

function inputOf(schema: GraphQLSchema, file: string, { variableDefinitions = [] }: OperationDefinitionNode): OperationTool['inputSchema'] {
  const properties = variableDefinitions.map(({ variable, type }) => {
    const inSchema = typeFromAST(schema, type as never);
    if (!inSchema) throw new Error(`${file}: the schema has no type of $${variable.name.value}.`);
    const { [variable.name.value]: description } = VARIABLES;
    return [variable.name.value, { ...toJsonSchema(inSchema), ...(description && { description }) }] as const;
  });
  const required = variableDefinitions.filter(({ type, defaultValue }) => type.kind === 'NonNullType' && !defaultValue);
  return {
    type: 'object',
    properties: Object.fromEntries(properties),
    required: required.map(({ variable }) => variable.name.value),
    additionalProperties: false,
  };
}

/** The lines above the operation, in the two languages that they are written in. */
const leadingComment = (text: string): string => (/^(#.*\n)+/.exec(text)?.[0] ?? '').replace(/^# ?/gm, '').trim();

import {
  astFromValue,
  buildSchema,
  type GraphQLArgument,
  type GraphQLEnumType,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLOutputType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
  print,
} from 'graphql';
import { ESTATE_ROLES, PARTY_ROLE_KINDS, roleLabel } from '../src/domain/estate-role.ts';
import { KNOWN_RELATIONS, PARTY_RELATIONS, relationLabel } from '../src/domain/party-relation.ts';
import { standaloneSdl } from '../src/graphql/schema/schema.ts';
import { INTRODUCTION } from './schema-introduction.ts';
import { table } from './table.ts';

const HEADINGS = ['Query', 'Types', 'Input', 'Vocabularies', 'Scalars'] as const;
type Heading = (typeof HEADINGS)[number];

/** docs/schema.md: each type with its description and fields, from the SDL that is published. */
export function schemaPage(): string {
  const types = Object.values(buildSchema(standaloneSdl()).getTypeMap()).filter(
    (type) => !type.name.startsWith('__') && !isSpecifiedScalarType(type),
  );
  const sections = HEADINGS.map((heading) => {
    const texts = types.filter((type) => headingOf(type) === heading).map(typeText);
    return `## ${heading}\n\n${texts.join('\n')}`;
  });
  return [INTRODUCTION, ...sections].join('\n');
}

function headingOf(type: GraphQLNamedType): Heading {
  if (type.name === 'Query') return 'Query';
  if (isEnumType(type)) return 'Vocabularies';
  if (isScalarType(type)) return 'Scalars';
  return isInputObjectType(type) ? 'Input' : 'Types';
}

function typeText(type: GraphQLNamedType): string {
  const title = type.name === 'Query' ? '' : `### ${type.name}\n\n`;
  return [`${title}${[type.description, kinship(type)].filter(Boolean).join(' ')}`.trim(), members(type)]
    .filter(Boolean)
    .join('\n\n')
    .concat('\n');
}

function kinship(type: GraphQLNamedType): string {
  if (isInterfaceType(type)) return 'An interface.';
  const interfaces = isObjectType(type) ? type.getInterfaces() : [];
  return interfaces.length > 0 ? `Implements ${interfaces.map(({ name }) => link(name, name)).join(' and ')}.` : '';
}

function members(type: GraphQLNamedType): string {
  if (isEnumType(type)) return enumTable(type).trimEnd();
  if (isInputObjectType(type)) return table(['field', 'type', 'meaning'], Object.values(type.getFields()).map(inputRow)).trimEnd();
  if (isScalarType(type) || !('getFields' in type)) return '';
  return table(['field', 'type', 'meaning'], Object.values(type.getFields()).flatMap(fieldRows)).trimEnd();
}

/** A field, and below it each of its arguments. */
const fieldRows = (field: GraphQLField<unknown, unknown>): readonly (readonly string[])[] => [
  [`\`${field.name}\``, `${typeLink(field.type)}${isNullForFailureAlone(field) ? ' ¹' : ''}`, field.description ?? ''],
  ...field.args.map((argument) => {
    const [name, type, meaning] = inputRow(argument);
    return [`&nbsp;&nbsp;${name}`, type, meaning];
  }),
];

const inputRow = ({ name, type, description, defaultValue }: GraphQLArgument | GraphQLInputField): readonly [string, string, string] => {
  const byDefault = defaultValue === undefined ? '' : `Default: \`${writtenValue(defaultValue, type)}\`.`;
  return [`\`${name}\``, typeLink(type), [description, byDefault].filter(Boolean).join(' ')];
};

function writtenValue(value: unknown, type: GraphQLInputType): string {
  const node = astFromValue(value, type);
  return node ? print(node).replace(/\s+/g, ' ') : '';
}

const isNullForFailureAlone = ({ astNode }: GraphQLField<unknown, unknown>): boolean =>
  astNode?.directives?.some(({ name }) => name.value === 'semanticNonNull') ?? false;

const typeLink = (type: GraphQLInputType | GraphQLOutputType): string => {
  const named = getNamedType(type);
  return isSpecifiedScalarType(named) ? `\`${type}\`` : link(`\`${type}\``, named.name);
};

const link = (text: string, typeName: string): string => `[${text}](#${typeName.toLowerCase()})`;

/** The two vocabularies that people read have words in both languages; the others have what the schema says of them. */
function enumTable(type: GraphQLEnumType): string {
  if (type.name === 'EstateRole')
    return table(
      ['value', 'svenska', 'English', 'as an extra part', 'in English'],
      ESTATE_ROLES.map((role) => [
        `\`${role}\``,
        ...PARTY_ROLE_KINDS.flatMap((kind) => [roleLabel(kind, role, 'SV'), roleLabel(kind, role, 'EN')]),
      ]),
    );
  if (type.name === 'PartyRelation')
    return table(
      ['value', 'svenska', 'English', "Vitec's word"],
      [
        ...KNOWN_RELATIONS.map((relation) => [
          `\`${relation}\``,
          relationLabel(relation, 'SV'),
          relationLabel(relation, 'EN'),
          `\`${PARTY_RELATIONS[relation].code}\``,
        ]),
        ['`OTHER`', relationLabel('OTHER', 'SV'), relationLabel('OTHER', 'EN'), 'any other: it is in `relationCode`'],
      ],
    );
  return table(
    ['value', 'meaning'],
    type.getValues().map(({ name, description }) => [`\`${name}\``, description ?? '']),
  );
}

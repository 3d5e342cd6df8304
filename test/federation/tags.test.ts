import {
  type ASTNode,
  buildASTSchema,
  type DirectiveNode,
  type FieldDefinitionNode,
  Kind,
  parse,
  type TypeNode,
  validateSchema,
  visit,
} from 'graphql';
import { expect, it } from 'vitest';
import { startGateway } from '../support/gateway.ts';
import { startOffice } from '../support/office.ts';

type Tagged = { readonly directives?: readonly DirectiveNode[] | undefined };
const has = ({ directives = [] }: Tagged, name: string) => directives.some((directive) => directive.name.value === name);
const isPersonal = ({ directives = [] }: Tagged) =>
  directives.some(
    ({ name, arguments: [tag] = [] }) => name.value === 'tag' && tag?.value.kind === Kind.STRING && tag.value.value === 'person',
  );
const namedType = (type: TypeNode): string => (type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type));

async function readSdl() {
  await using office = await startOffice([]);
  await using gateway = await startGateway(office);
  const { data } = await gateway.query('{ _service { sdl } }');
  return parse(data._service.sdl);
}

async function readSubgraph() {
  const { definitions } = await readSdl();
  return definitions.filter((each) => each.kind === Kind.OBJECT_TYPE_DEFINITION || each.kind === Kind.INTERFACE_TYPE_DEFINITION);
}

it('a contract that leaves out the tag `person` leaves no field behind whose type is gone, and no type that lists contacts', async () => {
  const types = await readSubgraph();
  const tagged = types.filter((type) => has(type, 'tag')).map(({ name }) => name.value);
  expect(tagged).toEqual(expect.arrayContaining(['Contact', 'ContactRelation', 'PartyRole', 'ContactRepresentation']));
  const dangling = types
    .filter((type) => !has(type, 'tag'))
    .flatMap(({ name, fields = [] }) => fields.map((field) => ({ type: name.value, field })))
    .filter(({ field }) => tagged.includes(namedType(field.type)) && !has(field, 'tag'))
    .map(({ type, field }) => `${type}.${field.name.value}`);
  expect(dangling).toEqual([]);
});

it('what is left without the tagged elements is a valid schema, with homes and without persons', async () => {
  const withoutPersons = visit(await readSdl(), {
    enter: (node: ASTNode) => ('directives' in node && isPersonal(node) ? null : undefined),
  });
  const schema = buildASTSchema(withoutPersons, { assumeValidSDL: true }); // the federation directives are not declared in it
  expect(validateSchema(schema)).toEqual([]);
  const types = Object.keys(schema.getTypeMap()).filter((name) => !name.startsWith('__'));
  expect(types).toEqual(expect.arrayContaining(['Estate', 'EstateListing', 'EstateListingAddress']));
  expect(
    types.filter((name) => /^(Contact(?!Type$|PhoneKind$|ChangeKind$)|Person|Company|DeceasedEstate|EstateTie$|PartyRole$)/.test(name)),
  ).toEqual([]);
  expect(Object.keys(schema.getQueryType()?.getFields() ?? {})).toEqual(['partyRelations']);
});

it('each field of Contact that calls Vitec is null only with an error, and says so; its status is never null', async () => {
  const contact = (await readSubgraph()).find(({ name }) => name.value === 'Contact');
  const shapeOf = (field: FieldDefinitionNode) => [has(field, 'semanticNonNull'), field.type.kind === Kind.NON_NULL_TYPE];
  const shapes = Object.fromEntries((contact?.fields ?? []).map((field) => [field.name.value, shapeOf(field)]));
  const [mayFail, neverFails] = [
    [true, false],
    [false, true],
  ];
  expect(shapes).toMatchObject({
    id: neverFails,
    partyRoles: mayFail,
    partyRolesStatus: neverFails,
    representedBy: mayFail,
    represents: mayFail,
    contactRelationsStatus: neverFails,
    profile: mayFail,
    profileStatus: neverFails,
    estateTies: mayFail,
    estateTiesStatus: neverFails,
  });
});

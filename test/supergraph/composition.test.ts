import { buildSchema, type DocumentNode, type GraphQLObjectType, parse, validateSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { COMPOSERS, composeWithoutPersons, readSubgraph, toSubgraph, vitec } from './compose.ts';

const OTHER_TEAMS = ['valuations', 'notes', 'by-id', 'own-node', 'same-words'];
/** docs/federation.md explains it: the scalar DateTime is one in the supergraph, and two subgraphs describe it differently. */
const EXPLAINED = /^INCONSISTENT_NON_REPEATABLE_DIRECTIVE_ARGUMENTS: .*@specifiedBy.*"DateTime"/;
const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.7", import: ["@key", "@shareable"])';

/** The types, and their fields, that have a directive: `Contact`, `Query.contact`. */
const elementsWith = ({ definitions }: DocumentNode, directive: string): readonly string[] =>
  definitions.flatMap((definition) => {
    if (!('fields' in definition) || !('name' in definition) || !definition.name) return [];
    const [type, fields = []] = [definition.name.value, definition.fields];
    const has = (element: { readonly directives?: readonly { readonly name: { readonly value: string } }[] | undefined }) =>
      element.directives?.some(({ name }) => name.value === directive);
    return [...(has(definition) ? [type] : []), ...fields.filter(has).map((field) => `${type}.${field.name.value}`)];
  });

describe.each(Object.entries(COMPOSERS))('%s', (_library, compose) => {
  it.each([...OTHER_TEAMS.map((name) => [name]), OTHER_TEAMS])('composes with %s %s %s %s %s', (...names) => {
    const { supergraph, errors, hints } = compose([vitec(), ...names.filter(Boolean).map((name) => readSubgraph(name))]);
    expect(errors).toEqual([]);
    expect(hints.filter((hint) => !EXPLAINED.test(hint))).toEqual([]);
    expect(supergraph).toContain('type Contact');
    expect(supergraph).toMatch(/contactChanged\(customerId: ID!, contactIds: \[ID!\]!\): ContactChange/);
  });

  it('carries @semanticNonNull and @tag into the supergraph', () => {
    const { supergraph } = compose([vitec(), readSubgraph('valuations')]);
    const [published, composed] = [vitec().typeDefs, parse(supergraph ?? '')];
    for (const directive of ['semanticNonNull', 'tag']) {
      const carried = elementsWith(composed, directive);
      expect(elementsWith(published, directive).filter((element) => !carried.includes(element))).toEqual([]);
    }
    expect(elementsWith(composed, 'semanticNonNull')).toEqual(expect.arrayContaining(['Contact.profile', 'Query.searchContacts']));
    expect(supergraph).toMatch(/contacts\([^)]*\): \[Contact\]![^\n]*@semanticNonNull\(levels: \[1\]\)/);
  });

  it('composes with the subscription of another subgraph', () => {
    const other = toSubgraph('other', `${LINK} type Query { x: Int } type Subscription { xChanged: Int }`);
    const { supergraph, errors, hints } = compose([vitec(), other]);
    expect([errors, hints]).toEqual([[], []]);
    const [subscriptions = ''] = /type Subscription[^}]*}/.exec(supergraph ?? '') ?? [];
    expect(subscriptions).toContain('contactChanged(');
    expect(subscriptions).toContain('xChanged');
  });

  it.each([
    ['an object that is called as our scalar', 'type DateTime { seconds: Int! } type Query { now: DateTime! }'],
    ['a Node that has more than an id', 'interface Node { id: ID! createdAt: String! } type Query { newest: Node }'],
    ['another Query.contact', 'type Query { contact(phone: String!): String }'],
    ['an enum that is called as ours, with other values', 'enum EstateRole { BROKER } type Query { role(of: EstateRole!): EstateRole }'],
    ['another Subscription.contactChanged', 'type Query { x: Int } type Subscription { contactChanged: Int }'],
    ['a field of Contact that we have too', 'type Contact @key(fields: "id") { id: ID! hasRole: Boolean } type Query { x: Contact }'],
  ])('refuses %s', (_what, sdl) => {
    expect(compose([vitec(), toSubgraph('other', `${LINK} ${sdl}`)]).errors).not.toEqual([]);
  });
});

describe.each(Object.entries(composeWithoutPersons))('a contract of %s', (_library, compose) => {
  it('that leaves `person` out shows none, and what is left is a whole schema', () => {
    const sdl = compose([vitec(), readSubgraph('valuations'), readSubgraph('notes'), readSubgraph('by-id')]);
    const schema = buildSchema(sdl);
    expect(validateSchema(schema)).toEqual([]);
    const fieldsOf = (name: string) => Object.keys((schema.getType(name) as GraphQLObjectType | undefined)?.getFields() ?? {});
    const persons = elementsWith(vitec().typeDefs, 'tag').filter((element) => !element.includes('.'));
    expect(persons).toEqual(
      expect.arrayContaining(['Contact', 'PersonProfile', 'EstateTie', 'ContactSearch', 'PartyRole', 'ContactChange']),
    );
    expect(persons.filter((type) => schema.getType(type))).toEqual([]);
    expect(schema.getSubscriptionType()).toBeUndefined();
    expect(fieldsOf('Query').sort()).toEqual(['estate', 'estates', 'favouriteEstates', 'partyRelations']);
    expect(fieldsOf('Estate').sort()).toEqual([
      'customerId',
      'estateId',
      'id',
      'isFavourite',
      'listing',
      'listingStatus',
      'valuationInKronor',
    ]);
    expect(fieldsOf('PartyRoleFilter')).not.toContain('actsForContactIds');
  });
});

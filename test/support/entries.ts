import type { Replies } from './names-vitec.ts';

const nodeId = (type: 'Contact' | 'Estate', id: string) => Buffer.from(JSON.stringify([type, 'M1', id])).toString('base64url');

// biome-ignore lint/suspicious/noExplicitAny: the value of whichever field a test asks for
type Loose = any;

/** A way through the schema: its field under an alias, and the object that it leads to within the value of that field. */
export type Entry = { readonly field: (alias: string, selection: string) => string; readonly reached: (value: Loose) => Loose };

const ROOT = 'customerId: "M1", contactId: "root"';

/** Every way to contact `a` of M1, where Vitec answers `WAYS`. */
export const CONTACT_ENTRIES: Readonly<Record<string, Entry>> = {
  contact: { field: (alias, selection) => `${alias}: contact(customerId: "M1", contactId: "a") ${selection}`, reached: (value) => value },
  contacts: {
    field: (alias, selection) => `${alias}: contacts(customerId: "M1", contactIds: ["a"]) ${selection}`,
    reached: ([value]) => value,
  },
  node: {
    field: (alias, selection) => `${alias}: node(id: "${nodeId('Contact', 'a')}") { ... on Contact ${selection} }`,
    reached: (value) => value,
  },
  nodes: {
    field: (alias, selection) => `${alias}: nodes(ids: ["${nodeId('Contact', 'a')}"]) { ... on Contact ${selection} }`,
    reached: ([value]) => value,
  },
  '_entities by Vitec’s ids': {
    field: (alias, selection) =>
      `${alias}: _entities(representations: [{ __typename: "Contact", customerId: "M1", contactId: "a" }]) { ... on Contact ${selection} }`,
    reached: ([value]) => value,
  },
  '_entities by id': {
    field: (alias, selection) =>
      `${alias}: _entities(representations: [{ __typename: "Contact", id: "${nodeId('Contact', 'a')}" }]) { ... on Contact ${selection} }`,
    reached: ([value]) => value,
  },
  actsFor: {
    field: (alias, selection) => `${alias}: contact(${ROOT}) { extraRoles { actsFor ${selection} } }`,
    reached: (value) => value.extraRoles[0].actsFor,
  },
  'the contact of a role': {
    field: (alias, selection) => `${alias}: contact(customerId: "M1", contactId: "a") { partyRoles { contact ${selection} } }`,
    reached: (value) => value.partyRoles[0].contact,
  },
  'the principal of a representation': {
    field: (alias, selection) => `${alias}: contact(${ROOT}) { representations { principal ${selection} } }`,
    reached: (value) => value.representations[0].principal,
  },
  representedBy: {
    field: (alias, selection) => `${alias}: contact(${ROOT}) { representedBy { contact ${selection} } }`,
    reached: (value) => value.representedBy[0].contact,
  },
  represents: {
    field: (alias, selection) => `${alias}: contact(${ROOT}) { represents { contact ${selection} } }`,
    reached: (value) => value.represents[0].contact,
  },
};

/** The same for search matches, which need the right to read profiles themselves. */
export const MATCH_ENTRY: Entry = {
  field: (alias, selection) => `${alias}: searchContacts(customerId: "M1", term: "Lindqvist") { matches { contact ${selection} } }`,
  reached: (value) => value.matches[0].contact,
};

const ESTATE = { __typename: 'Estate', customerId: 'M1', estateId: 'home-a' };

/** Every way to estate `home-a` of M1. */
export const ESTATE_ENTRIES: Readonly<Record<string, Entry>> = {
  node: {
    field: (alias, selection) => `${alias}: node(id: "${nodeId('Estate', 'home-a')}") { ... on Estate ${selection} }`,
    reached: (value) => value,
  },
  nodes: {
    field: (alias, selection) => `${alias}: nodes(ids: ["${nodeId('Estate', 'home-a')}"]) { ... on Estate ${selection} }`,
    reached: ([value]) => value,
  },
  '_entities by Vitec’s ids': {
    field: (alias, selection) =>
      `${alias}: _entities(representations: [{ __typename: "Estate", customerId: "${ESTATE.customerId}", estateId: "${ESTATE.estateId}" }]) { ... on Estate ${selection} }`,
    reached: ([value]) => value,
  },
  '_entities by id': {
    field: (alias, selection) =>
      `${alias}: _entities(representations: [{ __typename: "Estate", id: "${nodeId('Estate', 'home-a')}" }]) { ... on Estate ${selection} }`,
    reached: ([value]) => value,
  },
  'the estate of a role': {
    field: (alias, selection) => `${alias}: contact(customerId: "M1", contactId: "a") { primaryRoles { estate ${selection} } }`,
    reached: (value) => value.primaryRoles[0].estate,
  },
  'the estate of an extra role': {
    field: (alias, selection) => `${alias}: contact(${ROOT}) { extraRoles { estate ${selection} } }`,
    reached: (value) => value.extraRoles[0].estate,
  },
  'the estate of a group': {
    field: (alias, selection) =>
      `${alias}: contact(customerId: "M1", contactId: "a") { partyRoleGroups { partyRoles { estate ${selection} } } }`,
    reached: (value) => value.partyRoleGroups[0].partyRoles[0].estate,
  },
  'the estate of a representation': {
    field: (alias, selection) => `${alias}: contact(${ROOT}) { representations { estates ${selection} } }`,
    reached: (value) => value.representations[0].estates[0],
  },
  ...Object.fromEntries(
    ['BUYER', 'SELLER', 'SPECULATOR'].map((side): [string, Entry] => [
      `the estate of a tie (${side})`,
      {
        field: (alias, selection) =>
          `${alias}: contact(customerId: "M1", contactId: "a") { estateTies(side: ${side}) { estate ${selection} } }`,
        reached: (value) => value.estateTies[0].estate,
      },
    ]),
  ),
};

/** What leads from contact `root` to contact `a`, and from `a` to `home-a`. */
export const WAYS: Replies = {
  PartyRoles: ({ ids: [id] }) =>
    id === 'root' ? { extraSeller: [{ estateId: 'home-a', partyRole: 'Guardian', contactId: 'a' }] } : { buyer: [{ estateId: 'home-a' }] },
  ContactRelations: () => ({
    relations: [{ relation: 'Guardian', contactId: 'a' }],
    reverseRelations: [{ relation: 'Guardian', contactId: 'a' }],
  }),
};

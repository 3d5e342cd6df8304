import { table } from './table.ts';

/** The words that both languages need before the reference can be read. */
const TERMS = [
  ['customer', 'kund, kund-id', 'One office of an estate agent in Vitec: M30011.'],
  ['contact', 'kontakt', "A person, a company or a deceased person's estate."],
  ['estate', 'bostad, objekt', 'The home or premises. Never _dödsbo_, which is a deceased estate.'],
  ['role', 'roll', 'What a contact is, or stands beside, in relation to an estate.'],
  ['PRIMARY, EXTRA', 'part, extra part', 'Has the role; stands beside, or acts for, one who has it.'],
  ['relation', 'relation', 'How an extra part stands to the one it acts for: god man, ombud, ...'],
  ['principal, actsFor', 'huvudman', 'The one who is acted for.'],
  ['representation', 'företrädarskap', 'All of what a contact does for one principal.'],
  [
    'representedBy, represents',
    'företräds av, företräder',
    'Who acts for a contact, and for whom it acts, whatever the estate (ContactRelations).',
  ],
  ['VitecStatus', 'status', 'Whether Vitec answered: partyRolesStatus for roles, contactRelationsStatus for representedBy and represents.'],
];

export const INTRODUCTION = `# The schema

<!-- Written by npm run reference; change src/graphql/ instead. -->

From [\`schema/schema.graphql\`](../schema/schema.graphql), which is what clients generate types from. In a supergraph \`node\` and \`nodes\` are left out
and entities have keys: [federation.md](federation.md). The six operations in [\`schema/operations/\`](../schema/operations) use most of it, and the
[tutorial](tutorial.md) goes through it step by step.

¹ Null is a failure, whose code is in \`errors\` at that path, and never an absence (\`@semanticNonNull\`). What each code means:
[errors.md](errors.md).

## Svenska ord

${table(['here', 'svenska', 'meaning'], TERMS)}`;

import { roleLabel } from '../domain/estate-role.ts';
import type { Builder } from './builder.ts';
import type { Enums } from './enums.ts';
import { POINTS_AT_PERSON } from './points-at-person.ts';
import { rowsOf } from './rows.ts';
import type { TypeRefs } from './type-refs.ts';

export function addPartyRoleGroup(builder: Builder, { PartyRole, PartyRoleGroup }: TypeRefs, enums: Enums): void {
  builder.objectType(PartyRoleGroup, {
    description: 'The roles of a contact that share role and kind.',
    directives: [POINTS_AT_PERSON],
    fields: (t) => ({
      role: t.field({
        type: enums.EstateRole,
        description: 'The role that all rows of the group have.',
        resolve: ({ group }) => group.role,
      }),
      kind: t.field({
        type: enums.PartyRoleKind,
        description: 'The kind that all rows of the group have.',
        resolve: ({ group }) => group.kind,
      }),
      label: t.string({
        description: 'A heading: "Säljare", "Relation till säljare".',
        args: { locale: t.arg({ type: enums.LabelLocale, required: true, defaultValue: 'SV' }) },
        resolve: ({ group }, { locale }) => roleLabel(group.kind, group.role, locale),
      }),
      count: t.int({ description: 'How many rows.', resolve: ({ group }) => group.partyRoles.length }),
      partyRoles: t.field({
        type: [PartyRole],
        description: 'The rows, newest first.',
        resolve: ({ contact, group }, _args, context, info) => rowsOf(contact, group.partyRoles, context, info),
      }),
    }),
  });
}

import { roleLabel } from '../../domain/estate-role.ts';
import type { Builder } from '../schema/builder.ts';
import type { TypeRefs } from '../schema/type-refs.ts';
import type { Enums } from './enums.ts';
import { PERSON_TAG } from './person-tag.ts';

export function addPartyRoleGroup(builder: Builder, { PartyRole, PartyRoleGroup }: TypeRefs, enums: Enums): void {
  builder.objectType(PartyRoleGroup, {
    description: 'Rollgrupp. The roles of a contact that share role and kind.',
    directives: [PERSON_TAG],
    fields: (t) => ({
      role: t.expose('role', { type: enums.EstateRole, description: 'The role that all rows of the group have.' }),
      kind: t.expose('kind', { type: enums.PartyRoleKind, description: 'The kind that all rows of the group have.' }),
      label: t.string({
        description: 'Rubrik, till exempel Säljare eller Relation till säljare. A heading for the group.',
        args: { locale: t.arg({ type: enums.LabelLocale, required: true, defaultValue: 'SV' }) },
        resolve: ({ kind, role }, { locale }) => roleLabel(kind, role, locale),
      }),
      count: t.int({ description: 'Antal. How many rows.', resolve: ({ partyRoles }) => partyRoles.length }),
      partyRoles: t.field({
        type: [PartyRole],
        description: 'The rows, newest first.',
        resolve: ({ partyRoles }) => partyRoles, // counted by Contact.partyRoleGroups, which may be null
      }),
    }),
  });
}

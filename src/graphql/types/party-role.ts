import { roleLabel } from '../../domain/estate-role.ts';
import { relationLabel, toPartyRelation } from '../../domain/party-relation.ts';
import { createdAtPrecision, partyRoleId } from '../../domain/party-role.ts';
import type { Builder } from '../schema/builder.ts';
import type { TypeRefs } from '../schema/type-refs.ts';
import type { Enums } from './enums.ts';
import { PERSON_TAG } from './person-tag.ts';
import { resolveRelatedContact } from './resolve-related-contact.ts';

/** The interface and its two types. Only extra roles have relation and actsFor: a seller's guardian is not a seller. */
export function addPartyRole(
  builder: Builder,
  { Contact, Estate, ExtraPartyRole, PartyRole, PrimaryPartyRole }: TypeRefs,
  enums: Enums,
): void {
  builder.interfaceType(PartyRole, {
    description: 'Partsroll. One tie between a contact and an estate.',
    directives: [PERSON_TAG],
    resolveType: ({ kind }) => (kind === 'PRIMARY' ? 'PrimaryPartyRole' : 'ExtraPartyRole'),
    fields: (t) => ({
      id: t.id({
        description: 'Opaque; the same whatever filter or order shows the row.',
        resolve: partyRoleId,
      }),
      kind: t.expose('kind', { type: enums.PartyRoleKind, description: 'Part eller extra part. Whether the contact has the role itself.' }),
      role: t.expose('role', { type: enums.EstateRole, description: 'Roll. What the contact is or, as an extra, stands beside.' }),
      roleLabel: t.string({
        description:
          'Rollen i ord, till exempel Säljare eller Relation till säljare. The role in words: an extra role has other words than a primary one.',
        args: { locale: t.arg({ type: enums.LabelLocale, required: true, defaultValue: 'SV' }) },
        resolve: ({ kind, role }, { locale }) => roleLabel(kind, role, locale),
      }),
      contact: t.field({
        type: Contact,
        directives: [PERSON_TAG],
        description: 'Kontakten. The contact that has the role.',
        resolve: ({ contact }, _args, { access }) => access.allowContact(contact),
      }),
      estate: t.expose('estate', { type: Estate, description: 'Bostaden eller lokalen. The home or premises.' }),
      createdAt: t.expose('createdAt', {
        type: 'DateTime',
        nullable: true,
        description: 'Datum. When Vitec says the tie was added; see createdAtPrecision. Null where Vitec sends no date that can be read.',
      }),
      createdAtPrecision: t.field({
        type: enums.RoleDatePrecision,
        description: 'How far createdAt can be relied on.',
        resolve: createdAtPrecision,
      }),
    }),
  });

  builder.objectType(PrimaryPartyRole, {
    description: 'Part. The contact is the buyer, seller, tenant or owner.',
    directives: [PERSON_TAG],
    interfaces: [PartyRole],
  });

  builder.objectType(ExtraPartyRole, {
    description: 'Extra part. A contact that stands beside, or acts for, a buyer, seller, tenant or owner.',
    directives: [PERSON_TAG],
    interfaces: [PartyRole],
    fields: (t) => ({
      relation: t.field({
        type: enums.PartyRelation,
        description: 'Relation. How the contact stands to the party it acts for.',
        resolve: ({ relationCode }) => toPartyRelation(relationCode),
      }),
      relationCode: t.exposeString('relationCode', { description: "Vitec's value as it came; read it when relation is OTHER." }),
      relationLabel: t.string({
        description: 'Relationen i ord, till exempel God man. The relation in words.',
        args: { locale: t.arg({ type: enums.LabelLocale, required: true, defaultValue: 'SV' }) },
        resolve: ({ relationCode }, { locale }) => relationLabel(toPartyRelation(relationCode), locale),
      }),
      actsFor: t.field({
        type: Contact,
        nullable: true,
        directives: [PERSON_TAG],
        description: 'Huvudman. The party acted for; null for some contact persons.',
        resolve: ({ contact, actsForContactId }, _args, context, info) => resolveRelatedContact(contact, actsForContactId, context, info),
      }),
    }),
  });
}

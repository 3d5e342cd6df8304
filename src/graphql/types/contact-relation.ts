import type { AllowedContact } from '../../domain/contact.ts';
import type { ContactRelation, ContactRelations } from '../../domain/contact-relations.ts';
import { type PartyRelation, relationLabel, toRelationOfContacts } from '../../domain/party-relation.ts';
import type { Builder } from '../schema/builder.ts';
import type { TypeRefs } from '../schema/type-refs.ts';
import type { Enums } from './enums.ts';
import { fromEndpoint, loadForContact, type ResolveLoaded, readStatus, SEMANTIC_NON_NULL } from './from-endpoint.ts';
import { withinLimit } from './inputs.ts';
import { PERSON_TAG } from './person-tag.ts';
import { resolveNonNullRelatedContact } from './resolve-related-contact.ts';

/** The type, and the fields of Contact that list it. */
export function addContactRelation(builder: Builder, { Contact, ContactRelation, VitecStatus }: TypeRefs, enums: Enums): void {
  builder.objectType(ContactRelation, {
    description: 'Kontaktrelation. One tie between two contacts, whatever the estate; Vitec gives it no date.',
    directives: [PERSON_TAG],
    fields: (t) => ({
      contact: t.field({
        type: Contact,
        directives: [PERSON_TAG],
        description: 'Kontakten. The other contact.',
        resolve: (relation, _args, context, info) => resolveNonNullRelatedContact(relation, relation.contactId, context, info),
      }),
      relation: t.field({
        type: enums.PartyRelation,
        description:
          'Relation. What the acting contact is to the one acted for, in both lists. DECEASED acts for nobody: the person whose deceased estate it is.',
        resolve: ({ relationCode }) => toRelationOfContacts(relationCode),
      }),
      relationCode: t.exposeString('relationCode', { description: "Vitec's value as it came; read it when relation is OTHER." }),
      relationLabel: t.string({
        description: 'Relationen i ord, till exempel God man. The relation in words.',
        args: { locale: t.arg({ type: enums.LabelLocale, required: true, defaultValue: 'SV' }) },
        resolve: ({ relationCode }, { locale }) => relationLabel(toRelationOfContacts(relationCode), locale),
      }),
    }),
  });

  builder.objectFields(Contact, (t) => {
    const args = () => ({
      relations: t.arg({ type: [enums.PartyRelation], description: 'Keeps only these; an empty list matches nothing.' }),
    });
    return {
      representedBy: t.field({
        ...SEMANTIC_NON_NULL,
        type: [ContactRelation],
        description:
          'Företräds av. The contacts that act for this one, whatever the estate: heirs of a deceased estate, signatories of a company, guardians. A deceased estate lists the deceased too, with the relation DECEASED.',
        args: args(),
        resolve: listRelations(({ representedBy }) => representedBy),
      }),
      represents: t.field({
        ...SEMANTIC_NON_NULL,
        type: [ContactRelation],
        description: 'Företräder. The contacts that this one acts for, whatever the estate.',
        args: args(),
        resolve: listRelations(({ represents }) => represents),
      }),
      contactRelationsStatus: t.field({
        type: VitecStatus,
        description: 'Never fails: whether representedBy and represents could be read, and how old they are.',
        resolve: readStatus(contactRelationsOf),
      }),
    };
  });
}

const contactRelationsOf = loadForContact(({ contactRelations }) => contactRelations());

type RelationArgs = { readonly relations?: readonly PartyRelation[] | null | undefined };

/** Resolves one of the lists. */
const listRelations = (choose: (all: ContactRelations) => readonly ContactRelation[]) =>
  fromEndpoint(
    contactRelationsOf,
    ({ relations }: RelationArgs): ResolveLoaded<AllowedContact, ContactRelations, readonly ContactRelation[]> => {
      const wanted = withinLimit(relations) && new Set(relations);
      return (loaded, _contact, { rowBudget }, info) => {
        const all = choose(loaded);
        rowBudget.scan(all.length);
        return rowBudget.list(wanted ? all.filter(({ relationCode }) => wanted.has(toRelationOfContacts(relationCode))) : all, info);
      };
    },
  );

import type { Relation, Relations, Representation, Roles } from './use-card.ts';

/** A contact that the card names, with the relations in words, each once, and the deals that say so. */
export type Related = {
  /** Null: Vitec names nobody. */
  readonly contactId: string | null;
  readonly relations: readonly string[];
  readonly deals: readonly Representation['partyRoles'][number][];
};

type Words = { readonly relation: string; readonly relationCode: string; readonly relationLabel: string };

/** A relation that is newer than the schema is shown with Vitec's own word for it. */
const inWords = ({ relation, relationLabel, relationCode }: Words): string =>
  relation === 'OTHER' ? `${relationLabel} (${relationCode})` : relationLabel;

const isDeceased = ({ relation }: Relation): boolean => relation === 'DECEASED';

/** Who acts for the contact. The deceased person of an estate does not: it has a list of its own. */
export const representativesOf = ({ representedBy }: Relations): readonly Related[] =>
  grouped(representedBy.filter((relation) => !isDeceased(relation)));
/** Of a deceased estate: the person whose it is. */
export const deceasedOf = ({ representedBy }: Relations): readonly Related[] => grouped(representedBy.filter(isDeceased));
/** Of a deceased person: the estate. */
export const deceasedEstatesOf = ({ represents }: Relations): readonly Related[] => grouped(represents.filter(isDeceased));

/** For whom the contact acts: between contacts, and in deals. Either source may be missing; the other stands. */
export function representedOf(relations: Relations | null, roles: Roles | null): readonly Related[] {
  const fromRoles = (roles?.representations ?? []).map(({ principal, partyRoles }) => ({
    contactId: principal?.contactId ?? null,
    relations: [...new Set(partyRoles.map(inWords))],
    deals: partyRoles,
  }));
  const fromRelations = grouped((relations?.represents ?? []).filter((relation) => !isDeceased(relation)));
  const merged = new Map(fromRoles.map((related) => [related.contactId, related]));
  for (const related of fromRelations) {
    const known = merged.get(related.contactId);
    merged.set(related.contactId, {
      contactId: related.contactId,
      relations: [...new Set([...(known?.relations ?? []), ...related.relations])],
      deals: known?.deals ?? [],
    });
  }
  return [...merged.values()];
}

function grouped(relations: readonly Relation[]): readonly Related[] {
  const byContact = Map.groupBy(relations, ({ contact }) => contact.contactId);
  return [...byContact].map(([contactId, rows]) => ({ contactId, relations: [...new Set(rows.map(inWords))], deals: [] }));
}

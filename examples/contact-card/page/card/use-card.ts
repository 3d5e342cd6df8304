import type { CardProfileQuery, CardRelationsQuery, CardRolesQuery } from '../../generated/graphql.ts';
import { CardProfile, CardRelations, CardRoles } from '../../operations.ts';
import { addressOf, type Choice } from '../address.ts';
import { type Language, LOCALES } from '../language.ts';
import type { LivePart } from '../part/part.ts';
import { usePart } from '../part/use-part.ts';

/** So many of the newest are listed for each role; the counts tell of all. */
const MOST_LISTED = 100;

export type Profile = NonNullable<NonNullable<CardProfileQuery['contact']>['profile']>;
type RolesAnswer = NonNullable<CardRolesQuery['contact']>;
type RelationsAnswer = NonNullable<CardRelationsQuery['contact']>;
export type Tie = NonNullable<RolesAnswer['bought']>[number];
export type RoleGroup = NonNullable<RolesAnswer['partyRoleGroups']>[number];
export type Representation = NonNullable<RolesAnswer['representations']>[number];
export type Relation = NonNullable<RelationsAnswer['represents']>[number];

export type Roles = {
  readonly groups: readonly RoleGroup[];
  readonly bought: readonly Tie[];
  readonly sold: readonly Tie[];
  readonly rented: readonly Tie[];
  readonly owned: readonly Tie[];
  readonly representations: readonly Representation[];
};
export type Relations = { readonly representedBy: readonly Relation[]; readonly represents: readonly Relation[] };

export type Card = { readonly profile: LivePart<Profile>; readonly roles: LivePart<Roles>; readonly relations: LivePart<Relations> };

/** The three parts of a card that can be asked for at once. */
export function useCard(choice: Choice, language: Language): Card {
  const { customerId, contactId } = choice;
  const about = addressOf(choice);
  const locale = LOCALES[language];
  return {
    profile: usePart({
      query: CardProfile,
      variables: { customerId, contactId },
      about,
      read: ({ contact }) => ({ value: contact?.profile ?? null, status: contact?.profileStatus ?? null }),
    }),
    roles: usePart({
      query: CardRoles,
      variables: { customerId, contactId, locale, first: MOST_LISTED },
      about,
      read: ({ contact }) => ({ value: contact && toRoles(contact), status: contact?.partyRolesStatus ?? null }),
    }),
    relations: usePart({
      query: CardRelations,
      variables: { customerId, contactId, locale },
      about,
      read: ({ contact }) => ({ value: contact && toRelations(contact), status: contact?.contactRelationsStatus ?? null }),
    }),
  };
}

function toRoles({ partyRoleGroups: groups, bought, sold, rented, owned, representations }: RolesAnswer): Roles | null {
  return groups && bought && sold && rented && owned && representations ? { groups, bought, sold, rented, owned, representations } : null;
}

function toRelations({ representedBy, represents }: RelationsAnswer): Relations | null {
  return representedBy && represents ? { representedBy, represents } : null;
}

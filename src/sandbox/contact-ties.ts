import type { WirePartyRoles } from './endpoints/party-roles.ts';
import type { SandboxContact } from './office.ts';

/** A relation between two contacts: sven-holm is LimitedGuardian of elsa-lind. */
export type ContactTie = { readonly contactId: string; readonly relation: string; readonly ofContactId: string };

/** The ties that extra roles imply, without duplicates. Vitec's ContactRelationType has no ExtraPartyContactPerson. */
export function tiesOfRoles(contacts: readonly SandboxContact[]): readonly ContactTie[] {
  const ties = contacts.flatMap(({ contactId, roles }) =>
    extraRows(roles).flatMap(({ partyRole, contactId: ofContactId }) =>
      ofContactId && partyRole !== 'ExtraPartyContactPerson' ? [{ contactId, relation: partyRole, ofContactId }] : [],
    ),
  );
  return [...new Map(ties.map((tie) => [JSON.stringify(tie), tie])).values()];
}

const extraRows = ({ extraBuyer, extraSeller, extraTenant, extraOwner }: WirePartyRoles) =>
  [extraBuyer, extraSeller, extraTenant, extraOwner].flatMap((rows) => rows ?? []);

/** Adds the ContactRelations of the ties, in both directions. A contact that has ContactRelations keeps them. */
export function withRelations(contacts: readonly SandboxContact[], ties: readonly ContactTie[]): readonly SandboxContact[] {
  const from = Map.groupBy(ties, ({ contactId }) => contactId);
  const to = Map.groupBy(ties, ({ ofContactId }) => ofContactId);
  return contacts.map((contact) => ({
    ...contact,
    contactRelations: contact.contactRelations ?? {
      relations: to.get(contact.contactId)?.map(({ relation, contactId }) => ({ relation, contactId })) ?? [],
      reverseRelations: from.get(contact.contactId)?.map(({ relation, ofContactId }) => ({ relation, contactId: ofContactId })) ?? [],
    },
  }));
}

import type { SandboxListing } from './listing.ts';
import type { SandboxAgent, SandboxContact, SandboxOffice } from './office.ts';

/** One office, with its contacts, listings and agents by id. */
export type Directory = {
  readonly office: SandboxOffice;
  readonly contacts: ReadonlyMap<string, SandboxContact>;
  readonly listingOf: (estateId: string) => SandboxListing | undefined;
  readonly agents: ReadonlyMap<string, SandboxAgent>;
  /** How many contacts sell an estate. */
  readonly sellersOf: (estateId: string) => number;
};

export function createDirectory(office: SandboxOffice): Directory {
  const sellers = new Map<string, number>();
  for (const { roles } of office.contacts)
    for (const estateId of new Set(roles.seller?.map((row) => row.estateId))) sellers.set(estateId, (sellers.get(estateId) ?? 0) + 1);
  const listings = new Map(office.listings?.map((listing) => [listing.estateId, listing]));
  return {
    office,
    contacts: new Map(office.contacts.map((contact) => [contact.contactId, contact])),
    listingOf: (estateId) => listings.get(estateId) ?? office.ordinaryListing?.(estateId),
    agents: new Map(office.agents?.map((agent) => [agent.id, agent])),
    sellersOf: (estateId) => sellers.get(estateId) ?? 0,
  };
}

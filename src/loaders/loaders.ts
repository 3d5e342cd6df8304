import type { Load } from '../domain/answer.ts';
import type { AllowedContact } from '../domain/contact.ts';
import type { ContactRelations } from '../domain/contact-relations.ts';
import type { Operation } from '../domain/operation.ts';
import type { PartyRoles } from '../domain/party-roles.ts';
import { createLoader, type LoadObserver } from './loader.ts';
import { createWaitedTime } from './waited-time.ts';

/** How the keys of each endpoint are loaded, for all operations. */
export type Loads = {
  readonly partyRoles: Load<AllowedContact, PartyRoles>;
  readonly contactRelations: Load<AllowedContact, ContactRelations>;
};

/** The data loaders of one operation. */
export type Loaders = ReturnType<typeof createLoaders>;

export function createLoaders(loads: Loads, operation: Operation, observer: LoadObserver, nowMs: () => number) {
  const waited = createWaitedTime(operation.cost, nowMs);
  return {
    partyRoles: createLoader('PartyRoles', loads.partyRoles, operation, waited, observer),
    contactRelations: createLoader('ContactRelations', loads.contactRelations, operation, waited, observer),
  };
}

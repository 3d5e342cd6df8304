import type { ContactKey, EstateKey } from '../../domain/contact.ts';
import { Failure } from '../../domain/failure.ts';
import { decodeContactNodeId, decodeEstateNodeId } from '../../domain/opaque-id.ts';

/**
 * Reads the key of a contact from an entity representation, which may hold either key, or both if they agree. Throws BAD_USER_INPUT for
 * anything else: a forged key must not give access to another customer's data.
 */
export function readContactRepresentation(representation: object): ContactKey {
  const byId = readId(representation, decodeContactNodeId);
  const [customerId, contactId] = combineKeys(representation, 'contactId', byId && [byId.customerId, byId.contactId]);
  return { customerId, contactId };
}

/** The same for an estate. */
export function readEstateRepresentation(representation: object): EstateKey {
  const byId = readId(representation, decodeEstateNodeId);
  const [customerId, estateId] = combineKeys(representation, 'estateId', byId && [byId.customerId, byId.estateId]);
  return { customerId, estateId };
}

function readId<Key>(representation: object, decode: (id: string) => Key | null): Key | null {
  const id = readText(representation, 'id');
  if (id === null) return null;
  const key = decode(id);
  if (!key)
    throw new Failure('BAD_USER_INPUT', { message: 'The id of this entity representation was not made by this service for this type.' });
  return key;
}

/** The customer's id and the entity's own, from their fields, from the node id, or from both if they agree. */
function combineKeys(representation: object, ownIdName: string, byId: readonly [string, string] | null): readonly [string, string] {
  const customerId = readText(representation, 'customerId') ?? byId?.[0];
  const ownId = readText(representation, ownIdName) ?? byId?.[1];
  if (customerId === undefined || ownId === undefined) {
    throw new Failure('BAD_USER_INPUT', { message: `An entity representation needs its id, or customerId and ${ownIdName}.` });
  }
  if (byId && (byId[0] !== customerId || byId[1] !== ownId)) {
    throw new Failure('BAD_USER_INPUT', { message: 'The keys of this entity representation contradict each other.' });
  }
  return [customerId, ownId];
}

function readText(representation: object, name: string): string | null {
  const value: unknown = Object.hasOwn(representation, name) ? Reflect.get(representation, name) : null;
  if (value === null || value === undefined) return null;
  if (typeof value !== 'string') throw new Failure('BAD_USER_INPUT', { message: `${name} of an entity representation must be a string.` });
  return value;
}

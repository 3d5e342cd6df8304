import type { ContactKey, EstateKey } from './contact.ts';
import type { EstateTie } from './estate-tie.ts';

/** An opaque id, unique across customers. base64url of JSON is lossless for any string, even one with lone surrogates. */
export const encodeId = (parts: readonly (string | null)[]): string => Buffer.from(JSON.stringify(parts)).toString('base64url');

/** The two parts of an id that `encodeId` created for this type. Null for anything else, including another encoding of the same parts. */
function decodeId(type: string, id: string): readonly [string, string] | null {
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(id, 'base64url').toString());
  } catch {
    return null;
  }
  if (!Array.isArray(parts)) return null;
  const [ofType, customerId, ownId] = parts;
  if (ofType !== type || typeof customerId !== 'string' || typeof ownId !== 'string') return null;
  return encodeId([type, customerId, ownId]) === id ? [customerId, ownId] : null;
}

export const contactNodeId = ({ customerId, contactId }: ContactKey): string => encodeId(['Contact', customerId, contactId]);
export const estateNodeId = ({ customerId, estateId }: EstateKey): string => encodeId(['Estate', customerId, estateId]);

export const contactProfileId = ({ customerId, contactId }: ContactKey): string => encodeId(['ContactProfile', customerId, contactId]);
export const estateTieId = ({ customerId, contactId, side, estateId, duplicateIndex }: EstateTie): string =>
  encodeId(['EstateTie', customerId, contactId, side, estateId, ...(duplicateIndex === 0 ? [] : [String(duplicateIndex)])]);
/** A listing is no node: its estate is. */
export const estateListingId = ({ customerId, estateId }: EstateKey): string => encodeId(['EstateListing', customerId, estateId]);
export const listingAgentId = ({ customerId, agentId }: { readonly customerId: string; readonly agentId: string }): string =>
  encodeId(['Agent', customerId, agentId]);

export function decodeContactNodeId(id: string): ContactKey | null {
  const [customerId, contactId] = decodeId('Contact', id) ?? [];
  return customerId === undefined || contactId === undefined ? null : { customerId, contactId };
}

export function decodeEstateNodeId(id: string): EstateKey | null {
  const [customerId, estateId] = decodeId('Estate', id) ?? [];
  return customerId === undefined || estateId === undefined ? null : { customerId, estateId };
}

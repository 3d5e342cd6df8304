import type { ContactKey, EstateKey } from './contact.ts';

/** Opaque, unique over all customers, and free of loss for any text: base64url over JSON, which keeps even lone surrogates. */
export const encodeId = (parts: readonly (string | null)[]): string => Buffer.from(JSON.stringify(parts)).toString('base64url');

/** The two parts of an id that was made here for this type; null for everything else, another spelling of the same included. */
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

export function decodeContactNodeId(id: string): ContactKey | null {
  const [customerId, contactId] = decodeId('Contact', id) ?? [];
  return customerId === undefined || contactId === undefined ? null : { customerId, contactId };
}

export function decodeEstateNodeId(id: string): EstateKey | null {
  const [customerId, estateId] = decodeId('Estate', id) ?? [];
  return customerId === undefined || estateId === undefined ? null : { customerId, estateId };
}

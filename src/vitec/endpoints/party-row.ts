/**
 * Vitec's EstateParty and EstateExtraParty (help page of GET CRM/Contact/{customerId}/{contactId}/PartyRoles). .NET may write an id, or
 * a value of an enumeration, as a number.
 */
export type Party = { readonly estateId: string | number; readonly roleCreatedAt?: string | null };
export type ExtraParty = Party & { readonly partyRole: string | number; readonly contactId?: string | number | null };

const PARTY_NAMES = otherSpellingsOf(['estateId', 'roleCreatedAt']);
const EXTRA_PARTY_NAMES = otherSpellingsOf(['estateId', 'roleCreatedAt', 'partyRole', 'contactId']);

export const isParty = (row: unknown): row is Party => isPartyLike(row) && !hasOtherSpelling(row, PARTY_NAMES);

export const isExtraParty = (row: unknown): row is ExtraParty => {
  if (!isPartyLike(row)) return false;
  const { partyRole, contactId } = row as ExtraParty;
  return isCode(partyRole) && isContactIdOrNothing(contactId) && !hasOtherSpelling(row, EXTRA_PARTY_NAMES);
};

const isPartyLike = (row: unknown): row is Party =>
  typeof row === 'object' && row !== null && isEstateId((row as Party).estateId) && isTextOrNothing((row as Party).roleCreatedAt);

const isTextOrNothing = (value: unknown): boolean => typeof value === 'string' || value === undefined || value === null;
const isCode = (value: unknown): boolean => typeof value === 'string' || Number.isSafeInteger(value);
/** A number that is not exact would name somebody else. */
const isEstateId = (value: unknown): boolean =>
  typeof value === 'string' ? value !== '' : Number.isSafeInteger(value) && Number(value) > 0;
const isContactIdOrNothing = (value: unknown): boolean => isTextOrNothing(value) || (Number.isSafeInteger(value) && Number(value) >= 0);

/** Names in lower case, to find them in any other spelling. */
export function otherSpellingsOf(names: readonly string[]): ReadonlyMap<string, string> {
  return new Map(names.map((name) => [name.toLowerCase(), name]));
}

/**
 * Whether something of ours is there under another spelling (`RoleCreatedAt`): to pass it by would lose it silently. An ordinary row has
 * none but the four names, which cost a comparison each.
 */
export function hasOtherSpelling(fields: object, names: ReadonlyMap<string, string>): boolean {
  for (const key in fields) {
    if (key === 'estateId' || key === 'roleCreatedAt' || key === 'partyRole' || key === 'contactId') continue;
    const name = names.get(key.toLowerCase());
    if (name !== undefined && name !== key) return true;
  }
  return false;
}

/** What .NET writes for no party: nothing, blanks, 0, or the GUID of zeros in any of its forms. */
const NO_PARTY = /^[{(]?[0-]*[)}]?$/;

/** The id of the party acted for; null where there is none. */
export function principalOf(contactId: ExtraParty['contactId']): string | null {
  if (contactId === undefined || contactId === null) return null;
  const id = String(contactId);
  return NO_PARTY.test(id.trim()) ? null : id;
}

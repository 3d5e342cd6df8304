/** Checks of fields as Vitec sends them. .NET may write an id, or a value of an enumeration, as a number. */
export const isTextOrNothing = (value: unknown): boolean => typeof value === 'string' || value === undefined || value === null;

/** A name or a value of an enumeration. */
export const isCode = (value: unknown): boolean => typeof value === 'string' || Number.isSafeInteger(value);

const NAMING = /[^\s0(){}-]/;
/** .NET writes the id of nothing as an empty text, blanks, 0, or the GUID of zeros in any of its forms. */
export const namesNothing = (id: string | number): boolean => !NAMING.test(String(id));

/** A number that is not exact would name something else. */
export const isId = (value: unknown): boolean =>
  typeof value === 'string' ? !namesNothing(value) : Number.isSafeInteger(value) && Number(value) > 0;
export const isIdOrNothing = (value: unknown): boolean => isTextOrNothing(value) || (Number.isSafeInteger(value) && Number(value) >= 0);

/** The documented names of fields, and how to find them in another spelling. */
export type Spellings = { readonly names: readonly string[]; readonly byLowerCase: ReadonlySet<string> };
export const spellingsOf = (names: readonly string[]): Spellings => ({
  names,
  byLowerCase: new Set(names.map((name) => name.toLowerCase())),
});

/** Whether a documented field is there in another spelling (`RoleCreatedAt`): it would be lost without a sign. */
export function hasMisspeltField(object: object, { names, byLowerCase }: Spellings): boolean {
  for (const key in object) if (!names.includes(key) && byLowerCase.has(key.toLowerCase())) return true;
  return false;
}

/** Checks of fields as Vitec sends them. .NET may write an id, or a value of an enumeration, as a number. */
export const isTextOrNothing = (value: unknown): boolean => typeof value === 'string' || value === undefined || value === null;

/** A name or a value of an enumeration. */
export const isCode = (value: unknown): boolean => typeof value === 'string' || Number.isSafeInteger(value);

/** A number that is not exact would name something else. */
export const isId = (value: unknown): boolean =>
  typeof value === 'string' ? value !== '' : Number.isSafeInteger(value) && Number(value) > 0;
export const isIdOrNothing = (value: unknown): boolean => isTextOrNothing(value) || (Number.isSafeInteger(value) && Number(value) >= 0);

/** The documented fields of an object, by their names. */
export type FieldNames = { readonly names: readonly string[]; readonly byLowerCase: ReadonlyMap<string, string> };
export const createFieldNames = (names: readonly string[]): FieldNames => ({
  names,
  byLowerCase: new Map(names.map((name) => [name.toLowerCase(), name])),
});

/**
 * DOCUMENTED: only fields of that list. UNKNOWN: others too, which the gateway neither shows nor caches. MISSPELT: one of the list in
 * another spelling (`RoleCreatedAt`), which would be lost.
 */
export type FieldCheck = 'DOCUMENTED' | 'UNKNOWN' | 'MISSPELT';

export function checkFields(object: object, { names, byLowerCase }: FieldNames): FieldCheck {
  let check: FieldCheck = 'DOCUMENTED';
  for (const key in object) {
    if (names.includes(key)) continue;
    if (byLowerCase.has(key.toLowerCase())) return 'MISSPELT';
    check = 'UNKNOWN';
  }
  return check;
}

/** The same object with its documented fields alone. */
export const pickFields = (object: object, { names }: FieldNames): object =>
  Object.fromEntries(Object.entries(object).filter(([name]) => names.includes(name)));

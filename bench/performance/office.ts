/**
 * The office of W9 and W10. The id of a contact, in Vitec's form, tells its list and its place in it, and with that all about it: of 50
 * contacts 40 are persons, 7 companies and 3 estates of deceased, and they have bought and sold up to two homes each.
 */
export const LIST_SIZE = 50;

const hex = (number: number, digits: number) => number.toString(16).toUpperCase().padStart(digits, '0');
export const contactIdOf = (list: number, place: number): string => `ADR${hex(list, 24)}${hex(place, 8)}`;

export type Known = {
  readonly type: 'Person' | 'Company' | 'DeceasedEstate';
  readonly name: string;
  readonly bought: number;
  readonly sold: number;
};

export function knownOf(contactId: string): Known {
  const place = Number.parseInt(contactId.slice(-8), 16);
  const type = place % 7 === 3 ? 'Company' : place % 17 === 5 ? 'DeceasedEstate' : 'Person';
  return { type, name: `Namn ${contactId}`, bought: place % 3, sold: (place + 1) % 3 };
}

/** A search for it finds all contacts of the list. */
export const termOf = (list: number): string => `lista ${list}`;
export const listOfTerm = (term: string): readonly string[] => {
  const list = Number(/^lista (\d+)$/.exec(term)?.[1]);
  return Array.from({ length: LIST_SIZE }, (_, place) => contactIdOf(list, place));
};

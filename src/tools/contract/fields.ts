import { toDateTime } from '../../domain/date-time.ts';
import { isId } from '../../vitec/fields.ts';
import { isFields, textOrNull } from '../../vitec/tolerant.ts';
import type { Effect } from './difference.ts';

/** What a request asked for. */
export type Asked = { readonly customerId: string; readonly estateId: string | null };

/** The recorded form of a value. ASKED_ID: the id that was asked for. CODE: a word of an enumeration. ZIP_OBJECT: `{numerical, value}`. */
type Form =
  | { readonly kind: 'ID' | 'ASKED_ID' | 'TEXT' | 'NUMBER' | 'BOOLEAN' | 'DATE' | 'ZIP_TEXT' | 'ZIP_OBJECT' }
  | { readonly kind: 'CODE'; readonly words: readonly string[] }
  /** `isOpen`: Vitec documents more fields than are recorded. */
  | { readonly kind: 'OBJECT'; readonly fields: FieldsOf; readonly isOpen: boolean }
  /** `isFirstShown`: the gateway shows no other element than the first. */
  | { readonly kind: 'LIST'; readonly element: Field; readonly isFirstShown: boolean };

/** A place in the answers of a form that the gateway reads tolerantly. Every value may be null. */
export type Field = Form & {
  readonly mayBeAbsent: boolean;
  /** What the gateway does with a value. Undefined: absent. */
  readonly effectOf: (sent: unknown, asked: Asked) => Effect;
};
export type FieldsOf = Readonly<Record<string, Field>>;

type Read = (sent: unknown) => unknown;
const isNothing = (sent: unknown): boolean => sent === undefined || sent === null || sent === '';

/** A value that the schema shows. `read` is the gateway's reader; null is what it cannot read. */
const shownBy =
  (read: Read) =>
  (sent: unknown): Effect =>
    isNothing(sent) || read(sent) !== null ? 'READS' : 'LOSES';
const notShown = (): Effect => 'READS';
/** Without it, the gateway cannot tell what a row is about. */
const required = (sent: unknown): Effect => (isId(sent) ? 'READS' : 'REFUSES');

const of = (form: Form, read: Read | null): Field => ({ ...form, mayBeAbsent: false, effectOf: read ? shownBy(read) : notShown });

/** `read` null: the schema does not show it. */
export const text = (read: Read | null = textOrNull): Field => of({ kind: 'TEXT' }, read);
export const number = (read: Read | null): Field => of({ kind: 'NUMBER' }, read);
export const boolean = (read: Read | null): Field => of({ kind: 'BOOLEAN' }, read);
export const date = (): Field => of({ kind: 'DATE' }, (sent) => (typeof sent === 'string' ? toDateTime(sent.trim()) : null));
export const code = (words: readonly string[], read: Read | null): Field => of({ kind: 'CODE', words }, read);
export const zipText = (read: Read): Field => of({ kind: 'ZIP_TEXT' }, read);
export const zipObject = (read: Read): Field => of({ kind: 'ZIP_OBJECT' }, read);
/** The id of a contact or an estate, without which the gateway refuses the row. */
export const rowId = (): Field => ({ kind: 'ID', mayBeAbsent: false, effectOf: required });
/** An id that must be the one asked for, if it is sent. `effectOf` says what the gateway does with another one. */
export const askedId = (effectOf: Field['effectOf'], mayBeAbsent = false): Field => ({ kind: 'ASKED_ID', mayBeAbsent, effectOf });

const object = (fields: FieldsOf, isOpen: boolean, read: Read | null): Field => of({ kind: 'OBJECT', fields, isOpen }, read);
/** An object with these fields and no others. The schema shows parts of it. */
export const objectOf = (fields: FieldsOf, read: Read | null = (sent) => (isFields(sent) ? sent : null)): Field =>
  object(fields, false, read);
/** An object with more fields than these. */
export const openObjectOf = (fields: FieldsOf): Field => object(fields, true, (sent) => (isFields(sent) ? sent : null));
/** A list whose elements the schema shows, or only the first of them. */
export const listOf = (element: Field, { isFirstShown = false } = {}): Field =>
  of({ kind: 'LIST', element, isFirstShown }, (sent) => (Array.isArray(sent) ? sent : null));
/** A list without which the gateway refuses the row. It may be null. */
export const requiredList = (element: Field): Field => ({
  ...listOf(element),
  effectOf: (sent) => (sent === null || Array.isArray(sent) ? 'READS' : 'REFUSES'),
});
/** A row of a required list. */
export const requiredRow = (fields: FieldsOf): Field => ({
  ...objectOf(fields),
  effectOf: (sent) => (isFields(sent) ? 'READS' : 'REFUSES'),
});
export const optional = (field: Field): Field => ({ ...field, mayBeAbsent: true });

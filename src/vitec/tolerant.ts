import { toDateTime } from '../domain/date-time.ts';
import { Failure } from '../domain/failure.ts';
import { wrongShape } from './json.ts';

/** Readers of values whose form is documented loosely or not at all: what cannot be read is null, and loses nothing else. */

export type Fields = Readonly<Record<string, unknown>>;

/** The fields of an object; none for anything else. */
export const fieldsOf = (value: unknown): Fields => (isFields(value) ? value : {});

export const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The entries of a list; none for anything else. */
export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** A text without blanks around it, or a number as a text; null for an empty text and for anything else. */
export function textOrNull(value: unknown): string | null {
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : null;
  if (typeof value !== 'string') return null;
  const text = value.trim();
  return text === '' ? null : text;
}

/** A finite number, or a text of one as .NET and JSON write it; null for anything else. */
export function numberOrNull(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  return typeof value === 'string' && /^-?\d{1,15}(?:\.\d{1,15})?$/.test(value.trim()) ? Number(value) : null;
}

export const booleanOrNull = (value: unknown): boolean | null => (typeof value === 'boolean' ? value : null);

/** A date as from `toDateTime`; null for anything else. */
export const dateOrNull = (value: unknown): string | null => (typeof value === 'string' ? toDateTime(value) : null);

/** A zip code: a text, a number, or an object `{numerical, value}`. */
export function zipCodeOrNull(value: unknown): string | null {
  const { value: text, numerical } = fieldsOf(value);
  return textOrNull(value) ?? textOrNull(text) ?? textOrNull(numerical);
}

/** The code of an enumeration's value: its name, its number, or the `id` of an object `{id, name}`. */
export const codeOrNull = (value: unknown): string | null => textOrNull(isFields(value) ? value.id : value);

/** For a contact or an estate without a type, which Vitec does not document. */
export const NO_TYPE = 'Unknown';

/**
 * Whether a row is of the customer, by its customerId in any case, which may be absent. Throws UPSTREAM_BAD_RESPONSE for one that is no id:
 * the row might be of anybody.
 */
export function isOfCustomer(sent: unknown, customerId: string): boolean {
  if (sent === undefined || sent === null) return true;
  const text = textOrNull(sent);
  if (text === null && typeof sent !== 'string') throw wrongShape();
  return text === null || text.toLowerCase() === customerId.toLowerCase();
}

/** The failure of `read`, or its value. */
export function valueOrFailure<Value>(read: () => Value): Value | Failure {
  try {
    return read();
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
}

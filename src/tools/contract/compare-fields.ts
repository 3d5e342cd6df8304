import { isFields } from '../../vitec/tolerant.ts';
import type { Difference, DifferenceKind, Effect } from './difference.ts';
import type { Asked, Field } from './fields.ts';
import { dateForm, enumerationForm, typeForm, wordForm, zipForm } from './forms.ts';
import { count, type Seen } from './seen.ts';

/** Ids have at most 40 characters (Vitec's help pages). */
const MOST_CHARACTERS = 40;
/** An object with more unknown names is a table, whose names are data and not fields. */
const MOST_UNKNOWN_FIELDS = 20;

const TYPES = {
  ID: 'a text',
  ASKED_ID: 'a text',
  TEXT: 'a text',
  DATE: 'a text',
  CODE: 'a text',
  NUMBER: 'a number',
  BOOLEAN: 'true or false',
  OBJECT: 'an object',
  LIST: 'a list',
} as const;

export type Comparing = {
  readonly asked: Asked;
  readonly dateForms: Readonly<Record<string, string>>;
  readonly seen: Seen;
};

/** How a value differs from its recorded form, and the values within it. `place` is empty for a row of a batch, and for the whole answer. */
export function compareField(place: string, sent: unknown, field: Field, comparing: Comparing): readonly Difference[] {
  const effect = field.effectOf(sent, comparing.asked);
  const differs = (kind: DifferenceKind, recorded: string, found: string): readonly Difference[] => [
    { kind, place, recorded, found, gateway: effect },
  ];
  const missing = field.kind === 'LIST' ? 'MISSING_LIST' : 'MISSING_FIELD';
  if (sent === undefined) return field.mayBeAbsent ? [] : differs(missing, typeOf(field), 'nothing');
  if (sent === null) {
    const isNeeded =
      field.kind === 'ID' || effect === 'REFUSES' || (field.kind === 'LIST' && field.effectOf(undefined, comparing.asked) === 'REFUSES');
    return isNeeded ? differs(missing, typeOf(field), 'null') : [];
  }
  if (sent === '' && field.kind !== 'OBJECT' && field.kind !== 'LIST')
    return field.kind === 'ID' || field.kind === 'ASKED_ID' ? differs('EMPTY_TEXT', 'a text', 'an empty text') : [];
  comparing.seen.withValue.add(place);
  switch (field.kind) {
    case 'ZIP_TEXT':
    case 'ZIP_OBJECT': {
      const found = zipForm(sent);
      count(comparing.seen.zipCodes, found);
      if (field.kind === 'ZIP_TEXT') return typeof sent === 'string' ? [] : differs('ZIP_FORM', 'a text', found);
      return found === '{numerical, value}' ? [] : differs('ZIP_FORM', '{numerical, value}', found);
    }
    case 'CODE': {
      count(comparing.seen.enumerations, enumerationForm(sent));
      if (typeof sent !== 'string') return differs('WRONG_TYPE', 'a text', typeForm(sent));
      return field.words.includes(sent) ? [] : differs('UNKNOWN_CODE', `one of ${field.words.length} words`, wordForm(sent));
    }
    case 'DATE': {
      if (typeof sent !== 'string') return differs('WRONG_TYPE', 'a text', typeForm(sent));
      const found = dateForm(sent);
      count(comparing.seen.dates, found);
      return Object.hasOwn(comparing.dateForms, found) ? [] : differs('DATE_FORM', 'a date of a known form', found);
    }
    case 'ID':
      if (typeof sent !== 'string') return differs('WRONG_TYPE', 'a text', typeForm(sent));
      if (effect === 'REFUSES') return differs('EMPTY_TEXT', 'a text', 'the id of nothing');
      return sent.length > MOST_CHARACTERS ? differs('LONG_TEXT', `at most ${MOST_CHARACTERS} characters`, 'more') : [];
    case 'ASKED_ID':
      if (typeof sent !== 'string') return differs('WRONG_TYPE', 'a text', typeForm(sent));
      return effect === 'READS' ? [] : differs('OTHER_ID', 'the id asked for', 'another');
    case 'OBJECT': {
      if (!isFields(sent)) return differs('WRONG_TYPE', typeOf(field), typeForm(sent));
      const inner = Object.entries(field.fields).flatMap(([name, each]) =>
        compareField(place === '' ? name : `${place}.${name}`, sent[name], each, comparing),
      );
      return field.isOpen ? inner : [...inner, ...unknownFields(place, sent, Object.keys(field.fields))];
    }
    case 'LIST': {
      if (!Array.isArray(sent)) return differs('WRONG_TYPE', typeOf(field), typeForm(sent));
      comparing.seen.countRows(place, sent.length);
      return sent.flatMap((element, index) => {
        const differences = compareField(`${place}[]`, element, field.element, comparing);
        return field.isFirstShown && index > 0 ? differences.map((each) => ({ ...each, gateway: 'READS' as Effect })) : differences;
      });
    }
    default:
      return typeForm(sent) === typeOf(field) ? [] : differs('WRONG_TYPE', typeOf(field), typeForm(sent));
  }
}

const typeOf = ({ kind }: Field): string => (kind === 'ZIP_TEXT' ? 'a text' : kind === 'ZIP_OBJECT' ? '{numerical, value}' : TYPES[kind]);

/** The gateway ignores them. */
function unknownFields(place: string, sent: object, known: readonly string[]): readonly Difference[] {
  const unknown = Object.keys(sent).filter((name) => !known.includes(name));
  const found = unknown.length > MOST_UNKNOWN_FIELDS ? [`over ${MOST_UNKNOWN_FIELDS} of them`] : unknown.map(wordForm);
  return found.map((name) => ({ kind: 'UNKNOWN_FIELD', place, recorded: 'no such field', found: name, gateway: 'READS' }));
}

/** The places where a value may be: leaves, and lists. */
export function placesOf(field: Field, place = ''): { readonly lists: readonly string[]; readonly values: readonly string[] } {
  if (field.kind === 'LIST') {
    const inner = placesOf(field.element, `${place}[]`);
    return { lists: [place, ...inner.lists], values: inner.values };
  }
  if (field.kind !== 'OBJECT') return { lists: [], values: [place] };
  const inner = Object.entries(field.fields).map(([name, each]) => placesOf(each, place === '' ? name : `${place}.${name}`));
  return { lists: inner.flatMap(({ lists }) => lists), values: inner.flatMap(({ values }) => values) };
}

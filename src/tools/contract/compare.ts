import type { z } from 'zod';
import { toDateTime } from '../../domain/date-time.ts';
import type { Difference } from './difference.ts';
import { dateForm, typeForm, wordForm } from './forms.ts';
import { RECORDED, type Recorded, type RecordedField, type RecordedRow, type StrictForm } from './recorded.ts';
import { count, Seen } from './seen.ts';
import { NO_LISTS, otherSpellings, SHAPES, type Shape } from './shape.ts';

type Fields = Readonly<Record<string, unknown>>;
type Contract = { readonly recorded: Recorded; readonly shape: Shape };

/** An object with more unknown names is a table, whose names are data and not fields. */
const MOST_UNKNOWN_FIELDS = 20;

/**
 * Compares the parsed body of a 200 of PartyRoles or ContactRelations, whose answers the gateway reads strictly, with what the gateway can
 * read, and then with what is recorded.
 */
export function compareStrictly(form: StrictForm, body: unknown, seen = new Seen()): readonly Difference[] {
  const contract: Contract = { recorded: RECORDED[form], shape: SHAPES[form] };
  const { error } = contract.shape.answer.safeParse(body);
  const unreadable = (error?.issues ?? []).flatMap((issue) => differencesOfIssue(issue, body, contract));
  const unrecorded: Difference[] = [];
  const hasNoList = unreadable.some(({ kind }) => kind === 'NO_LISTS');
  if (!isFields(body) || hasNoList) return unreadable;

  for (const [list, { row: fields, ...presence }] of Object.entries(contract.recorded.lists)) {
    const sent = body[list];
    if (sent === undefined || sent === null) unrecorded.push(...differencesOfAbsence('MISSING_LIST', list, 'a list', sent, presence));
    if (!Array.isArray(sent)) continue;
    seen.countRows(list, sent.length);
    for (const row of sent.filter(isFields)) {
      const relation = relationOf(row, fields);
      if (typeof relation === 'string' && Object.hasOwn(contract.recorded.relations, relation)) seen.relations.add(relation);
      for (const [name, field] of Object.entries(fields)) {
        if (field.type === 'DATE' && typeof row[name] === 'string') count(seen.dates, dateForm(row[name]));
        unrecorded.push(...differencesOfField(`${list}[].${name}`, row, { name, field, relation }, contract));
      }
    }
  }
  return [...unreadable, ...unrecorded];
}

/** An issue that makes the gateway refuse the answer, or fields that it ignores. */
function differencesOfIssue(issue: z.core.$ZodIssue, body: unknown, { recorded: { lists }, shape }: Contract): readonly Difference[] {
  const place = toPlace(issue.path);
  const recorded = 'no such field';
  if (issue.code === 'unrecognized_keys') {
    if (issue.keys.length > MOST_UNKNOWN_FIELDS)
      return [{ kind: 'UNKNOWN_FIELD', place, recorded, found: `over ${MOST_UNKNOWN_FIELDS} of them`, gateway: 'READS' }];
    return issue.keys.map((key) => ({ kind: 'UNKNOWN_FIELD', place, recorded, found: wordForm(key), gateway: 'READS' }));
  }
  const value = valueAt(issue.path, body);
  if (issue.code === 'custom') {
    if (issue.message === NO_LISTS)
      return [{ kind: 'NO_LISTS', place, recorded: Object.keys(lists).join(', '), found: 'none of them', gateway: 'REFUSES' }];
    return differencesOfSpelling(place, value, [...Object.keys(lists), ...Object.keys(shape.fields)]);
  }
  if (issue.code === 'too_small' || value === '')
    return [{ kind: 'EMPTY_TEXT', place, recorded: 'a text', found: 'an empty text', gateway: 'REFUSES' }];
  const kind = value === undefined ? 'MISSING_FIELD' : 'WRONG_TYPE';
  return [{ kind, place, recorded: typeAt(issue.path), found: typeForm(value), gateway: 'REFUSES' }];
}

const valueAt = (path: readonly PropertyKey[], body: unknown): unknown =>
  path.reduce<unknown>((part, step) => (part as Fields)[String(step)], body);

/** The gateway refuses a known name in another spelling: to ignore the field would lose its value. */
const differencesOfSpelling = (place: string, value: unknown, names: readonly string[]): readonly Difference[] =>
  otherSpellings(value as Fields, names).map((key) => ({
    kind: 'UNKNOWN_FIELD',
    place,
    recorded: 'the name in another spelling',
    found: wordForm(key),
    gateway: 'REFUSES',
  }));

type FieldOfRow = { readonly name: string; readonly field: RecordedField; readonly relation: unknown };

/** A value that the gateway reads and that is not recorded. A value that it does not read is an issue of the shape already. */
function differencesOfField(
  place: string,
  row: Fields,
  { name, field, relation }: FieldOfRow,
  { recorded, shape }: Contract,
): readonly Difference[] {
  const sent = row[name];
  if (!shape.fields[name]?.safeParse(sent).success) return [];
  if (sent === undefined || sent === null) {
    const mayBeNull = typeof field.mayBeNull === 'string' ? relation === field.mayBeNull : field.mayBeNull;
    return differencesOfAbsence('MISSING_FIELD', place, 'a text', sent, { mayBeAbsent: field.mayBeAbsent, mayBeNull });
  }
  if (typeof sent !== 'string') return [reads('WRONG_TYPE', place, 'a text', typeForm(sent))];
  if (field.type === 'DATE') return differencesOfDate(place, sent, recorded);
  if (field.type === 'RELATION')
    return Object.hasOwn(recorded.relations, sent) // `constructor` is a word as well
      ? []
      : [reads('UNKNOWN_RELATION', place, `one of ${Object.keys(recorded.relations).length} words`, wordForm(sent))];
  if (sent === '') return [reads('EMPTY_TEXT', place, 'a text', 'an empty text')];
  const most = field.mostCharacters ?? Number.POSITIVE_INFINITY;
  return sent.length > most ? [reads('LONG_TEXT', place, `at most ${most} characters`, 'more')] : [];
}

function differencesOfDate(place: string, sent: string, { dateForms }: Recorded): readonly Difference[] {
  const found = dateForm(sent);
  if (Object.hasOwn(dateForms, found)) return [];
  return [{ ...reads('DATE_FORM', place, 'a date of a known form', found), gateway: toDateTime(sent) === null ? 'LOSES' : 'READS' }];
}

function differencesOfAbsence(
  kind: 'MISSING_LIST' | 'MISSING_FIELD',
  place: string,
  recorded: string,
  sent: null | undefined,
  { mayBeAbsent, mayBeNull }: { readonly mayBeAbsent: boolean; readonly mayBeNull: boolean },
): readonly Difference[] {
  return (sent === null ? mayBeNull : mayBeAbsent) ? [] : [reads(kind, place, recorded, typeForm(sent))];
}

const reads = (kind: Difference['kind'], place: string, recorded: string, found: string): Difference => ({
  kind,
  place,
  recorded,
  found,
  gateway: 'READS',
});

/** The value of the row's RELATION field; undefined in a row that has none. */
function relationOf(row: Fields, fields: RecordedRow): unknown {
  const name = Object.keys(fields).find((each) => fields[each]?.type === 'RELATION');
  return name === undefined ? undefined : row[name];
}

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

/** ['buyer', 3, 'estateId'] -> `buyer[].estateId`. */
const toPlace = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (place, step) => (typeof step === 'number' ? `${place}[]` : place === '' ? String(step) : `${place}.${String(step)}`),
    '',
  );

/** The recorded type by depth: the answer, a list, a row, a field. */
const typeAt = (path: readonly PropertyKey[]): string => ['an object', 'a list', 'an object', 'a text'][path.length] ?? 'nothing';

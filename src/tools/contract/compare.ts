import type { z } from 'zod';
import { toDateTime } from '../../domain/date-time.ts';
import type { Difference } from './difference.ts';
import { dateForm, typeForm, wordForm } from './forms.ts';
import { RECORDED, type RecordedField } from './recorded.ts';
import { contactPartyRoles, fieldShapes, NO_LISTS, otherSpellings } from './shape.ts';

/** What of the recorded contract an answer had in it: what was not met was not compared either. */
export type Met = { readonly rowsOfList: ReadonlyMap<string, number>; readonly relations: ReadonlySet<string> };
export type Comparison = { readonly differences: readonly Difference[]; readonly met: Met };
type Fields = Readonly<Record<string, unknown>>;

/** More names than these at one place are no fields but a table, whose names may be anything. */
const MOST_UNKNOWN_FIELDS = 20;

/** The body of an answer, as JSON has it, against what the gateway can read and then against what has been seen. */
export function compareAnswer(body: unknown): Comparison {
  const { error } = contactPartyRoles.safeParse(body);
  const unreadable = (error?.issues ?? []).flatMap((issue) => differencesOfIssue(issue, body));
  const rowsOfList = new Map<string, number>();
  const relations = new Set<string>();
  const unseen: Difference[] = [];
  const hasNoList = unreadable.some(({ kind }) => kind === 'NO_LISTS');
  if (!isFields(body) || hasNoList) return { differences: unreadable, met: { rowsOfList, relations } };

  for (const [list, { rows, ...presence }] of Object.entries(RECORDED.lists)) {
    const sent = body[list];
    if (sent === undefined || sent === null) unseen.push(...differencesOfAbsence('MISSING_LIST', list, 'a list', sent, presence));
    if (!Array.isArray(sent)) continue;
    rowsOfList.set(list, sent.length);
    for (const row of sent.filter(isFields)) {
      if (typeof row.partyRole === 'string' && isRecordedRelation(row.partyRole)) relations.add(row.partyRole);
      for (const [name, field] of Object.entries(RECORDED.rows[rows]))
        unseen.push(...differencesOfField(`${list}[].${name}`, row, name, field));
    }
  }
  return { differences: [...unreadable, ...unseen], met: { rowsOfList, relations } };
}

/** What the gateway's reading stumbles over, and the fields that it passes by. */
function differencesOfIssue(issue: z.core.$ZodIssue, body: unknown): readonly Difference[] {
  const place = toPlace(issue.path);
  const recorded = 'no such field';
  if (issue.code === 'unrecognized_keys') {
    if (issue.keys.length > MOST_UNKNOWN_FIELDS)
      return [{ kind: 'UNKNOWN_FIELD', place, recorded, found: `over ${MOST_UNKNOWN_FIELDS} of them`, gateway: 'READS' }];
    return issue.keys.map((key) => ({ kind: 'UNKNOWN_FIELD', place, recorded, found: wordForm(key), gateway: 'READS' }));
  }
  if (issue.code === 'custom' && issue.message !== NO_LISTS) return differencesOfSpelling(place, valueAt(issue.path, body));
  if (issue.code === 'custom') return [{ kind: 'NO_LISTS', place, recorded: 'eight lists', found: 'none of them', gateway: 'REFUSES' }];
  const value = valueAt(issue.path, body);
  if (issue.code === 'too_small' || value === '')
    return [{ kind: 'EMPTY_TEXT', place, recorded: 'a text', found: 'an empty text', gateway: 'REFUSES' }];
  const kind = value === undefined ? 'MISSING_FIELD' : 'WRONG_TYPE';
  return [{ kind, place, recorded: typeAt(issue.path), found: typeForm(value), gateway: 'REFUSES' }];
}

const valueAt = (path: readonly PropertyKey[], body: unknown): unknown =>
  path.reduce<unknown>((part, step) => (part as Fields)[String(step)], body);

/** Names that the gateway knows in another spelling, for which it refuses the answer. */
const differencesOfSpelling = (place: string, value: unknown): readonly Difference[] =>
  otherSpellings(value as Fields, KNOWN_NAMES).map((key) => ({
    kind: 'UNKNOWN_FIELD',
    place,
    recorded: 'the name in another spelling',
    found: wordForm(key),
    gateway: 'REFUSES',
  }));
const KNOWN_NAMES = [...Object.keys(contactPartyRoles.shape), ...Object.keys(fieldShapes)];

/** What the gateway reads, and has never been seen. */
function differencesOfField(place: string, row: Fields, name: string, field: RecordedField): readonly Difference[] {
  const sent = row[name];
  const isNeeded = name === 'estateId' || name === 'partyRole'; // without them the reading has stumbled already
  if (sent === undefined || sent === null) {
    const mayBeNull = typeof field.mayBeNull === 'string' ? row.partyRole === field.mayBeNull : field.mayBeNull;
    return isNeeded ? [] : differencesOfAbsence('MISSING_FIELD', place, 'a text', sent, { mayBeAbsent: field.mayBeAbsent, mayBeNull });
  }
  if (typeof sent !== 'string') return isReadNumber(name, sent) ? [reads('WRONG_TYPE', place, 'a text', typeForm(sent))] : [];
  if (field.type === 'DATE') return differencesOfDate(place, sent);
  if (field.type === 'RELATION')
    return isRecordedRelation(sent)
      ? []
      : [reads('UNKNOWN_RELATION', place, `one of ${Object.keys(RECORDED.relations).length} words`, wordForm(sent))];
  if (sent === '') return isNeeded ? [] : [reads('EMPTY_TEXT', place, 'a text', 'an empty text')];
  const most = field.mostCharacters ?? Number.POSITIVE_INFINITY;
  return sent.length > most ? [reads('LONG_TEXT', place, `at most ${most} characters`, 'more')] : [];
}

/** Of any other type the reading has stumbled already. */
const isReadNumber = (name: string, sent: unknown): boolean =>
  typeof sent === 'number' && Object.entries(fieldShapes).some(([field, shape]) => field === name && shape.safeParse(sent).success);

function differencesOfDate(place: string, sent: string): readonly Difference[] {
  const found = dateForm(sent);
  if (Object.hasOwn(RECORDED.dateForms, found)) return [];
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

/** Own names only: `constructor` is a word as well. */
const isRecordedRelation = (word: string): boolean => Object.hasOwn(RECORDED.relations, word);

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

/** ['buyer', 3, 'estateId'] -> `buyer[].estateId`. */
const toPlace = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (place, step) => (typeof step === 'number' ? `${place}[]` : place === '' ? String(step) : `${place}.${String(step)}`),
    '',
  );

/** What is recorded at a place, by how deep it is: the answer, a list, a row, a field. */
const typeAt = (path: readonly PropertyKey[]): string => ['an object', 'a list', 'an object', 'a text'][path.length] ?? 'nothing';

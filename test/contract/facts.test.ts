import { describe, expect, it } from 'vitest';
import { ENDPOINT_NAMES } from '../../src/domain/endpoint.ts';
import { FACT_NAMES, FACTS, type FactName } from '../../src/tools/contract/facts.ts';
import { makeReport } from '../../src/tools/contract/make-report.ts';
import { MOST_FACT_CALLS } from '../../src/tools/contract/probe.ts';
import { EXIT_CODES } from '../../src/tools/contract/report.ts';
import { toText } from '../../src/tools/contract/report-text.ts';
import {
  AS_INFERRED,
  BARE,
  type Behaviour,
  CONTACT_IDS,
  commonRow,
  credentialsOf,
  DATE,
  listing,
  match,
  startStandIn,
  TYPES,
  tiesRow,
  typedRow,
} from './stand-in.ts';

/** Nothing of these may be shown. */
const SECRET = /4711|Sv[eae]n|Svea|lösenord|2026|c\d\b|ADR0|hemlig/;

type Options = {
  readonly contactIds?: readonly string[];
  readonly refusalOfOtherPassword?: number;
  readonly passwords?: Parameters<typeof credentialsOf>[0];
};

async function reportOf(changes: Partial<Behaviour>, { contactIds = CONTACT_IDS, refusalOfOtherPassword = 401, passwords }: Options = {}) {
  await using vitec = await startStandIn(changes, { refusalOfOtherPassword });
  const toAsk = { customerId: 'M1', contactIds, estateIds: ['OBJ4711_1'], term: 'hemlig sökning', endpoints: ENDPOINT_NAMES };
  const report = await makeReport({ origin: vitec.url, attemptTimeoutMs: 10_000, credentials: credentialsOf(passwords) }, toAsk);
  expect(toText(report) + JSON.stringify(report)).not.toMatch(SECRET);
  expect(report.calls).toBe(vitec.paths.length);
  return { report, paths: vitec.paths };
}

const factIn = ({ report }: Awaited<ReturnType<typeof reportOf>>, name: FactName) => report.facts.find(({ fact }) => fact === name);

const UNKNOWN = /^ADR0+$/;
const asksUnknown = (ids: readonly string[]) => ids.some((id) => UNKNOWN.test(id));
/** Answers a request that names an unknown id beside a known one; all others as inferred. */
const unknownAnswers = (form: 'generic' | 'typed' | 'ties', reply: ReturnType<Behaviour['generic']>): Partial<Behaviour> => {
  if (form === 'generic') return { generic: (ids) => (asksUnknown(ids) ? reply : AS_INFERRED.generic(ids)) };
  if (form === 'typed') return { typed: (type, ids) => (asksUnknown(ids) ? reply : AS_INFERRED.typed(type, ids)) };
  return { ties: (word, ids) => (asksUnknown(ids) ? reply : AS_INFERRED.ties(word, ids)) };
};
const otherTypeAnswers = (reply: (ids: readonly string[]) => ReturnType<Behaviour['generic']>): Partial<Behaviour> => ({
  typed: (type, ids) => (ids.some((id) => id in TYPES && TYPES[id] !== type) ? reply(ids) : AS_INFERRED.typed(type, ids)),
});
/** The list of each contact but the first, which has a tie. */
const tiesAre = (ties: unknown): Partial<Behaviour> => ({
  ties: (word, ids) => ({
    body: ids
      .filter((id) => id in TYPES)
      .map((id) => (id === 'c1' ? tiesRow(word, id) : ties === undefined ? { id } : tiesRow(word, id, ties))),
  }),
});

const A_ROW_WITHOUT_ID = { body: [typedRow('c1'), null] };
const CASES: readonly (readonly [FactName, string, Partial<Behaviour>, Options?])[] = [
  ['ONE_ID_CONTACT', 'LIST', { generic: (ids) => (ids.length > 1 ? AS_INFERRED.generic(ids) : { body: ids.map(commonRow) }) }],
  ['ONE_ID_CONTACT', 'REFUSED', { generic: (ids) => (ids.length > 1 ? AS_INFERRED.generic(ids) : { status: 500 }) }],
  ['ONE_ID_TYPED', 'OBJECT', { typed: (type, ids) => (ids.length > 1 ? AS_INFERRED.typed(type, ids) : { body: typedRow(ids[0] ?? '') }) }],
  ['ONE_ID_TYPED', 'REFUSED', { typed: (type, ids) => (ids.length > 1 ? AS_INFERRED.typed(type, ids) : { status: 404 }) }],
  [
    'ONE_ID_TIES',
    'OBJECT',
    { ties: (word, ids) => (ids.length > 1 ? AS_INFERRED.ties(word, ids) : { body: tiesRow(word, ids[0] ?? '') }) },
  ],
  ['ONE_ID_TIES', 'REFUSED', { ties: (word, ids) => (ids.length > 1 ? AS_INFERRED.ties(word, ids) : { status: 400 }) }],
  ['SIX_IN_PATH', 'ACCEPTED', { generic: (ids) => (ids.length > 5 ? { body: ids.map(commonRow) } : AS_INFERRED.generic(ids)) }],
  ['SIX_IN_PATH', 'CUT', { generic: (ids) => (ids.length > 5 ? { body: ids.slice(1).map(commonRow) } : AS_INFERRED.generic(ids)) }],
  ['SIX_IN_PATH', 'NOT_FOUND', { generic: (ids) => (ids.length > 5 ? { status: 404 } : AS_INFERRED.generic(ids)) }],
  ['SIX_IN_PATH', 'OTHER_STATUS', { generic: (ids) => (ids.length > 5 ? { status: 414 } : AS_INFERRED.generic(ids)) }],
  [
    'NAMES',
    'PRESENT',
    { generic: (ids) => (ids.length > 1 ? { body: ids.filter((id) => id in TYPES).map(typedRow) } : AS_INFERRED.generic(ids)) },
  ],
  ...(
    [
      ['UNKNOWN_ID_CONTACT', 'generic', { body: [commonRow('c1'), commonRow('ADR00000000000000000000000000000000')] }],
      ['UNKNOWN_ID_TYPED', 'typed', { body: [typedRow('c1'), typedRow('ADR00000000000000000000000000000000')] }],
      ['UNKNOWN_ID_TIES', 'ties', { body: [tiesRow('Buyer', 'c1'), tiesRow('Buyer', 'ADR00000000000000000000000000000000')] }],
    ] as const
  ).flatMap(
    ([fact, form, aRow]) =>
      [
        [fact, 'A_ROW', unknownAnswers(form, aRow)],
        [fact, 'NOT_FOUND', unknownAnswers(form, { status: 404 })],
        [fact, 'BAD_REQUEST', unknownAnswers(form, { status: 400 })],
        [fact, 'OTHER_STATUS', unknownAnswers(form, { status: 500 })],
        [fact, 'ROW_WITHOUT_ID', unknownAnswers(form, A_ROW_WITHOUT_ID)],
        [fact, 'NO_ROWS', unknownAnswers(form, { body: [] })],
      ] as const,
  ),
  ['OTHER_TYPE', 'ANSWERED', otherTypeAnswers((ids) => ({ body: ids.map(typedRow) }))],
  ['OTHER_TYPE', 'NOT_FOUND', otherTypeAnswers(() => ({ status: 404 }))],
  ['OTHER_TYPE', 'BAD_REQUEST', otherTypeAnswers(() => ({ status: 400 }))],
  ['OTHER_TYPE', 'OTHER_STATUS', otherTypeAnswers(() => ({ status: 500 }))],
  ['OTHER_TYPE', 'ROW_WITHOUT_ID', otherTypeAnswers(() => ({ body: [null] }))],
  ['NO_TIES', 'NULL_LIST', tiesAre(null)],
  ['NO_TIES', 'NO_LIST', tiesAre(undefined)],
  ['NO_TIES', 'NO_ROW', { ties: (word, ids) => ({ body: ids.includes('c1') ? [tiesRow(word, 'c1')] : [] }) }],
  ['NO_TIES', 'NOT_FOUND', { ties: () => ({ status: 404 }) }, { contactIds: ['c2', 'c3'] }],
  ['EXTEND', 'NO_AGENTS', { estate: (id) => ({ body: listing(id, { extensions: { primaryAgent: null, secondaryAgent: null } }) }) }],
  ['UNKNOWN_ESTATE', 'ANSWERED', { estate: (id) => ({ body: listing(id) }) }],
  ['UNKNOWN_ESTATE', 'BAD_REQUEST', { estate: (id) => (id === 'OBJ0_0' ? { status: 400 } : { body: listing(id) }) }],
  ['UNKNOWN_ESTATE', 'OTHER_STATUS', { estate: (id) => (id === 'OBJ0_0' ? { status: 500 } : { body: listing(id) }) }],
  ['UNPUBLISHED_ESTATE', 'NOT_FOUND', { estate: () => ({ status: 404 }) }],
  ['DATES_CRM', 'BARE', { search: () => ({ body: { matches: [{ ...match('c1', 1), changedAt: BARE }] } }) }],
  ['DATES_CRM', 'OTHER_FORM', { search: () => ({ body: { matches: [{ ...match('c1', 1), changedAt: '4 oktober' }] } }) }],
  ['DATES_ADVERTISING', 'OFFSET', { estate: (id) => ({ body: listing(id, { changedAt: DATE }) }) }],
  ['DATES_ADVERTISING', 'OTHER_FORM', { estate: (id) => ({ body: listing(id, { changedAt: '2026-10-04' }) }) }],
  ['SEARCH_ORDER', 'ASCENDING', { search: () => ({ body: { matches: [match('c1', 0.1), match('c2', 0.5)] } }) }],
  ['SEARCH_ORDER', 'NEITHER', { search: () => ({ body: { matches: [match('c1', 0.1), match('c2', 0.5), match('c3', 0.2)] } }) }],
  ['SEARCH_ORDER', 'NO_SCORES', { search: () => ({ body: { matches: [match('c1', 0.1), match('c2', null)] } }) }],
  ['SEARCH_CUSTOMER', 'OTHER', { search: () => ({ body: { matches: [match('c1', 0.9, 'M2')] } }) }],
  ['SEARCH_CUSTOMER', 'ABSENT', { search: () => ({ body: { matches: [match('c1', 0.9, null)] } }) }],
  ['OTHER_PASSWORD', 'REFUSED_403', {}, { refusalOfOtherPassword: 403 }],
  ['OTHER_PASSWORD', 'ACCEPTED', {}, { refusalOfOtherPassword: 200 }],
  ['OTHER_PASSWORD', 'OTHER_STATUS', {}, { refusalOfOtherPassword: 500 }],
];

describe('the inferred facts', () => {
  it('are all as inferred where Vitec does as inferred, after one call each at most', async () => {
    const unpublished: Partial<Behaviour> = {
      estate: (id) =>
        id === 'OBJ4711_1' ? { body: listing(id, { marketing: { isPublished: false, publishedAt: null } }) } : { status: 404 },
    };
    const result = await reportOf(unpublished);
    expect(result.report.facts.map(({ fact, verdict }) => [fact, verdict])).toEqual(FACT_NAMES.map((name) => [name, 'AS_INFERRED']));
    expect(result.report.outcome).toBe('AGREES');
    // 6 + 6 contacts, 2 of Contact, 3 types, 3 sides, 1 estate, 1 search
    expect(result.report.calls).toBeLessThanOrEqual(22 + MOST_FACT_CALLS);
    expect(toText(result.report)).toContain('= SIX_IN_PATH: six ids in the path of Contact are');
  });

  it.each(CASES.map(([fact, outcome, changes, options = {}]) => [fact, outcome, changes, options] as const))(
    'tell what is otherwise, and what the gateway does then: %s %s',
    async (fact, outcome, changes, options) => {
      const result = await reportOf(changes, options);
      const told = factIn(result, fact);
      expect(told?.seen.map((each) => each.outcome)).toContain(outcome);
      expect(told?.verdict).toBe('OTHERWISE');
      const { gateway } = told?.outcomes[outcome] ?? {};
      expect(toText(result.report)).toContain(`${gateway}.`);
      expect(told?.seen.find((each) => each.outcome === outcome)).toMatchObject({ gateway });
    },
  );

  it('have a case for each outcome that is not the inferred one', () => {
    const expected = FACT_NAMES.flatMap((name) =>
      Object.keys(FACTS[name].outcomes)
        .filter((outcome) => outcome !== FACTS[name].inferred && !(name === 'NAMES' && outcome === 'ABSENT'))
        .map((outcome) => `${name} ${outcome}`),
    );
    expect(CASES.map(([fact, outcome]) => `${fact} ${outcome}`).toSorted()).toEqual(expected.toSorted());
  });

  it('say what they need where they could not be seen', async () => {
    const noProfiles: Partial<Behaviour> = { generic: () => ({ status: 403 }), search: () => ({ body: { matches: [] } }) };
    const result = await reportOf(noProfiles, { contactIds: ['c1'], passwords: { crm: 'crm-lösenord', advertising: 'crm-lösenord' } });
    expect(factIn(result, 'SIX_IN_PATH')).toMatchObject({ verdict: 'NOT_SEEN', notSeen: 'needs six contacts' });
    expect(factIn(result, 'OTHER_TYPE')).toMatchObject({
      verdict: 'NOT_SEEN',
      notSeen: 'needs a contact whose type is known from Contact',
    });
    expect(factIn(result, 'SEARCH_ORDER')).toMatchObject({ verdict: 'NOT_SEEN' });
    expect(factIn(result, 'OTHER_PASSWORD')?.notSeen).toMatch(/needs two passwords/);
    expect(toText(result.report)).toContain('? SIX_IN_PATH');
  });

  it('do not change how the command ends, and do not stop after the password of the other group was refused', async () => {
    const { report, paths } = await reportOf({
      generic: (ids) => (ids.length > 5 ? { body: ids.map(commonRow) } : AS_INFERRED.generic(ids)),
    });
    expect(EXIT_CODES[report.outcome]).toBe(0);
    expect(paths.filter((path) => path === '/CRM/Contact/M1/ADR00000000000000000000000000000000')).toHaveLength(1);
  });
});

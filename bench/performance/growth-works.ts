import { ids, isList, LIST, type Work } from './works.ts';

/** One thing grows, all else stays. */
export const CONTACTS = [1, 10, 25, 50, 100] as const;
export const ROWS = [10, 100, 1_000, 10_000] as const;
export const CALLERS = [1, 10, 100, 500] as const;
export const OFFICES = [1, 10, 50, 200] as const;

const GROWING = LIST.replace('$ids: [ID!]!', '$customerId: ID!, $ids: [ID!]!').replace('"M1"', '$customerId');

/** Of so many contacts, users look at the same again. */
const KNOWN = 2_000;

export const GROWTH: readonly Work[] = [
  {
    name: 'again',
    what: `one of ${KNOWN} contacts`,
    query: LIST,
    variables: (turn) => ({ ids: [`j-${(turn * 7_919) % KNOWN}`] }),
    isRight: isList(1, 16),
    open: 8,
    queries: 8_000,
    calls: 0,
  },
  ...CONTACTS.map(
    (count): Work => ({
      name: `contacts-${count}`,
      what: `${count} contacts a query`,
      query: LIST,
      variables: (turn) => ({ ids: ids(count, (index) => `g-${turn}-${index}`) }),
      isRight: isList(count, 16),
      open: 4,
      queries: Math.ceil(6_000 / (count + 5)),
      calls: count,
    }),
  ),
  ...ROWS.map(
    (count): Work => ({
      name: `rows-${count}`,
      what: `${count} rows a contact`,
      query: LIST,
      variables: (turn) => ({ ids: [`rows-${count}-${turn}`] }),
      isRight: isList(1, count),
      open: 2,
      queries: Math.ceil(60_000 / (count + 60)),
      calls: 1,
    }),
  ),
  ...CALLERS.map(
    (count): Work => ({
      name: `callers-${count}`,
      what: `${count} callers at once`,
      query: LIST,
      variables: (turn) => ({ ids: [`h-${turn}`] }),
      isRight: isList(1, 16),
      open: count,
      queries: 3_000,
      calls: 1,
    }),
  ),
  ...OFFICES.map(
    (count): Work => ({
      name: `offices-${count}`,
      what: `${count} offices in turn`,
      query: GROWING,
      variables: (turn) => ({ customerId: `M${1 + (turn % count)}`, ids: [`i-${turn}`] }),
      isRight: isList(1, 16),
      open: 8,
      queries: 3_000,
      calls: 1,
    }),
  ),
];

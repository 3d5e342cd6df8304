/** What is asked, with variables that are new for each query, and whether an answer is right. */
export type Work = {
  readonly name: string;
  readonly what: string;
  readonly query: string;
  readonly variables: (turn: number) => Record<string, unknown>;
  readonly isRight: (answer: Answer) => boolean;
  /** Queries open at once, and how many of them make a measurement. */
  readonly open: number;
  readonly queries: number;
  /** Calls to Vitec that a query may cost. */
  readonly calls: number;
  /** The work of the floor that it is compared with, where that is another. */
  readonly floor?: string;
  /** Those that cannot do it are left out: a work of federation, or one of a cache that they do not have. */
  readonly targets?: readonly string[];
};

type Contact = { readonly contactId: string; readonly partyRoles: readonly { readonly estate: { readonly estateId: string } }[] };
type Answer = {
  readonly data?: { readonly contacts?: readonly Contact[]; readonly _entities?: readonly Contact[] } | null;
  readonly errors?: unknown;
};

const ROLES = '{ contactId partyRoles { kind role createdAt estate { estateId } } }';
export const LIST = `query List($ids: [ID!]!) { contacts(customerId: "M1", contactIds: $ids) ${ROLES} }`;
const FEW =
  'query Few($ids: [ID!]!) { contacts(customerId: "M1", contactIds: $ids) { contactId partyRoles(filter: { roles: [TENANT] }) { kind role createdAt estate { estateId } } } }';
const ENTITIES = `query Entities($representations: [_Any!]!) { _entities(representations: $representations) { ... on Contact ${ROLES} } }`;

export const ids = (count: number, name: (index: number) => string) => Array.from({ length: count }, (_, index) => name(index));
const SAME = ids(50, (index) => `same-${index}`);
/** The same ids from another one on, and every second turn backwards. */
const inAnotherOrder = (turn: number) => {
  const from = turn % SAME.length;
  const order = [...SAME.slice(from), ...SAME.slice(0, from)];
  return turn % 2 === 0 ? order : order.reverse();
};
export const isList =
  (count: number, rows: number) =>
  ({ data, errors }: Answer) => {
    const contacts = data?.contacts ?? data?._entities ?? [];
    return errors === undefined && contacts.length === count && contacts.every(({ partyRoles }) => partyRoles.length === rows);
  };

export const WORKS: readonly Work[] = [
  {
    name: 'W1',
    what: '1 contact a query',
    query: LIST,
    variables: (turn) => ({ ids: [`c-${turn}`] }),
    isRight: isList(1, 16),
    open: 8,
    queries: 3_000,
    calls: 1,
  },
  {
    name: 'W2',
    what: '50 distinct contacts',
    query: LIST,
    variables: (turn) => ({ ids: ids(50, (index) => `d-${turn}-${index}`) }),
    isRight: isList(50, 16),
    open: 4,
    queries: 200,
    calls: 50,
  },
  {
    name: 'W3',
    what: '50 ids of 5 contacts',
    query: LIST,
    variables: (turn) => ({ ids: ids(50, (index) => `e-${turn}-${index % 5}`) }),
    isRight: isList(50, 16),
    open: 4,
    queries: 600,
    calls: 5,
  },
  {
    name: 'W4',
    what: 'the same 50, cache warm',
    query: LIST,
    variables: () => ({ ids: SAME }),
    isRight: isList(50, 16),
    open: 4,
    queries: 600,
    calls: 0,
    floor: 'W2',
    targets: ['gateway', 'mercurius-duties'],
  },
  {
    name: 'W4s',
    what: 'the same 50 in another order',
    query: LIST,
    variables: (turn) => ({ ids: inAnotherOrder(turn) }),
    isRight: isList(50, 16),
    open: 4,
    queries: 600,
    calls: 0,
    floor: 'W2',
    targets: ['gateway', 'mercurius-duties'],
  },
  {
    name: 'W5',
    what: '20 of 10,000 rows',
    query: FEW,
    variables: (turn) => ({ ids: [`big-${turn}`] }),
    isRight: isList(1, 20),
    open: 2,
    queries: 40,
    calls: 1,
  },
  {
    name: 'W6',
    what: '50 representations',
    query: ENTITIES,
    variables: (turn) => ({
      representations: ids(50, (index) => `f-${turn}-${index}`).map((contactId) => ({
        __typename: 'Contact',
        customerId: 'M1',
        contactId,
      })),
    }),
    isRight: isList(50, 16),
    open: 4,
    queries: 200,
    calls: 50,
    targets: ['floor', 'gateway'],
  },
];

import type { EndpointName } from '../../domain/endpoint.ts';

/** One way in which Vitec may behave: in words, and what the gateway does then. */
type Outcome = { readonly says: string; readonly gateway: string };
type Fact = {
  /** The fact is in the report if one of these endpoints was asked. */
  readonly endpoints: readonly EndpointName[];
  readonly about: string;
  /** The outcome that the gateway's authors expect. */
  readonly inferred: string;
  /** What has to be given or found to see it. */
  readonly needs: string;
  readonly outcomes: Readonly<Record<string, Outcome>>;
};

const TIES = ['Buyer', 'Seller', 'Speculator'] as const;
const OTHER_STATUS = {
  OTHER_STATUS: { says: 'another status, or no JSON', gateway: 'gives every contact of the call the code of that status' },
};
const AN_OBJECT = { says: 'an object', gateway: 'reads it' };
const A_LIST = { says: 'a list', gateway: 'reads it' };
const oneId = {
  OBJECT: AN_OBJECT,
  LIST: A_LIST,
  REFUSED: { says: 'a status other than 200, or no JSON', gateway: 'gives the contact the code of that status' },
};
const ROW_WITHOUT_ID = { says: 'null, or a row without an id', gateway: 'answers UPSTREAM_BAD_RESPONSE for that contact alone' };
/** `atLast`: the answer for the unknown contact. `ofRow`: what the gateway makes of a row of it. */
const unknownId = (atLast: (code: string) => string, ofRow: string) => ({
  LEFT_OUT: { says: 'left out of the list', gateway: atLast('NOT_FOUND') },
  NOT_FOUND: { says: '404 for the whole call', gateway: `asks again in halves; ${atLast('NOT_FOUND')}` },
  BAD_REQUEST: { says: '400 for the whole call', gateway: `asks again in halves; ${atLast('UPSTREAM_BAD_REQUEST')}` },
  A_ROW: { says: 'a row with that id', gateway: ofRow },
  ROW_WITHOUT_ID,
  NO_ROWS: { says: 'no row at all, not even for the known id', gateway: `treats both alike: ${atLast('NOT_FOUND')}` },
  ...OTHER_STATUS,
});
const coded = (code: string) => `answers ${code} for that contact alone`;
const generic = () => 'asks the generic form about that contact';
const dates = {
  OFFSET: { says: 'an offset', gateway: 'reads it' },
  BARE: { says: 'none', gateway: 'reads the date as Swedish time' },
  OTHER_FORM: { says: 'a form that is no date and time', gateway: 'shows null' },
};

/**
 * What is inferred of Vitec Connect and not documented, or documented and never tried. `npm run contract` says of each what this Vitec does.
 */
export const FACTS = {
  ONE_ID_CONTACT: {
    endpoints: ['Contact'],
    about: 'one id in the path of Contact is answered by',
    inferred: 'OBJECT',
    needs: 'a contact',
    outcomes: oneId,
  },
  ONE_ID_TYPED: {
    endpoints: ['Contact'],
    about: 'one id in the query of Person, Company or DeceasedEstate is answered by',
    inferred: 'LIST',
    needs: 'a contact whose type is known from Contact',
    outcomes: oneId,
  },
  ONE_ID_TIES: {
    endpoints: TIES,
    about: 'one id in the query of Buyer, Seller or Speculator is answered by',
    inferred: 'LIST',
    needs: 'a contact',
    outcomes: oneId,
  },
  SIX_IN_PATH: {
    endpoints: ['Contact'],
    about: 'six ids in the path of Contact are',
    inferred: 'BAD_REQUEST',
    needs: 'six contacts',
    outcomes: {
      ACCEPTED: { says: 'accepted', gateway: 'asks for five at a time all the same' },
      CUT: { says: 'accepted, but not all are answered', gateway: 'asks for five at a time' },
      BAD_REQUEST: { says: 'refused (400)', gateway: 'asks for five at a time' },
      NOT_FOUND: { says: 'refused (404)', gateway: 'asks for five at a time' },
      OTHER_STATUS: { says: 'refused with another status', gateway: 'asks for five at a time' },
    },
  },
  NAMES: {
    endpoints: ['Contact'],
    about: 'the generic form of Contact has names:',
    inferred: 'ABSENT',
    needs: 'a contact with a name, in Contact or in the form of its type',
    outcomes: {
      PRESENT: { says: 'yes', gateway: 'needs no second call' },
      ABSENT: { says: 'no', gateway: 'asks the form of the type for them, 20 contacts a call' },
    },
  },
  UNKNOWN_ID_CONTACT: {
    endpoints: ['Contact'],
    about: 'an unknown id beside a known one in Contact is answered by:',
    inferred: 'LEFT_OUT',
    needs: 'a contact that Contact answers',
    outcomes: unknownId(coded, 'shows a profile without values'),
  },
  UNKNOWN_ID_TYPED: {
    endpoints: ['Contact'],
    about: 'an unknown id beside a known one in Person, Company or DeceasedEstate is answered by:',
    inferred: 'LEFT_OUT',
    needs: 'a contact whose type is known from Contact',
    outcomes: unknownId(generic, 'shows a profile without values'),
  },
  UNKNOWN_ID_TIES: {
    endpoints: TIES,
    about: 'an unknown id beside a known one in Buyer, Seller or Speculator is answered by:',
    inferred: 'LEFT_OUT',
    needs: 'a contact that Buyer, Seller or Speculator answers',
    outcomes: unknownId(coded, 'shows no ties, without an error'),
  },
  OTHER_TYPE: {
    endpoints: ['Contact'],
    about: 'an id of another type than that of the form is answered by:',
    inferred: 'LEFT_OUT',
    needs: 'a contact whose type is known from Contact',
    outcomes: {
      LEFT_OUT: { says: 'left out of the list', gateway: 'asks the generic form, which tells the type' },
      NOT_FOUND: { says: '404', gateway: 'asks the generic form; if the type was known, in halves first' },
      BAD_REQUEST: { says: '400', gateway: 'asks the generic form; if the type was known, in halves first' },
      ANSWERED: { says: 'a row', gateway: 'reads it, with the type in the row' },
      ROW_WITHOUT_ID,
      OTHER_STATUS: {
        says: OTHER_STATUS.OTHER_STATUS.says,
        gateway:
          'asks the generic form after a 5xx or no JSON, if the type was unknown; else gives every contact of the call the code of that status',
      },
    },
  },
  NO_TIES: {
    endpoints: TIES,
    about: 'a contact without ties is answered by:',
    inferred: 'EMPTY_LIST',
    needs: 'a contact that has bought, sold or shown interest in nothing',
    outcomes: {
      EMPTY_LIST: { says: 'a row with an empty list', gateway: 'shows no ties' },
      NULL_LIST: { says: 'a row with null for the list', gateway: 'shows no ties' },
      NO_LIST: { says: 'a row without the list', gateway: 'answers UPSTREAM_BAD_RESPONSE for that contact' },
      NO_ROW: { says: 'no row', gateway: 'answers NOT_FOUND for that contact' },
      NOT_FOUND: { says: '404, where no contact of the call has ties', gateway: 'answers NOT_FOUND for each contact' },
    },
  },
  EXTEND: {
    endpoints: ['Estate'],
    about: 'extend=primaryAgent%2BsecondaryAgent brings the agents:',
    inferred: 'AGENTS',
    needs: 'an estate with a primaryAgentId',
    outcomes: {
      AGENTS: { says: 'yes', gateway: 'shows them' },
      NO_AGENTS: { says: 'no', gateway: 'shows null for the agents' },
    },
  },
  UNKNOWN_ESTATE: {
    endpoints: ['Estate'],
    about: 'an unknown estate is answered by',
    inferred: 'NOT_FOUND',
    needs: 'a call of Estate that works',
    outcomes: {
      NOT_FOUND: { says: '404', gateway: 'shows null without an error; listingStatus says NOT_FOUND' },
      ANSWERED: { says: '200', gateway: 'shows a listing, or UPSTREAM_BAD_RESPONSE if it names another estate' },
      BAD_REQUEST: { says: '400', gateway: 'answers UPSTREAM_BAD_REQUEST' },
      OTHER_STATUS: { says: 'another status, or no JSON', gateway: 'answers with the code of that status' },
    },
  },
  UNPUBLISHED_ESTATE: {
    endpoints: ['Estate'],
    about: 'an estate of a contact that is not published is answered by',
    inferred: 'NOT_PUBLISHED',
    needs: 'an estate from PartyRoles that is not published',
    outcomes: {
      NOT_PUBLISHED: { says: 'marketing.isPublished false', gateway: 'shows the listing, with isPublished false' },
      NOT_FOUND: { says: '404', gateway: 'shows null without an error; listingStatus says NOT_FOUND' },
    },
  },
  DATES_CRM: {
    endpoints: ['PartyRoles', 'Contact', 'Search'],
    about: 'dates of the CRM endpoints have as offset:',
    inferred: 'OFFSET',
    needs: 'an answer with a date',
    outcomes: dates,
  },
  DATES_ADVERTISING: {
    endpoints: ['Estate'],
    about: 'dates of a listing have as offset:',
    inferred: 'BARE',
    needs: 'a listing with a date',
    outcomes: dates,
  },
  SEARCH_ORDER: {
    endpoints: ['Search'],
    about: 'matches come in order of score:',
    inferred: 'DESCENDING',
    needs: '--term with two matches of different scores',
    outcomes: {
      DESCENDING: { says: 'highest first', gateway: 'keeps the order' },
      ASCENDING: { says: 'lowest first', gateway: 'keeps the order' },
      NEITHER: { says: 'no', gateway: 'keeps the order' },
      NO_SCORES: { says: 'a match has no score', gateway: 'keeps the order, and shows null for the score' },
    },
  },
  SEARCH_CUSTOMER: {
    endpoints: ['Search'],
    about: 'the customerId of a match is',
    inferred: 'SAME',
    needs: '--term with a match',
    outcomes: {
      SAME: { says: 'the one asked', gateway: 'shows the match' },
      OTHER: { says: 'another', gateway: 'leaves the match out' },
      ABSENT: { says: 'absent or null', gateway: 'shows the match as one of the customer asked' },
    },
  },
  OTHER_PASSWORD: {
    endpoints: ['Contact', 'PartyRoles', 'ContactRelations', 'Buyer', 'Seller', 'Speculator', 'Search', 'Estate'],
    about: 'the password of the other function group is answered by',
    inferred: 'REFUSED_401',
    needs: 'two passwords for the customer in VITEC_CREDENTIALS_FILE (crm and advertising)',
    outcomes: {
      REFUSED_401: { says: '401', gateway: 'never sends it there; a 401 of one group does not stop the other' },
      REFUSED_403: { says: '403', gateway: 'never sends it there; a 403 of one group does not stop the other' },
      ACCEPTED: { says: 'an answer: it opens both groups', gateway: 'sends each group its own password all the same' },
      OTHER_STATUS: { says: 'another status', gateway: 'never sends it there' },
    },
  },
} as const satisfies Record<string, Fact>;

export type FactName = keyof typeof FACTS;
export const FACT_NAMES = Object.keys(FACTS) as readonly FactName[];
export type OutcomeOf<Name extends FactName> = keyof (typeof FACTS)[Name]['outcomes'] & string;

type SeenOutcome = { outcome: string; status: number | null; times: number };

/** What was seen of the facts, without any id or value. */
export class FactLog {
  readonly #seen = new Map<FactName, SeenOutcome[]>();
  readonly #reasons = new Map<FactName, string>();

  /** `status`: of the answer, where the outcome does not tell it. */
  see<Name extends FactName>(fact: Name, outcome: OutcomeOf<Name>, { status = null as number | null, times = 1 } = {}): void {
    if (times === 0) return;
    const all = this.#seen.get(fact) ?? [];
    const same = all.find((each) => each.outcome === outcome && each.status === status);
    if (same) same.times += times;
    else this.#seen.set(fact, [...all, { outcome, status, times }]);
  }

  /** Why it could not be tried, although all that it needs is there. */
  cannotSee(fact: FactName, reason: string): void {
    this.#reasons.set(fact, reason);
  }

  has(fact: FactName): boolean {
    return this.#seen.has(fact);
  }

  report(endpoints: readonly EndpointName[]): readonly FactReport[] {
    return FACT_NAMES.filter((name) => FACTS[name].endpoints.some((each) => endpoints.includes(each))).map((name) => {
      const fact: Fact = FACTS[name];
      const outcomeOf = (outcome: string) => ({ outcome, ...(fact.outcomes[outcome] as Outcome) });
      const seen = (this.#seen.get(name) ?? []).map(({ outcome, status, times }) => ({ ...outcomeOf(outcome), status, times }));
      return {
        fact: name,
        about: fact.about,
        verdict: seen.length === 0 ? 'NOT_SEEN' : seen.every(({ outcome }) => outcome === fact.inferred) ? 'AS_INFERRED' : 'OTHERWISE',
        inferred: outcomeOf(fact.inferred),
        seen,
        notSeen: seen.length > 0 ? null : (this.#reasons.get(name) ?? `needs ${fact.needs}`),
        outcomes: fact.outcomes,
      };
    });
  }
}

export const VERDICTS = ['AS_INFERRED', 'OTHERWISE', 'NOT_SEEN'] as const;
export type FactReport = {
  readonly fact: FactName;
  readonly about: string;
  readonly verdict: (typeof VERDICTS)[number];
  readonly inferred: Outcome & { readonly outcome: string };
  readonly seen: readonly (Outcome & { readonly outcome: string; readonly status: number | null; readonly times: number })[];
  /** Why nothing was seen. */
  readonly notSeen: string | null;
  /** What the gateway does in each case. */
  readonly outcomes: Readonly<Record<string, Outcome>>;
};

/** Where a fact is known from. */
const HELP_PAGE = "Vitec's help page of the endpoint: its tables and its sample of an answer";
const RELATIONS_PAGE = "Vitec's help page of EstatePartyRelationType";
const PARTY_PAGE = "Vitec's help page of EstateParty and EstateExtraParty";
const OTHER_SAMPLES = "samples on the help pages of Vitec's other endpoints";
const DOTNET = 'how .NET writes a date: up to seven digits of fraction, none of the zeros at its end';

/** What a row may be. A text that is a date or a relation is looked at more closely. */
export type RecordedField = {
  readonly type: 'TEXT' | 'DATE' | 'RELATION';
  readonly mayBeAbsent: boolean;
  /** With a text: only in a row whose relation is that. */
  readonly mayBeNull: boolean | string;
  readonly mostCharacters: number | null;
  readonly knownFrom: string;
};
const always = { mayBeAbsent: false, mayBeNull: false } as const;

const party = {
  estateId: { type: 'TEXT', ...always, mostCharacters: 40, knownFrom: PARTY_PAGE },
  roleCreatedAt: { type: 'DATE', ...always, mostCharacters: null, knownFrom: PARTY_PAGE },
} as const satisfies Record<string, RecordedField>;

/**
 * What Vitec is known to answer for GET CRM/Contact/{customerId}/{contactId}/PartyRoles, and from where. It is narrower than what the
 * gateway reads (shape.ts): a list that is missing is read as empty, but it has never been seen. When Vitec is seen to answer in
 * another way that is right, this is where to write it down.
 */
export const RECORDED = {
  endpoint: 'GET CRM/Contact/{customerId}/{contactId}/PartyRoles',
  status: { value: 200, knownFrom: HELP_PAGE },
  mediaType: { value: 'application/json', knownFrom: HELP_PAGE },
  lists: {
    buyer: { rows: 'EstateParty', ...always, knownFrom: HELP_PAGE },
    extraBuyer: { rows: 'EstateExtraParty', ...always, knownFrom: HELP_PAGE },
    seller: { rows: 'EstateParty', ...always, knownFrom: HELP_PAGE },
    extraSeller: { rows: 'EstateExtraParty', ...always, knownFrom: HELP_PAGE },
    tenant: { rows: 'EstateParty', ...always, knownFrom: HELP_PAGE },
    extraTenant: { rows: 'EstateExtraParty', ...always, knownFrom: HELP_PAGE },
    owner: { rows: 'EstateParty', ...always, knownFrom: HELP_PAGE },
    extraOwner: { rows: 'EstateExtraParty', ...always, knownFrom: HELP_PAGE },
  },
  rows: {
    EstateParty: party,
    EstateExtraParty: {
      ...party,
      partyRole: { type: 'RELATION', ...always, mostCharacters: null, knownFrom: PARTY_PAGE },
      contactId: { type: 'TEXT', mayBeAbsent: false, mayBeNull: 'ExtraPartyContactPerson', mostCharacters: 40, knownFrom: PARTY_PAGE },
    },
  },
  relations: {
    ExtraPartyContactPerson: HELP_PAGE,
    EstateParty: RELATIONS_PAGE,
    CompanySignatory: RELATIONS_PAGE,
    CompanyContactPerson: RELATIONS_PAGE,
    PowerOfAttorney: RELATIONS_PAGE,
    Guardian: RELATIONS_PAGE,
    LimitedGuardian: RELATIONS_PAGE,
    Representative: RELATIONS_PAGE,
    ExecutorUnderTheWill: RELATIONS_PAGE,
    EstateAdministrator: RELATIONS_PAGE,
  },
  /** The offset +hh:mm stands for Sweden's two, +01:00 and +02:00; any other is a form of its own. */
  dateForms: {
    'YYYY-MM-DDThh:mm:ss.ffffff+hh:mm': HELP_PAGE,
    'YYYY-MM-DDThh:mm:ss.fffffff+hh:mm': OTHER_SAMPLES,
    'YYYY-MM-DDThh:mm:ss.fffff+hh:mm': DOTNET,
    'YYYY-MM-DDThh:mm:ss.ffff+hh:mm': DOTNET,
    'YYYY-MM-DDThh:mm:ss.fff+hh:mm': DOTNET,
    'YYYY-MM-DDThh:mm:ss.ff+hh:mm': DOTNET,
    'YYYY-MM-DDThh:mm:ss.f+hh:mm': DOTNET,
    'YYYY-MM-DDThh:mm:ss+hh:mm': DOTNET,
  },
} as const satisfies Recorded;

type Presence = { readonly mayBeAbsent: boolean; readonly mayBeNull: boolean };
type Recorded = {
  readonly endpoint: string;
  readonly status: { readonly value: number; readonly knownFrom: string };
  readonly mediaType: { readonly value: string; readonly knownFrom: string };
  readonly lists: Readonly<Record<string, Presence & { readonly rows: 'EstateParty' | 'EstateExtraParty'; readonly knownFrom: string }>>;
  readonly rows: Readonly<Record<'EstateParty' | 'EstateExtraParty', Readonly<Record<string, RecordedField>>>>;
  readonly relations: Readonly<Record<string, string>>;
  readonly dateForms: Readonly<Record<string, string>>;
};

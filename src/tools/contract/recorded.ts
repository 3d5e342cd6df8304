/** Sources of the recorded facts. */
const HELP_PAGE = "Vitec's help page of the endpoint: its tables and its sample of an answer";
const ESTATE_RELATIONS_PAGE = "Vitec's help page of EstatePartyRelationType";
const CONTACT_RELATIONS_PAGE = "Vitec's help page of ContactRelationType";
const PARTY_PAGE = "Vitec's help page of EstateParty and EstateExtraParty";
const CONTACT_RELATION_PAGE = "Vitec's help page of ContactRelation and ReverseContactRelation";
const CONTACT_PAGE = "Vitec's help page of Contact: ids have at most 40 characters";
const OTHER_SAMPLES = "samples on the help pages of Vitec's other endpoints";
const DOTNET = 'how .NET writes a date: up to seven digits of fraction, none of the zeros at its end';

type Presence = { readonly mayBeAbsent: boolean; readonly mayBeNull: boolean };

/** A field of a row. A DATE is compared with `dateForms`, a RELATION with `relations`. */
export type RecordedField = {
  readonly type: 'TEXT' | 'DATE' | 'RELATION';
  readonly mayBeAbsent: boolean;
  /** A text: only in a row with that relation. */
  readonly mayBeNull: boolean | string;
  readonly mostCharacters: number | null;
  readonly knownFrom: string;
};
/** One kind of row, by the names of its fields. */
export type RecordedRow = Readonly<Record<string, RecordedField>>;
type RecordedList = Presence & { readonly row: RecordedRow; readonly knownFrom: string };
/** The forms whose answers the gateway reads strictly: a field of another form is refused. The others are in recorded-fields.ts. */
export type StrictForm = 'PartyRoles' | 'ContactRelations';
/** The known answers of one endpoint. */
export type Recorded = {
  readonly lists: Readonly<Record<string, RecordedList>>;
  /** The words of a relation, and the source of each. */
  readonly relations: Readonly<Record<string, string>>;
  /** The forms of a date (forms.ts), and the source of each. */
  readonly dateForms: Readonly<Record<string, string>>;
};

/**
 * Dates of the CRM endpoints, and the source of each form. The offset +hh:mm stands for +01:00 and +02:00, which Sweden has. Another offset
 * is another form.
 */
export const CRM_DATE_FORMS: Readonly<Record<string, string>> = {
  'YYYY-MM-DDThh:mm:ss.ffffff+hh:mm': HELP_PAGE,
  'YYYY-MM-DDThh:mm:ss.fffffff+hh:mm': OTHER_SAMPLES,
  'YYYY-MM-DDThh:mm:ss.fffff+hh:mm': DOTNET,
  'YYYY-MM-DDThh:mm:ss.ffff+hh:mm': DOTNET,
  'YYYY-MM-DDThh:mm:ss.fff+hh:mm': DOTNET,
  'YYYY-MM-DDThh:mm:ss.ff+hh:mm': DOTNET,
  'YYYY-MM-DDThh:mm:ss.f+hh:mm': DOTNET,
  'YYYY-MM-DDThh:mm:ss+hh:mm': DOTNET,
};

const always = { mayBeAbsent: false, mayBeNull: false } as const;
/** Of every answer: Vitec's help pages. */
export const RECORDED_MEDIA_TYPE = 'application/json';

const party: RecordedRow = {
  estateId: { type: 'TEXT', ...always, mostCharacters: 40, knownFrom: PARTY_PAGE },
  roleCreatedAt: { type: 'DATE', ...always, mostCharacters: null, knownFrom: PARTY_PAGE },
};
const extraParty: RecordedRow = {
  ...party,
  partyRole: { type: 'RELATION', ...always, mostCharacters: null, knownFrom: PARTY_PAGE },
  contactId: { type: 'TEXT', mayBeAbsent: false, mayBeNull: 'ExtraPartyContactPerson', mostCharacters: 40, knownFrom: PARTY_PAGE },
};
const parties: RecordedList = { row: party, ...always, knownFrom: HELP_PAGE };
const extraParties: RecordedList = { row: extraParty, ...always, knownFrom: HELP_PAGE };

const contactRelation: RecordedRow = {
  relation: { type: 'RELATION', ...always, mostCharacters: null, knownFrom: CONTACT_RELATION_PAGE },
  contactId: { type: 'TEXT', ...always, mostCharacters: 40, knownFrom: CONTACT_PAGE },
};
const contactRelations: RecordedList = { row: contactRelation, ...always, knownFrom: HELP_PAGE };

/** The words that both enums of relations have. */
const sharedRelations = (knownFrom: string) => ({
  EstateParty: knownFrom,
  CompanySignatory: knownFrom,
  CompanyContactPerson: knownFrom,
  PowerOfAttorney: knownFrom,
  Guardian: knownFrom,
  LimitedGuardian: knownFrom,
  Representative: knownFrom,
  ExecutorUnderTheWill: knownFrom,
  EstateAdministrator: knownFrom,
});

/**
 * What Vitec is known to answer, and the source of each fact. It is narrower than what the gateway reads (shape.ts): the gateway reads a
 * missing list as empty, although no answer without one is known. A new form that Vitec is right to send is added here.
 */
export const RECORDED: Readonly<Record<StrictForm, Recorded>> = {
  PartyRoles: {
    lists: {
      buyer: parties,
      extraBuyer: extraParties,
      seller: parties,
      extraSeller: extraParties,
      tenant: parties,
      extraTenant: extraParties,
      owner: parties,
      extraOwner: extraParties,
    },
    relations: { ExtraPartyContactPerson: HELP_PAGE, ...sharedRelations(ESTATE_RELATIONS_PAGE) },
    dateForms: CRM_DATE_FORMS,
  },
  ContactRelations: {
    lists: { relations: contactRelations, reverseRelations: contactRelations },
    relations: { ...sharedRelations(CONTACT_RELATIONS_PAGE), Deceased: CONTACT_RELATIONS_PAGE },
    dateForms: {},
  },
};

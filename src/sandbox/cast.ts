import type { ContactTie } from './contact-ties.ts';
import { createManyRows } from './crowd.ts';
import { NO_ROLES, type WireExtraParty, type WireParty } from './endpoints/party-roles.ts';
import type { SandboxContact } from './office.ts';

const party = (estateId: string, roleCreatedAt: string): WireParty => ({ estateId, roleCreatedAt });
/** `contactId`: the contact that the extra party acts for. */
const extra = (estateId: string, roleCreatedAt: string, partyRole: string, contactId: string | null): WireExtraParty => ({
  estateId,
  roleCreatedAt,
  partyRole,
  contactId,
});

/** Made-up contacts of the office M30011. The dates have the forms that Vitec sends. */
export const CAST: readonly SandboxContact[] = [
  {
    contactId: 'anna-andersson',
    who: 'Köpare och säljare av flera bostäder. Has bought three homes and sold two.',
    roles: {
      ...NO_ROLES,
      buyer: [
        party('OBJ30011_0001', '2009-05-18T10:12:00+02:00'),
        party('OBJ30011_0002', '2017-11-02T16:40:11.12+01:00'),
        party('OBJ30011_0003', '2026-10-04T13:51:40.3548718+02:00'),
      ],
      seller: [party('OBJ30011_0001', '2017-10-20T09:05:33.9031+02:00'), party('OBJ30011_0002', '2026-09-28T08:30:00.0000001+02:00')],
    },
  },
  {
    contactId: 'dodsbo-gustavsson',
    who: 'Dödsboet efter Gösta Gustavsson, säljare. A deceased estate; the five below act for it.',
    roles: { ...NO_ROLES, seller: [party('OBJ30011_0010', '2025-02-11T11:00:02.4471203+01:00')] },
  },
  ...['karin-gustavsson', 'lars-gustavsson', 'nils-gustavsson'].map((contactId) => ({
    contactId,
    who: 'Dödsbodelägare. One of three heirs.',
    roles: { ...NO_ROLES, extraSeller: [extra('OBJ30011_0010', '2025-02-11T11:04:51.118+01:00', 'EstateParty', 'dodsbo-gustavsson')] },
  })),
  {
    contactId: 'advokat-berg',
    who: 'Boutredningsman för dödsboet, och för ett annat sedan 2022. Administrator of two deceased estates.',
    roles: {
      ...NO_ROLES,
      extraSeller: [
        extra('OBJ30011_0010', '2025-02-12T08:15:00.5+01:00', 'EstateAdministrator', 'dodsbo-gustavsson'),
        extra('OBJ30011_0011', '2022-06-01T12:00:00+02:00', 'EstateAdministrator', 'dodsbo-olsson'),
        extra('OBJ30011_0012', '2022-06-01T12:00:01+02:00', 'EstateAdministrator', 'dodsbo-olsson'),
      ],
    },
  },
  {
    contactId: 'maria-ek',
    who: 'Testamentsexekutor för dödsboet. Executor of the will.',
    roles: {
      ...NO_ROLES,
      extraSeller: [extra('OBJ30011_0010', '2025-02-13T14:22:10.25+01:00', 'ExecutorUnderTheWill', 'dodsbo-gustavsson')],
    },
  },
  { contactId: 'gosta-gustavsson', who: 'Avliden. The deceased person of that estate.', roles: NO_ROLES },
  {
    contactId: 'dodsbo-olsson',
    who: 'Dödsboet efter Olle Olsson, säljare av två bostäder. Sells two homes.',
    roles: {
      ...NO_ROLES,
      seller: [party('OBJ30011_0011', '2022-05-30T09:00:00+02:00'), party('OBJ30011_0012', '2022-05-30T09:00:00+02:00')],
    },
  },
  {
    contactId: 'elsa-lind',
    who: 'Säljare som har en god man. Has a limited guardian.',
    roles: { ...NO_ROLES, seller: [party('OBJ30011_0020', '2021-04-07T13:30:45.6612+02:00')] },
  },
  {
    contactId: 'sven-holm',
    who: 'God man för Elsa Lind sedan 2021. Limited guardian; the date is an estimate.',
    roles: { ...NO_ROLES, extraSeller: [extra('OBJ30011_0020', '2021-04-07T13:30:45.6612+02:00', 'LimitedGuardian', 'elsa-lind')] },
  },
  {
    contactId: 'tove-nord',
    who: 'Omyndig köpare. A minor who buys a home.',
    roles: { ...NO_ROLES, buyer: [party('OBJ30011_0021', '2026-01-15T17:45:00.07+01:00')] },
  },
  {
    contactId: 'pia-nord',
    who: 'Förmyndare för Tove Nord. Guardian.',
    roles: { ...NO_ROLES, extraBuyer: [extra('OBJ30011_0021', '2026-01-15T17:46:12.9+01:00', 'Guardian', 'tove-nord')] },
  },
  {
    contactId: 'byggbolaget-ab',
    who: 'Bolag som köper och säljer. A company that buys and sells.',
    roles: {
      ...NO_ROLES,
      buyer: [party('OBJ30011_0030', '2024-08-19T10:00:00.1234567+02:00')],
      seller: [party('OBJ30011_0031', '2024-09-02T10:00:00+02:00')],
    },
  },
  {
    contactId: 'per-firma',
    who: 'Firmatecknare för Byggbolaget AB. Authorised signatory.',
    roles: {
      ...NO_ROLES,
      extraBuyer: [extra('OBJ30011_0030', '2024-08-19T10:02:00+02:00', 'CompanySignatory', 'byggbolaget-ab')],
      extraSeller: [extra('OBJ30011_0031', '2023-12-31T23:59:59.9999999+01:00', 'CompanySignatory', 'byggbolaget-ab')],
    },
  },
  {
    contactId: 'ida-firma',
    who: 'Firmakontaktperson för Byggbolaget AB. Company contact person.',
    roles: { ...NO_ROLES, extraBuyer: [extra('OBJ30011_0030', '2024-08-20T08:00:00+02:00', 'CompanyContactPerson', 'byggbolaget-ab')] },
  },
  {
    contactId: 'omar-haddad',
    who: 'Fullmakt för Anna Andersson, och ombud för Elsa Lind. Holds a power of attorney.',
    roles: {
      ...NO_ROLES,
      extraBuyer: [extra('OBJ30011_0003', '2026-10-05T09:10:11.12+02:00', 'PowerOfAttorney', 'anna-andersson')],
      extraSeller: [extra('OBJ30011_0020', '2024-01-01T00:00:00+01:00', 'Representative', 'elsa-lind')],
    },
  },
  {
    contactId: 'cafe-solen-ab',
    who: 'Hyresgäst i lokal. Tenant of commercial premises.',
    roles: { ...NO_ROLES, tenant: [party('LOK30011_0001', '2023-03-01T08:00:00+01:00')] },
  },
  {
    contactId: 'fastighets-ab-kullen',
    who: 'Ägare/uthyrare av lokaler. Owner of commercial premises.',
    roles: {
      ...NO_ROLES,
      owner: [party('LOK30011_0001', '2019-01-07T08:00:00+01:00'), party('LOK30011_0002', '2020-01-07T08:00:00+01:00')],
    },
  },
  {
    contactId: 'lena-sol',
    who: 'Firmatecknare för hyresgästen. Signatory of the tenant.',
    roles: { ...NO_ROLES, extraTenant: [extra('LOK30011_0001', '2023-03-01T08:05:00+01:00', 'CompanySignatory', 'cafe-solen-ab')] },
  },
  {
    contactId: 'bo-kull',
    who: 'Firmatecknare och ombud för ägaren. Signatory and representative of the owner.',
    roles: {
      ...NO_ROLES,
      extraOwner: [
        extra('LOK30011_0001', '2024-02-01T08:00:00+01:00', 'CompanySignatory', 'fastighets-ab-kullen'),
        extra('LOK30011_0002', '2024-02-01T08:00:00+01:00', 'Representative', 'fastighets-ab-kullen'),
      ],
    },
  },
  {
    contactId: 'granne-persson',
    who: 'Extrakontakt utan huvudman. An extra contact without a principal.',
    roles: { ...NO_ROLES, extraSeller: [extra('OBJ30011_0002', '2026-09-29T07:00:00+02:00', 'ExtraPartyContactPerson', null)] },
  },
  { contactId: 'utan-roller', who: 'Utan roller. Empty lists.', roles: NO_ROLES },
  {
    contactId: 'bara-null',
    who: 'Listor som saknas eller är null. Absent and null lists: no roles.',
    roles: { buyer: null, seller: null },
  },
  {
    contactId: 'ny-relation',
    who: 'Relation som är nyare än schemat. A relation that the schema lacks: OTHER.',
    roles: { ...NO_ROLES, extraBuyer: [extra('OBJ30011_0003', '2026-11-01T12:00:00+01:00', 'FutureTrustee', 'anna-andersson')] },
  },
  {
    contactId: 'udda-datum',
    who: 'Datum i udda form. Dates without an offset, absent, null and unreadable.',
    roles: {
      ...NO_ROLES,
      buyer: [
        party('OBJ30011_0040', '2026-07-04T13:51:40.354'),
        { estateId: 'OBJ30011_0041', roleCreatedAt: null },
        { estateId: 'OBJ30011_0042' },
        party('OBJ30011_0043', 'i går'),
        party('OBJ30011_0044', '2026-01-04T13:51:40'),
      ],
    },
  },
  { contactId: 'bostadsutveckling-ab', who: '10 000 rader. A company with 10,000 rows.', roles: createManyRows(10_000, 30_011) },
  {
    contactId: 'stina-spekulant',
    who: 'Spekulant på flera bostäder, på olika nivåer. Is interested in seven estates, at different levels.',
    roles: NO_ROLES,
  },
  {
    contactId: 'lunds-maleri',
    who: 'Enskild firma, vars organisationsnummer är ett personnummer. A sole trader: the corporate number must not show.',
    roles: { ...NO_ROLES, buyer: [party('OBJ30011_0032', '2025-03-03T10:00:00+01:00')] },
  },
  {
    contactId: 'norrs-bageri',
    who: 'Enskild firma, med personnummer i tolv siffror. The same with 12 digits.',
    roles: NO_ROLES,
  },
  {
    contactId: 'bostadsforeningen-granen',
    who: 'Kontakttyp som är nyare än schemat. A contact type that the schema lacks: OTHER.',
    roles: NO_ROLES,
  },
  {
    contactId: 'ADR5E1A7C3B9D0F42E68A1B3C5D7E9F0A2B',
    who: 'Köpare med id i Vitecs form. A buyer with an id as Vitec makes them.',
    roles: { ...NO_ROLES, buyer: [party('OBJ30011_1395932274', '2025-06-17T16:20:00.4471+02:00')] },
  },
  {
    contactId: 'ADR0C4D8E2F6A1B5C9D3E7F1A2B4C6D8E0F',
    who: 'Säljare av en bostad vars id börjar med CM. A seller of an estate whose id begins with CM.',
    roles: { ...NO_ROLES, seller: [party('CMBOLGH4F7B2C90A1', '2026-09-10T09:00:00.1+02:00')] },
  },
  {
    contactId: 'profil-fel',
    who: 'Bara profilen svarar HTTP 500. Only the profile fails: UPSTREAM_UNAVAILABLE.',
    roles: { ...NO_ROLES, seller: [party('OBJ30011_0051', '2026-02-01T08:00:00+01:00')] },
    fault: { Contact: 'server-error' },
  },
  {
    contactId: 'roller-fel',
    who: 'Bara rollerna svarar HTTP 500. Only PartyRoles fails: UPSTREAM_UNAVAILABLE.',
    roles: NO_ROLES,
    fault: { PartyRoles: 'server-error' },
  },
  {
    contactId: 'bostad-fel',
    who: 'Säljer en bostad vars annons svarar HTTP 500. Sells an estate whose listing fails, and one that is well.',
    roles: {
      ...NO_ROLES,
      seller: [party('OBJ30011_0050', '2026-03-01T08:00:00+01:00'), party('OBJ30011_0051', '2026-02-01T08:00:00+01:00')],
    },
  },
  { contactId: 'langsam', who: 'Långsam. Answers after 1.5 seconds.', roles: NO_ROLES, delayMs: 1_500 },
  { contactId: 'svarar-inte', who: 'Svarar aldrig. Never answers: UPSTREAM_TIMEOUT.', roles: NO_ROLES, fault: 'silent' },
  { contactId: 'droppar', who: 'En byte i taget. One byte at a time: UPSTREAM_TIMEOUT.', roles: NO_ROLES, fault: 'drip' },
  { contactId: 'fel-hos-vitec', who: 'HTTP 500: UPSTREAM_UNAVAILABLE.', roles: NO_ROLES, fault: 'server-error' },
  { contactId: 'underhall', who: 'HTTP 503: UPSTREAM_UNAVAILABLE.', roles: NO_ROLES, fault: 'unavailable' },
  { contactId: 'avbruten', who: 'Förbindelsen bryts. Connection reset: UPSTREAM_UNAVAILABLE.', roles: NO_ROLES, fault: 'reset' },
  { contactId: 'for-manga-anrop', who: 'HTTP 429: UPSTREAM_RATE_LIMITED.', roles: NO_ROLES, fault: 'rate-limited' },
  { contactId: 'nekad', who: 'HTTP 403: FORBIDDEN.', roles: NO_ROLES, fault: 'forbidden' },
  { contactId: 'ogiltig', who: 'HTTP 400: UPSTREAM_BAD_REQUEST.', roles: NO_ROLES, fault: 'bad-request' },
  { contactId: 'trasigt-svar', who: 'Avhuggen JSON. Truncated JSON: UPSTREAM_BAD_RESPONSE.', roles: NO_ROLES, fault: 'truncated' },
  { contactId: 'html-svar', who: 'HTML i stället för JSON. HTML, not JSON: UPSTREAM_BAD_RESPONSE.', roles: NO_ROLES, fault: 'html' },
];

/** Ties between those contacts that no extra role implies. */
export const TIES: readonly ContactTie[] = [{ contactId: 'gosta-gustavsson', relation: 'Deceased', ofContactId: 'dodsbo-gustavsson' }];

/** Contacts of the office M30012. Its anna-andersson is another person than that of M30011. */
export const SECOND_CAST: readonly SandboxContact[] = [
  {
    contactId: 'anna-andersson',
    who: 'En annan Anna Andersson, på ett annat kontor. Another person with the same id.',
    roles: { ...NO_ROLES, buyer: [party('OBJ30012_0001', '2020-02-29T12:00:00+01:00')] },
  },
  {
    contactId: 'erik-vik',
    who: 'Säljare. Seller.',
    roles: { ...NO_ROLES, seller: [party('OBJ30012_0002', '2026-05-05T05:05:05.5+02:00')] },
  },
];

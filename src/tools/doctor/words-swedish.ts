import { SWEDISH_FAULTS } from '../../settings/faults-swedish.ts';
import type { Words } from './words.ts';

const SEE_NETWORK = 'Kontrollera {setting}, och att den här maskinen släpps ut dit.';

export const SWEDISH: Words = {
  headings: { what: 'vad', milliseconds: 'ms', says: 'hur det står till' },
  about: {
    SETTINGS: 'Inställningar',
    VITEC: 'Vitec Connect',
    CUSTOMER: 'Kund {customer}',
    ENDPOINT: 'Kund {customer}, {endpoint}',
    REDIS: 'Redis',
    KEYS: 'Nycklar för tokens',
    CLOCK_VITEC: 'Klockan mot Vitec',
    CLOCK_KEYS: 'Klockan mot nycklarna',
  },
  faults: SWEDISH_FAULTS,
  findings: {
    SETTINGS_WELL: ['Alla går att läsa.', null],
    SETTING_WRONG: ['{what}', '{fix}'],
    SETTING_UNKNOWN: [
      '{name} är ingen av gatewayens inställningar och har ingen verkan.',
      'Skriv {nearest} om det är den som avses, eller ta bort variabeln.',
    ],
    VITEC_ANSWERS: ['{origin} svarar, och släpper inte in någon utan lösenord.', null],
    VITEC_NOT_VITEC: [
      'Något svarar utan lösenord ({status}): det hade Vitec nekat (401).',
      'Kontrollera VITEC_URL: Vitec Connect är https://connect.maklare.vitec.net.',
    ],
    VITEC_BUSY: ['Vitec ber om lägre takt (429).', 'Kör igen om en minut; sänk VITEC_MAX_PER_SECOND om det kommer tillbaka.'],
    VITEC_FAILS: ['Vitec svarar med ett eget fel ({status}).', 'Kör igen om en stund; säg till Vitec om felet består.'],
    PASSWORD_WORKS: ['Lösenordet fungerar.', null],
    PASSWORD_REFUSED: [
      'Vitec godtar inte användarnamnet eller lösenordet (401).',
      'Skriv in rätt par i VITEC_CREDENTIALS_FILE (eller VITEC_USERNAME och VITEC_PASSWORD); Vitec lämnar ut ett nytt.',
    ],
    CUSTOMER_REFUSED: [
      'Lösenordet är rätt men öppnar inte den här kunden (403).',
      'Kontrollera kund-id:t; be Vitec öppna kundens funktionsgrupp CRM för ert användarnamn.',
    ],
    CUSTOMER_ID_ODD: [
      'Gatewayen frågar inte efter någon kund med ett sådant id.',
      'Kontrollera kund-id:t, eller ange ett ID_PATTERN som passar det.',
    ],
    CUSTOMER_WITHOUT_PASSWORD: ['Det finns inget CRM-lösenord för kunden.', 'Lägg in ett par för den i VITEC_CREDENTIALS_FILE.'],
    PASSWORD_UNPROVEN: [
      'Okänt: det som kom från Vitec säger ingenting om lösenordet.',
      'Rätta det som är fel med Vitec Connect ovan och kör igen.',
    ],
    CUSTOMER_NEEDED: [
      'Ett lösenord gäller för alla kunder, och ingen av dem är känd här.',
      'Ange vilken som ska provas: --customer M30011.',
    ],
    ENDPOINT_OPEN: ['Funktionen är öppen.', null],
    ENDPOINT_CLOSED: [
      'Lösenordet fungerar, men Vitec nekar {endpoint} ({status}): den funktionen är inte beställd för kunden.',
      'Be Vitec öppna {endpoint} (funktionsgrupp {group}) hos kunden för ert användarnamn.',
    ],
    ENDPOINT_PASSWORD_REFUSED: [
      'Vitec godtar inte lösenordet för {endpoint} (401): funktionsgruppen {group} har ett eget lösenord.',
      'Skriv in lösenordet för {group} under passwords i VITEC_CREDENTIALS_FILE, eller ange där bara de grupper som är beställda.',
    ],
    ENDPOINT_WITHOUT_PASSWORD: ['Det finns inget lösenord för funktionsgruppen {group}: gatewayen kan inte anropa {endpoint}.', null],
    ENDPOINT_UNPROVEN: [
      'Okänt: svaret {status} säger ingenting om {endpoint}.',
      'Kör igen om en stund; fråga Vitec om {endpoint} om det består.',
    ],
    OUT_OF_TIME: ['Tiden tog slut innan turen kom.', 'Rätta det som är fel ovan, eller prova bara den här med --customer.'],
    PASSWORD_OF_CALLERS: ['Anroparna har egna lösenord med sig (AUTH_MODE=passthrough): det finns inget att prova.', null],
    SETTING_MISSING: ['Gick inte att prova: {setting} saknas eller är fel.', 'Rätta inställningarna ovan och kör igen.'],
    REDIS_WELL: ['Svarar, och går att skriva i.', null],
    REDIS_UNUSED: ['REDIS_URL är inte satt: replikerna delar ingenting.', null],
    REDIS_PASSWORD: [
      'Redis godtar inte användarnamnet eller lösenordet.',
      'Skriv in de rätta i REDIS_URL: redis://användare:lösenord@värd:port.',
    ],
    REDIS_READ_ONLY: ['Den här Redis-servern är en replik som inte går att skriva i.', 'Ange primärens adress i REDIS_URL.'],
    REDIS_FULL: ['Redis är full.', 'Höj dess maxmemory, eller sätt maxmemory-policy till allkeys-lru.'],
    REDIS_SLOW: [
      'Svarar, men tar över {limit} ms: så länge väntar gatewayen inte.',
      'Ställ Redis närmare gatewayen, eller se efter vad som belastar den.',
    ],
    REDIS_REFUSES: [
      'Redis låter sig inte skrivas i.',
      'Kontrollera rättigheterna för användaren i REDIS_URL: mget, set, del, pttl, pexpire, publish, subscribe, ping och info behövs.',
    ],
    KEYS_WELL: ['{count} av {all} nycklar kan pröva en token.', null],
    KEYS_UNUSED: ['Med detta AUTH_MODE prövas inga tokens med nycklar.', null],
    KEYS_STATUS: [
      'Svarar {status} i stället för med en nyckelsamling.',
      'Kontrollera sökvägen i {setting}: utfärdaren anger den som jwks_uri i /.well-known/openid-configuration.',
    ],
    KEYS_NO_KEY_SET: [
      'Det som finns där är ingen JSON Web Key Set.',
      'Kontrollera {setting}: utfärdaren anger den som jwks_uri i /.well-known/openid-configuration.',
    ],
    KEYS_NONE_USABLE: [
      'Ingen av {all} nycklar kan pröva en token.',
      'Låt tokens signeras med RS256, ES256 eller EdDSA, och lägg den publika nyckeln (use sig) där {setting} pekar.',
    ],
    CLOCK_WELL: ['Klockorna går lika.', null],
    CLOCK_AHEAD: [
      'Den här maskinen går {seconds} s före: giltiga tokens verkar ha gått ut.',
      'Låt maskinen ställa klockan själv (timedatectl set-ntp true).',
    ],
    CLOCK_BEHIND: [
      'Den här maskinen går {seconds} s efter: nya tokens verkar inte gälla ännu.',
      'Låt maskinen ställa klockan själv (timedatectl set-ntp true).',
    ],
    CLOCK_UNKNOWN: ['Inget svar talade om vad klockan är.', null],
    NAME_UNKNOWN: ['Namnet i {setting} är okänt för DNS.', 'Kontrollera stavningen i {setting}, och maskinens DNS.'],
    CONNECTION_REFUSED: ['Ingenting lyssnar på {setting}, eller så är vägen dit stängd.', SEE_NETWORK],
    TLS_FAULT: [
      'Certifikatet hos {setting} går inte att lita på, eller så är det inte TLS.',
      'Kontrollera {setting}; ange en egen certifikatutfärdare i NODE_EXTRA_CA_CERTS.',
    ],
    NO_ANSWER_IN_TIME: ['Inget svar i tid.', SEE_NETWORK],
    CONNECTION_BROKEN: ['Förbindelsen bröts, eller så var det som kom inget svar.', SEE_NETWORK],
    NOT_HTTP: ['Det som kom från {setting} är inte HTTP, eller över 16 MB.', 'Kontrollera {setting}: ett annat program kan lyssna där.'],
  },
  allWell: 'Allt står rätt till.',
  wellButWarnings: 'Allt fungerar; {count} att titta på.',
  notAllWell: 'Allt är inte som det ska: {count} att se till.',
  progress: 'Provar: {done} av {all} klara ...',
};

import type { SettingsFile } from '../domain/setting-error.ts';
import type { FaultTexts } from './faults.ts';

const FILE_FORMS: Readonly<Record<SettingsFile, string>> = {
  credentials: 'Skriv den som {"M30011": {"username": "...", "password": "..."}}.',
  keySet: 'Lägg en JSON Web Key Set med de publika nycklarna för tokens i filen.',
  documents: 'Skriv den som {sha256: dokument}, eller som ett manifest från Apollo eller Relay.',
};
const REDIS_FORM = 'Ange redis://värd:port eller rediss://värd:port.';

export const SWEDISH_FAULTS: FaultTexts = {
  NOT_WHOLE_NUMBER: ({ setting, least, most }) => ({
    what: `${setting} ska vara ett heltal utan enhet.`,
    fix: `Ange ett tal från ${least} till ${most}.`,
  }),
  OUT_OF_BOUNDS: ({ setting, least, most }) => ({
    what: `${setting} ligger utanför gränserna.`,
    fix: `Ange ett tal från ${least} till ${most}.`,
  }),
  BLANK: ({ setting }) => ({ what: `${setting} är blank.`, fix: 'Ange den, eller utelämna inställningen.' }),
  NOT_TRUE_OR_FALSE: ({ setting }) => ({ what: `${setting} är varken true eller false.`, fix: 'Ange ett av de två.' }),
  NOT_SHARE: ({ setting }) => ({ what: `${setting} är ingen andel.`, fix: 'Ange ett tal från 0 till 1.' }),
  UNKNOWN_AUTH_MODE: ({ setting }) => ({
    what: `${setting} är inget sådant läge.`,
    fix: 'Ange jwt eller passthrough (none är bara för sandlådan).',
  }),
  UNKNOWN_LOG_LEVEL: ({ setting, levels }) => ({ what: `${setting} är ingen sådan nivå.`, fix: `Ange någon av ${levels.join(', ')}.` }),
  NOT_URL: ({ setting }) => ({ what: `${setting} är ingen URL.`, fix: 'Ange en med https://.' }),
  NOT_ENCRYPTED: ({ setting }) => ({
    what: `${setting} är inte krypterad.`,
    fix: 'Ange en med https:// (http:// är bara för den här maskinen).',
  }),
  URL_HAS_CREDENTIALS: ({ setting }) => ({ what: `${setting} innehåller ett användarnamn eller ett lösenord.`, fix: 'Ta bort dem.' }),
  MORE_THAN_ORIGIN: ({ setting }) => ({
    what: `${setting} har mer än schema, värd och port.`,
    fix: 'Ta bort sökvägen, frågedelen och fragmentet.',
  }),
  NOT_ORIGINS: ({ setting }) => ({
    what: `${setting} innehåller något som inte är en origin.`,
    fix: 'Ange sådana med komma emellan, som https://app.example.',
  }),
  NOT_WEB_ADDRESS: ({ setting }) => ({ what: `${setting} är ingen webbadress.`, fix: 'Ange en med http:// eller https://.' }),
  COLLECTOR_HAS_CREDENTIALS: ({ setting, instead }) => ({
    what: `${setting} innehåller ett användarnamn eller ett lösenord.`,
    fix: `Ta bort dem, och ange dem i ${instead}.`,
  }),
  NOT_HEADER_LIST: ({ setting }) => ({ what: `${setting} har en annan form.`, fix: 'Ange namn=värde med komma emellan.' }),
  NOT_REGULAR_EXPRESSION: ({ setting }) => ({
    what: `${setting} är inget reguljärt uttryck.`,
    fix: 'Rätta det, eller utelämna inställningen.',
  }),
  ID_PATTERN_TOO_WIDE: ({ setting }) => ({
    what: `${setting} godtar en tom text, ".." eller ".", som skulle ändra adressen.`,
    fix: 'Ange ett som inte gör det.',
  }),
  USERNAME_HAS_COLON: ({ setting }) => ({
    what: `${setting} innehåller ett kolon, som avslutar användarnamnet i HTTP Basic.`,
    fix: 'Kontrollera det: Vitec lämnar inte ut något med kolon.',
  }),
  ROUTER_SECRET_COUNT: ({ setting }) => ({
    what: `${setting} innehåller ingen hemlighet eller för många.`,
    fix: 'Ange en, eller två med komma emellan medan den ena ersätter den andra.',
  }),
  NOT_REDIS_ADDRESS: ({ setting }) => ({ what: `${setting} är ingen Redis-adress.`, fix: REDIS_FORM }),
  REDIS_HAS_QUERY: ({ setting }) => ({ what: `${setting} innehåller en frågedel eller ett fragment.`, fix: REDIS_FORM }),
  REDIS_DATABASE: ({ setting }) => ({
    what: `${setting} anger en databas som inte är ett tal från 0 till 15.`,
    fix: 'Ange den som redis://värd:port/0, eller utelämna den.',
  }),
  REDIS_PERCENT: ({ setting }) => ({
    what: `${setting} innehåller ett användarnamn eller ett lösenord med ett % som inte inleder en procentkodning.`,
    fix: 'Skriv det som %25.',
  }),
  NOT_CACHE_KEYS: ({ setting }) => ({
    what: `${setting} ska vara 32 byte i base64, som \`openssl rand -base64 32\` ger.`,
    fix: 'Ange det som skrivs ut då.',
  }),
  FILE_UNREADABLE: ({ setting }) => ({
    what: `${setting} pekar på en fil som inte går att läsa.`,
    fix: 'Kontrollera sökvägen och vem som får läsa filen.',
  }),
  FILE_NOT_UTF8: ({ setting }) => ({ what: `${setting} pekar på en fil som inte är UTF-8.`, fix: 'Skriv den i den kodningen.' }),
  NOT_JSON: ({ setting, file }) => ({ what: `${setting} är inte giltig JSON.`, fix: FILE_FORMS[file] }),
  CREDENTIALS_FORM: ({ setting, places }) => ({
    what: `${setting} har fel form vid ${places.map((place) => place || 'sin översta nivå').join(', ')}.`,
    fix: FILE_FORMS.credentials,
  }),
  CREDENTIALS_EMPTY: ({ setting }) => ({ what: `${setting} innehåller inget lösenord.`, fix: FILE_FORMS.credentials }),
  NO_USERNAME: ({ setting, customerId }) => ({
    what: `${setting} saknar username för ${customerId}.`,
    fix: 'Skriv in det där, eller ange VITEC_USERNAME för alla.',
  }),
  CUSTOMER_IN_TWO_GROUPS: ({ setting, customerId }) => ({
    what: `${setting} nämner ${customerId} i två grupper.`,
    fix: 'Behåll den i en av dem.',
  }),
  KEY_SET_FORM: ({ setting }) => ({ what: `${setting} är ingen JSON Web Key Set.`, fix: FILE_FORMS.keySet }),
  KEY_SET_EMPTY: ({ setting }) => ({
    what: `${setting} innehåller ingen nyckel, så att ingen token kunde prövas.`,
    fix: FILE_FORMS.keySet,
  }),
  DOCUMENTS_FORM: ({ setting }) => ({
    what: `${setting} är varken en tabell {hash: dokument} eller ett manifest från Apollo.`,
    fix: FILE_FORMS.documents,
  }),
  DOCUMENTS_EMPTY: ({ setting }) => ({ what: `${setting} innehåller inget dokument.`, fix: FILE_FORMS.documents }),
  DOCUMENT_INVALID: ({ setting, id }) => ({
    what: `${setting} har ett dokument som inte är GraphQL, under ${id}.`,
    fix: FILE_FORMS.documents,
  }),
  DOCUMENT_TWICE: ({ setting, id }) => ({ what: `${setting} har två dokument under ${id}.`, fix: 'Behåll ett av dem.' }),

  BOTH_SET: ({ first, second }) => ({ what: `${first} och ${second} är båda satta.`, fix: 'Behåll en av dem.' }),
  SAME_PORT: ({ first, second }) => ({ what: `${first} och ${second} är lika.`, fix: 'Ange en annan i en av dem.' }),
  DOCUMENTS_MISSING: () => ({
    what: 'TRUSTED_DOCUMENTS_ONLY är true, men det finns inga dokument.',
    fix: 'Ange dem i TRUSTED_DOCUMENTS_FILE.',
  }),
  REDIS_WITHOUT_KEY: () => ({
    what: 'REDIS_URL är satt utan CACHE_ENCRYPTION_KEY: cachen i Redis är alltid krypterad.',
    fix: 'Ange en; `openssl rand -base64 32` gör en.',
  }),
  REQUEST_SHORTER_THAN_HEADERS: () => ({
    what: 'REQUEST_TIMEOUT_MS är mindre än HEADERS_TIMEOUT_MS, fast en begäran är minst sina huvuden.',
    fix: 'Ändra en av dem.',
  }),
  VITEC_URL_MISSING: () => ({
    what: 'VITEC_URL är inte satt.',
    fix: 'Ange adressen till Vitec Connect, https://connect.maklare.vitec.net.',
  }),
  AUTH_NONE: () => ({
    what: 'AUTH_MODE=none skulle låta vem som helst läsa allt: det går bara i sandlådan.',
    fix: 'Ange jwt eller passthrough.',
  }),
  JWT_SETTINGS_MISSING: ({ missing }) => ({
    what: `${missing.join(', ').replace('JWT_JWKS_URL', 'JWT_JWKS_URL (eller JWT_JWKS_FILE)')} är inte satt: tokens prövas mot detta.`,
    fix: 'Ange det, eller ett annat AUTH_MODE än jwt.',
  }),
  CREDENTIALS_MISSING: ({ missing }) => ({
    what: `${missing.join(' och ')} är inte ${missing.length > 1 ? 'satta' : 'satt'}.`,
    fix: 'Ange båda, eller ett par för varje kund i VITEC_CREDENTIALS_FILE.',
  }),
};

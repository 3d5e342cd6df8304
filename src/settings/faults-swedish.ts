import { FUNCTION_GROUPS } from '../domain/endpoint.ts';
import type { SettingsFile } from '../domain/setting-error.ts';
import type { FaultTexts } from './faults.ts';

const FILE_FORMS: Readonly<Record<SettingsFile, string>> = {
  credentials: 'Skriv den som {"M30011": {"username": "...", "password": "..."}}.',
  keySet: 'Lägg en JSON Web Key Set med de publika nycklarna för tokens i filen.',
  documents: 'Skriv den som {sha256: dokument}, eller som ett manifest från Apollo eller Relay.',
};
const REDIS_FORM = 'Ange redis://värd:port eller rediss://värd:port.';

export const SWEDISH_FAULTS: FaultTexts = {
  NOT_WHOLE_NUMBER: ({ least, most }) => ['ska vara ett heltal utan enhet.', `Ange ett tal från ${least} till ${most}.`],
  OUT_OF_BOUNDS: ({ least, most }) => ['ligger utanför gränserna.', `Ange ett tal från ${least} till ${most}.`],
  BLANK: () => ['är blank.', 'Ange den, eller utelämna inställningen.'],
  NOT_ONE_WORD: () => ['innehåller ett blanktecken.', 'Ange ett enda ord, så som det står i en token.'],
  NOT_TRUE_OR_FALSE: () => ['är varken true eller false.', 'Ange ett av de två.'],
  NOT_SHARE: () => ['är ingen andel.', 'Ange ett tal från 0 till 1.'],
  UNKNOWN_AUTH_MODE: () => ['är inget sådant läge.', 'Ange jwt eller passthrough (none är bara för sandlådan).'],
  UNKNOWN_LOG_LEVEL: ({ levels }) => ['är ingen sådan nivå.', `Ange någon av ${levels.join(', ')}.`],
  NOT_URL: () => ['är ingen URL.', 'Ange en med https://.'],
  NOT_ENCRYPTED: () => ['är inte krypterad.', 'Ange en med https:// (http:// är bara för den här maskinen).'],
  URL_HAS_CREDENTIALS: () => ['innehåller ett användarnamn eller ett lösenord.', 'Ta bort dem.'],
  MORE_THAN_ORIGIN: () => ['har mer än schema, värd och port.', 'Ta bort sökvägen, frågedelen och fragmentet.'],
  NOT_ORIGINS: () => ['innehåller något som inte är en origin.', 'Ange sådana med komma emellan, som https://app.example.'],
  NOT_WEB_ADDRESS: () => ['är ingen webbadress.', 'Ange en med http:// eller https://.'],
  COLLECTOR_HAS_CREDENTIALS: ({ instead }) => [
    'innehåller ett användarnamn eller ett lösenord.',
    `Ta bort dem, och ange dem i ${instead}.`,
  ],
  NOT_HEADER_LIST: () => ['har en annan form.', 'Ange namn=värde med komma emellan.'],
  NOT_REGULAR_EXPRESSION: () => ['är inget reguljärt uttryck.', 'Rätta det, eller utelämna inställningen.'],
  ID_PATTERN_TOO_WIDE: () => ['godtar en tom text, ".." eller ".", som skulle ändra adressen.', 'Ange ett som inte gör det.'],
  USERNAME_HAS_COLON: () => [
    'innehåller ett kolon, som avslutar användarnamnet i HTTP Basic.',
    'Kontrollera det: Vitec lämnar inte ut något med kolon.',
  ],
  ROUTER_SECRET_COUNT: () => [
    'innehåller ingen hemlighet eller för många.',
    'Ange en, eller två med komma emellan medan den ena ersätter den andra.',
  ],
  NOT_REDIS_ADDRESS: () => ['är ingen Redis-adress.', REDIS_FORM],
  REDIS_HAS_QUERY: () => ['innehåller en frågedel eller ett fragment.', REDIS_FORM],
  REDIS_DATABASE: () => ['anger en databas som inte är ett tal från 0 till 15.', 'Ange den som redis://värd:port/0, eller utelämna den.'],
  REDIS_PERCENT: () => [
    'innehåller ett användarnamn eller ett lösenord med ett % som inte inleder en procentkodning.',
    'Skriv det som %25.',
  ],
  NOT_CACHE_KEYS: () => ['ska vara 32 byte i base64, som `openssl rand -base64 32` ger.', 'Ange det som skrivs ut då.'],
  FILE_UNREADABLE: () => ['pekar på en fil som inte går att läsa.', 'Kontrollera sökvägen och vem som får läsa filen.'],
  FILE_NOT_UTF8: () => ['pekar på en fil som inte är UTF-8.', 'Skriv den i den kodningen.'],
  NOT_JSON: ({ file }) => ['är inte giltig JSON.', FILE_FORMS[file]],
  CREDENTIALS_FORM: ({ places }) => [
    `har fel form vid ${places.map((place) => place || 'sin översta nivå').join(', ')}.`,
    FILE_FORMS.credentials,
  ],
  FUNCTION_GROUP_UNKNOWN: ({ places }) => [
    `har en okänd funktionsgrupp vid ${places.join(', ')}.`,
    `Ange bara dessa: ${FUNCTION_GROUPS.join(', ')}.`,
  ],
  CREDENTIALS_WITHOUT_PASSWORD: ({ places }) => [
    `saknar lösenord vid ${places.join(', ')}.`,
    'Skriv in ett lösenord (password) för alla funktionsgrupper, eller passwords som {"crm": "...", "advertising": "..."}.',
  ],
  CREDENTIALS_EMPTY: () => ['innehåller inget lösenord.', FILE_FORMS.credentials],
  NO_USERNAME: ({ places }) => [`saknar username för ${places.join(', ')}.`, 'Skriv in det där, eller ange VITEC_USERNAME för alla.'],
  CUSTOMER_IN_TWO_GROUPS: ({ customerIds }) => [`nämner ${customerIds.join(', ')} i två grupper.`, 'Behåll var och en i en av dem.'],
  KEY_SET_FORM: () => ['är ingen JSON Web Key Set.', FILE_FORMS.keySet],
  KEY_SET_EMPTY: () => ['innehåller ingen nyckel, så att ingen token kunde prövas.', FILE_FORMS.keySet],
  DOCUMENTS_FORM: () => ['är varken en tabell {hash: dokument} eller ett manifest från Apollo.', FILE_FORMS.documents],
  DOCUMENTS_EMPTY: () => ['innehåller inget dokument.', FILE_FORMS.documents],
  DOCUMENT_INVALID: ({ ids }) => [`har ett dokument som inte är GraphQL, under ${ids.join(', ')}.`, FILE_FORMS.documents],
  DOCUMENT_TWICE: ({ ids }) => [`har två dokument under ${ids.join(', ')}.`, 'Behåll ett av dem.'],

  BOTH_SET: ({ first, second }) => [`${first} och ${second} är båda satta.`, 'Behåll en av dem.'],
  SAME_PORT: ({ first, second }) => [`${first} och ${second} är lika.`, 'Ange en annan i en av dem.'],
  DOCUMENTS_MISSING: () => ['TRUSTED_DOCUMENTS_ONLY är true, men det finns inga dokument.', 'Ange dem i TRUSTED_DOCUMENTS_FILE.'],
  REDIS_WITHOUT_KEY: () => [
    'REDIS_URL är satt utan CACHE_ENCRYPTION_KEY: cachen i Redis är alltid krypterad.',
    'Ange en; `openssl rand -base64 32` gör en.',
  ],
  REQUEST_SHORTER_THAN_HEADERS: () => [
    'REQUEST_TIMEOUT_MS är mindre än HEADERS_TIMEOUT_MS, fast en begäran är minst sina huvuden.',
    'Ändra en av dem.',
  ],
  STREAMS_NOT_FEWER_THAN_CONNECTIONS: () => [
    'MAX_STREAMS är inte mindre än MAX_CONNECTIONS: prenumerationer, som var och en har en egen anslutning, skulle inte lämna någon åt frågor.',
    'Ändra en av dem. Utan MAX_STREAMS är hälften av anslutningarna till för prenumerationer.',
  ],
  ATTEMPT_NOT_SHORTER_THAN_OPERATION: () => [
    'VITEC_ATTEMPT_TIMEOUT_MS är inte mindre än OPERATION_TIMEOUT_MS: inget anrop till Vitec skulle avbrytas före sin operation.',
    'Ändra en av dem; 3000 och 9000 gäller om de inte är satta.',
  ],
  TRAIL_MISSING: () => [
    'ACCESS_TRAIL_REQUIRED är true utan någon åtkomstlogg.',
    'Ange stdout eller sökvägen till en fil i ACCESS_TRAIL, eller utelämna ACCESS_TRAIL_REQUIRED.',
  ],
  VITEC_URL_MISSING: () => ['VITEC_URL är inte satt.', 'Ange adressen till Vitec Connect, https://connect.maklare.vitec.net.'],
  AUTH_NONE: () => ['AUTH_MODE=none skulle låta vem som helst läsa allt: det går bara i sandlådan.', 'Ange jwt eller passthrough.'],
  PROFILE_SCOPE_WITHOUT_TOKENS: () => [
    'PROFILE_SCOPE är satt, men AUTH_MODE är inte jwt: bara tokens har scopes.',
    'Ange jwt som AUTH_MODE, eller utelämna PROFILE_SCOPE.',
  ],
  JWT_SETTINGS_MISSING: ({ missing }) => [
    `${missing.join(', ').replace('JWT_JWKS_URL', 'JWT_JWKS_URL (eller JWT_JWKS_FILE)')} är inte satt: tokens prövas mot detta.`,
    'Ange det, eller ett annat AUTH_MODE än jwt.',
  ],
  CREDENTIALS_MISSING: ({ missing }) => [
    `${missing.join(' och ')} är inte ${missing.length > 1 ? 'satta' : 'satt'}.`,
    'Ange båda, eller ett par för varje kund i VITEC_CREDENTIALS_FILE.',
  ],
};

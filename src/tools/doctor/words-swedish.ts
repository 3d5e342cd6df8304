import { SWEDISH_FAULTS } from '../../settings/faults-swedish.ts';
import type { Words } from './words.ts';

const SEE_NETWORK = 'Kontrollera {setting}, och att den här maskinen släpps ut dit.';
/** How to order the notifications. The doctor knows neither the gateway's public name nor shows the secret. */
const ORDER =
  'typerna Contact, EstateContact, Estate (alla bostäder, inte bara de på webbplatsen) och Merge, för varje kund, med POST till https://<gatewayens publika namn>/webhooks/vitec/<värdet av WEBHOOK_SECRET, procentkodat>, med omsändning påslagen. Skicka sedan en från Vitecs testsida: gatewayen loggar "notification" med utfallet.';

const LOCKOUT_401 = 'Efter 3 sådana svar i rad frågar en gateway i drift inte igen på {lockout} s (VITEC_LOCKOUT_MS).';
const LOCKOUT_403 = 'Efter 5 sådana svar i rad frågar en gateway i drift inte igen på {lockout} s (VITEC_LOCKOUT_MS).';

export const SWEDISH: Words = {
  headings: { what: 'vad', milliseconds: 'ms', says: 'hur det står till' },
  about: {
    SETTINGS: 'Inställningar',
    VITEC: 'Vitec Connect',
    CUSTOMER: 'Kund {customer}',
    ENDPOINT: 'Kund {customer}, {endpoint}',
    REDIS: 'Redis',
    NOTIFICATIONS: 'Notifieringar',
    TRAIL: 'Åtkomstlogg',
    KEYS: 'Nycklar för tokens',
    TOKEN: 'Token, signatur',
    TOKEN_ISS: 'Token, iss',
    TOKEN_AUD: 'Token, aud',
    TOKEN_TIME: 'Token, exp och nbf',
    TOKEN_CUSTOMERS: 'Token, kunder',
    TOKEN_SUB: 'Token, sub',
    TOKEN_SCOPE: 'Token, scope',
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
      `Vitec godtar inte användarnamnet eller lösenordet (401). ${LOCKOUT_401}`,
      'Skriv in rätt par i VITEC_CREDENTIALS_FILE (eller VITEC_USERNAME och VITEC_PASSWORD); Vitec lämnar ut ett nytt.',
    ],
    CUSTOMER_REFUSED: [
      `Lösenordet är rätt men öppnar inte den här kunden (403). ${LOCKOUT_403}`,
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
      'Lösenordet fungerar, men Vitec nekar {endpoint} ({status}): den funktionen är inte beställd för kunden. Flera sådana svar i rad spärrar {group} i {lockout} s (VITEC_LOCKOUT_MS) i en gateway i drift.',
      'Be Vitec öppna {endpoint} (funktionsgrupp {group}) hos kunden för ert användarnamn.',
    ],
    ENDPOINT_PASSWORD_REFUSED: [
      `Vitec godtar inte lösenordet för {endpoint} (401): funktionsgruppen {group} har ett eget lösenord. ${LOCKOUT_401}`,
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
    NOTIFICATIONS_TO_ORDER: [
      `WEBHOOK_SECRET är satt: notifieringar som har den tas emot. Om Vitec skickar några går inte att prova här. Om de uteblir, låt kontoret beställa dem av Vitec: ${ORDER}`,
      null,
    ],
    NOTIFICATIONS_UNUSED: [
      `WEBHOOK_SECRET är inte satt: en ändring hos Vitec syns när cachens post har gått ut. För att se ändringar genast, sätt WEBHOOK_SECRET och låt kontoret beställa notifieringar av Vitec: ${ORDER}`,
      null,
    ],
    NOTIFICATIONS_WITHOUT_CACHE: ['Med de här inställningarna cachas ingenting: notifieringar skulle inte ändra något.', null],
    TRAIL_UNUSED: ['ACCESS_TRAIL är inte satt: i efterhand syns det inte vem som har tittat på vems uppgifter.', null],
    TRAIL_STDOUT: ['Den skrivs till standardutdata, mellan loggens rader.', null],
    TRAIL_WELL: ['Filen går att skriva.', null],
    TRAIL_WITHOUT_FOLDER: ['Mappen för filen i ACCESS_TRAIL finns inte.', 'Skapa den, eller ange en annan sökväg.'],
    TRAIL_IS_FOLDER: ['ACCESS_TRAIL är en mapp.', 'Ange sökvägen till en fil i den.'],
    TRAIL_UNREAD: ['ACCESS_TRAIL är en pipe som ingen läser.', 'Starta läsaren före gatewayen, eller ange sökvägen till en fil.'],
    TRAIL_UNWRITABLE: [
      'Användaren som kör doktorn får inte skriva i filen i ACCESS_TRAIL.',
      'Kör doktorn som gatewayens användare; ge den användaren rätt att skriva i mappen.',
    ],
    TRAIL_WITHOUT_KEY: [
      'LOG_KEY är inte satt: efter en omstart går det inte att se vilken kontakt en rad i åtkomstloggen gäller.',
      'Ange LOG_KEY, och spara den lika länge som raderna; `openssl rand -base64 32` gör en.',
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
    TOKEN_FILE_UNREADABLE: [
      'Filen i --token går inte att läsa.',
      'Skriv token i en fil som UTF-8-text, och ange dess sökväg efter --token.',
    ],
    TOKEN_UNUSED: ['AUTH_MODE är inte jwt: gatewayen läser inga tokens.', 'Ange jwt som AUTH_MODE, eller utelämna --token.'],
    TOKEN_SIGNED: ['En nyckel i nyckelsamlingen verifierar signaturen.', null],
    TOKEN_ISS_WELL: ['iss är det som står i JWT_ISSUER.', null],
    TOKEN_AUD_WELL: ['aud innehåller det som står i JWT_AUDIENCE.', null],
    TOKEN_TIME_WELL: ['Token gäller nu.', null],
    TOKEN_CUSTOMERS_WELL: ['{claim} öppnar {count}: {customers}.', null],
    TOKEN_CUSTOMERS_NONE: [
      '{claim} är en tom lista: token godtas men öppnar ingen kund.',
      'Låt utfärdaren skriva anroparens kund-id:n i {claim}.',
    ],
    TOKEN_SUB_WELL: ['sub säger vem anroparen är.', null],
    TOKEN_SUB_MISSING: [
      'sub saknas, är tom eller är ingen text: med ACCESS_TRAIL_REQUIRED=true nekar gatewayen token.',
      'Låt utfärdaren skriva användarens eller programmets id i sub.',
    ],
    TOKEN_SUB_UNUSED: ['sub saknas, är tom eller är ingen text: loggen kan inte säga vem anroparen är.', null],
    TOKEN_SCOPE_WELL: ['scope eller scp innehåller {scope} (PROFILE_SCOPE): token får läsa profiler.', null],
    TOKEN_SCOPE_MISSING: [
      'Varken scope eller scp innehåller {scope} (PROFILE_SCOPE): profiler och sökningar ger FORBIDDEN, roller visas.',
      null,
    ],
    TOKEN_SCOPE_UNUSED: ['PROFILE_SCOPE är inte satt: varje token får läsa profiler hos sina kunder.', null],
    TOKEN_NOT_A_TOKEN: [
      'Filen innehåller ingen signerad JSON Web Token: tre delar med punkter emellan, där de två första är JSON-objekt i base64url.',
      'Kopiera hela access-token. En ogenomskinlig eller krypterad token går inte att använda: be utfärdaren om en signerad (JWS).',
    ],
    TOKEN_ALGORITHM: ['Algoritmen (alg) godtas inte.', 'Låt tokens signeras med RS256, ES256 eller EdDSA.'],
    TOKEN_HEADER_EXTENSION: [
      'Huvudet kräver ett tillägg (crit) som gatewayen inte känner till.',
      'Låt utfärdaren utelämna crit ur huvudet.',
    ],
    TOKEN_NO_KEYS: ['Okänt: nyckelsamlingen går inte att läsa.', 'Rätta det som är fel med nycklarna ovan och kör igen.'],
    TOKEN_KID_UNKNOWN: [
      'Ingen nyckel i nyckelsamlingen har den kid och den algoritm som token har.',
      'Kontrollera att JWT_JWKS_URL eller JWT_JWKS_FILE är den här utfärdarens nyckelsamling, och att nyckeln är publicerad där.',
    ],
    TOKEN_NO_KEY_FITS: [
      'Token har ingen kid, och ingen nyckel i nyckelsamlingen passar dess algoritm.',
      'Kontrollera att JWT_JWKS_URL eller JWT_JWKS_FILE är den här utfärdarens nyckelsamling, och att nyckeln är publicerad där.',
    ],
    TOKEN_SIGNATURE: [
      'Signaturen är fel: en annan nyckel har signerat token, eller så är den ändrad eller avklippt.',
      'Kopiera hela token. Kontrollera att JWT_JWKS_URL eller JWT_JWKS_FILE är den här utfärdarens nyckelsamling.',
    ],
    TOKEN_ISS_MISSING: ['Claimen iss saknas.', 'Låt utfärdaren sätta iss till värdet i {setting}.'],
    TOKEN_ISS_WRONG: [
      'iss är inte det som står i {setting}.',
      'Jämför dem bokstav för bokstav, även ett snedstreck på slutet, och rätta {setting} eller utfärdaren.',
    ],
    TOKEN_AUD_MISSING: ['Claimen aud saknas.', 'Låt klienten begära en token för värdet i {setting} hos utfärdaren.'],
    TOKEN_AUD_WRONG: [
      'aud innehåller inte det som står i {setting}: token är till för en annan tjänst.',
      'Låt klienten begära en token för den här gatewayen, eller rätta {setting}.',
    ],
    TOKEN_EXP_MISSING: ['Claimen exp saknas: en token utan slut godtas inte.', 'Låt utfärdaren sätta exp.'],
    TOKEN_EXP_FORM: ['exp är inget tal.', 'Låt utfärdaren sätta exp till sekunder sedan 1970, som ett tal.'],
    TOKEN_EXPIRED: ['Token har gått ut (exp).', 'Hämta en ny; låt klienten förnya sin token innan den går ut. Jämför klockorna nedan.'],
    TOKEN_NBF_FORM: ['nbf är inget tal.', 'Låt utfärdaren sätta nbf till sekunder sedan 1970, som ett tal, eller utelämna den.'],
    TOKEN_NOT_YET_VALID: ['Token gäller inte ännu (nbf).', 'Jämför den här maskinens klocka med utfärdarens.'],
    TOKEN_IAT_FORM: ['iat är inget tal.', 'Låt utfärdaren sätta iat till sekunder sedan 1970, som ett tal, eller utelämna den.'],
    TOKEN_CUSTOMERS_MISSING: [
      'Claimen {claim}, som räknar upp kunderna, saknas.',
      'Låt utfärdaren lägga till {claim}, en lista med kund-id:n, eller ange i JWT_CUSTOMERS_CLAIM vilken claim som har dem.',
    ],
    TOKEN_CUSTOMERS_FORM: [
      '{claim} är ingen lista.',
      'Låt utfärdaren skriva {claim} som en lista med kund-id:n, även när det bara är ett.',
    ],
    TOKEN_CUSTOMER_ID_FORM: [
      'Plats {position} i {claim} är ingen text som passar ID_PATTERN helt och hållet: gatewayen nekar token.',
      'Låt utfärdaren skriva exakta kund-id:n som text, utan jokertecken; eller ange ett ID_PATTERN som passar dem.',
    ],
    TOKEN_OTHER: [
      'Nyckeln för denna token går inte att använda, som en RSA-nyckel under 2 048 bitar.',
      'Låt utfärdaren signera med en nyckel som RS256, ES256 eller EdDSA godtar.',
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

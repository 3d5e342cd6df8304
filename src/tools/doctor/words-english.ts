import { ENGLISH_FAULTS } from '../../settings/faults-english.ts';
import type { Words } from './words.ts';

const SEE_NETWORK = 'Check {setting}, and that a firewall lets this machine connect to it.';
/** How to order the notifications. The doctor knows neither the gateway's public name nor shows the secret. */
const ORDER =
  'types Contact, EstateContact, Estate (all homes, not only those on the web site) and Merge, each customer, by POST to https://<public name of the gateway>/webhooks/vitec/<the value of WEBHOOK_SECRET, percent-encoded>, with retries switched on. Then send one from the test page of Vitec: the gateway logs "notification" with the outcome.';

const LOCKOUT_401 = 'After 3 such answers in a row a running gateway does not ask again for {lockout} s (VITEC_LOCKOUT_MS).';
const LOCKOUT_403 = 'After 5 such answers in a row a running gateway does not ask again for {lockout} s (VITEC_LOCKOUT_MS).';

export const ENGLISH: Words = {
  headings: { what: 'what', milliseconds: 'ms', says: 'result' },
  about: {
    SETTINGS: 'Settings',
    VITEC: 'Vitec Connect',
    CUSTOMER: 'Customer {customer}',
    ENDPOINT: 'Customer {customer}, {endpoint}',
    REDIS: 'Redis',
    NOTIFICATIONS: 'Notifications',
    TRAIL: 'Access trail',
    KEYS: 'Keys of tokens',
    TOKEN: 'Token, signature',
    TOKEN_ISS: 'Token, iss',
    TOKEN_AUD: 'Token, aud',
    TOKEN_TIME: 'Token, exp and nbf',
    TOKEN_CUSTOMERS: 'Token, customers',
    TOKEN_SUB: 'Token, sub',
    TOKEN_SCOPE: 'Token, scope',
    CLOCK_VITEC: 'Clock, by Vitec',
    CLOCK_KEYS: 'Clock, by the keys',
  },
  faults: ENGLISH_FAULTS,
  findings: {
    SETTINGS_WELL: ['All can be read.', null],
    SETTING_WRONG: ['{what}', '{fix}'],
    SETTING_UNKNOWN: ['{name} is not a setting of the gateway, and has no effect.', 'Write {nearest} if that is meant, or remove it.'],
    VITEC_ANSWERS: ['{origin} answers, and refuses a call without a password.', null],
    VITEC_NOT_VITEC: [
      'Something answers without a password ({status}): Vitec would have refused that (401).',
      'Check VITEC_URL: https://connect.maklare.vitec.net is Vitec Connect.',
    ],
    VITEC_BUSY: ['Vitec asks to slow down (429).', 'Run the doctor again in a minute; lower VITEC_MAX_PER_SECOND if it comes back.'],
    VITEC_FAILS: ['Vitec answers with a fault of its own ({status}).', 'Run the doctor again in a while; tell Vitec if it stays.'],
    PASSWORD_WORKS: ['The password works.', null],
    PASSWORD_REFUSED: [
      `Vitec refuses the user name or the password (401). ${LOCKOUT_401}`,
      'Put the right pair into VITEC_CREDENTIALS_FILE (or VITEC_USERNAME and VITEC_PASSWORD); Vitec hands out a new one.',
    ],
    CUSTOMER_REFUSED: [
      `The password is right but does not open this customer (403). ${LOCKOUT_403}`,
      'Check the kund-id; ask Vitec to open the function group CRM of this customer for your user name.',
    ],
    CUSTOMER_ID_ODD: ['The gateway asks for no customer with such an id.', 'Check the kund-id, or set an ID_PATTERN that matches it.'],
    CUSTOMER_WITHOUT_PASSWORD: ['There is no CRM password for this customer.', 'Put a pair for it into VITEC_CREDENTIALS_FILE.'],
    PASSWORD_UNPROVEN: [
      'Unknown: the answer of Vitec proves nothing about the password.',
      'Fix Vitec Connect above, and run the doctor again.',
    ],
    CUSTOMER_NEEDED: ['One password serves all customers, and none of them is known here.', 'Say which to try with: --customer M30011.'],
    ENDPOINT_OPEN: ['The function is open.', null],
    ENDPOINT_CLOSED: [
      'The password works, but Vitec refuses {endpoint} ({status}): that function is not ordered for this customer. Several such answers in a row lock out {group} for {lockout} s (VITEC_LOCKOUT_MS) in a running gateway.',
      'Ask Vitec to open {endpoint} (function group {group}) of this customer for your user name.',
    ],
    ENDPOINT_PASSWORD_REFUSED: [
      `Vitec refuses the password for {endpoint} (401): the function group {group} has a password of its own. ${LOCKOUT_401}`,
      'Put the password of {group} into passwords in VITEC_CREDENTIALS_FILE, or name there only the groups that you have ordered.',
    ],
    ENDPOINT_WITHOUT_PASSWORD: ['There is no password of the function group {group}: the gateway cannot call {endpoint}.', null],
    ENDPOINT_UNPROVEN: [
      'Unknown: the status {status} proves nothing about {endpoint}.',
      'Run the doctor again in a while; ask Vitec about {endpoint} if it stays.',
    ],
    OUT_OF_TIME: ['The time limit passed before this call.', 'Fix what is wrong above, or try this one alone with --customer.'],
    PASSWORD_OF_CALLERS: ['Callers bring their own passwords (AUTH_MODE=passthrough): there is none to try.', null],
    SETTING_MISSING: ['Could not be tried: {setting} is not set, or is wrong.', 'Fix the settings above, and run the doctor again.'],
    REDIS_WELL: ['Answers, and can be written.', null],
    REDIS_UNUSED: ['REDIS_URL is not set: replicas share nothing.', null],
    REDIS_PASSWORD: ['Redis refuses the user name or the password.', 'Put the right ones into REDIS_URL: redis://user:password@host:port.'],
    REDIS_READ_ONLY: ['This Redis is a replica that cannot be written.', 'Set the address of the primary in REDIS_URL.'],
    REDIS_FULL: ['Redis is full.', 'Raise its maxmemory, or set maxmemory-policy to allkeys-lru.'],
    REDIS_SLOW: [
      'Answers, but takes over {limit} ms: the gateway does not wait for it.',
      'Put Redis nearer to the gateway, or see what keeps it busy.',
    ],
    REDIS_REFUSES: [
      'Redis refuses to be written.',
      'Check the rights of the user in REDIS_URL: it needs mget, set, del, pttl, pexpire, publish, subscribe, ping and info.',
    ],
    NOTIFICATIONS_TO_ORDER: [
      `WEBHOOK_SECRET is set: notifications with it are accepted. The doctor cannot try whether Vitec sends any. If it does not, have the office order them from Vitec: ${ORDER}`,
      null,
    ],
    NOTIFICATIONS_UNUSED: [
      `WEBHOOK_SECRET is not set: a change at Vitec shows when the cache entry expires. To see changes at once, set WEBHOOK_SECRET, and have the office order notifications from Vitec: ${ORDER}`,
      null,
    ],
    NOTIFICATIONS_WITHOUT_CACHE: ['Nothing is cached with these settings: notifications would change nothing.', null],
    TRAIL_UNUSED: ['ACCESS_TRAIL is not set: nobody can see later who looked at whose data.', null],
    TRAIL_STDOUT: ['It is written to standard output, between the lines of the log.', null],
    TRAIL_WELL: ['The file can be written.', null],
    TRAIL_WITHOUT_FOLDER: ['The folder of the file in ACCESS_TRAIL does not exist.', 'Create it, or set another path.'],
    TRAIL_IS_FOLDER: ['ACCESS_TRAIL is a folder.', 'Set the path of a file in it.'],
    TRAIL_UNREAD: ['ACCESS_TRAIL is a pipe that nobody reads.', 'Start its reader before the gateway, or set the path of a file.'],
    TRAIL_UNWRITABLE: [
      'The file in ACCESS_TRAIL cannot be written by the user that runs the doctor.',
      'Run the doctor as the user of the gateway; give that user the right to write in the folder.',
    ],
    TRAIL_WITHOUT_KEY: [
      'LOG_KEY is not set: after a restart nobody can tell which contact a line of the access trail is about.',
      'Set LOG_KEY, and keep it as long as the lines; `openssl rand -base64 32` makes one.',
    ],
    KEYS_WELL: ['{count} of {all} keys can check a token.', null],
    KEYS_UNUSED: ['Tokens are not checked with keys in this AUTH_MODE.', null],
    KEYS_STATUS: [
      'Answers with {status} instead of a key set.',
      'Check the path in {setting}: the issuer names it as jwks_uri in /.well-known/openid-configuration.',
    ],
    KEYS_NO_KEY_SET: [
      'What is there is no JSON Web Key Set.',
      'Check {setting}: the issuer names it as jwks_uri in /.well-known/openid-configuration.',
    ],
    KEYS_NONE_USABLE: [
      'None of {all} keys can check a token.',
      'Have tokens signed with RS256, ES256 or EdDSA, and put the public key (use sig) where {setting} says.',
    ],
    TOKEN_FILE_UNREADABLE: [
      'The file of --token cannot be read.',
      'Write the token into a file as UTF-8 text, and give its path after --token.',
    ],
    TOKEN_UNUSED: ['AUTH_MODE is not jwt: the gateway reads no tokens.', 'Set AUTH_MODE to jwt, or leave --token out.'],
    TOKEN_SIGNED: ['A key of the key set verifies the signature.', null],
    TOKEN_ISS_WELL: ['iss is that of JWT_ISSUER.', null],
    TOKEN_AUD_WELL: ['aud holds that of JWT_AUDIENCE.', null],
    TOKEN_TIME_WELL: ['The token is valid now.', null],
    TOKEN_CUSTOMERS_WELL: ['{claim} opens {count}: {customers}.', null],
    TOKEN_CUSTOMERS_NONE: [
      '{claim} is an empty array: the token is accepted but opens no customer.',
      "Let the issuer put the caller's kund-ids into {claim}.",
    ],
    TOKEN_SUB_WELL: ['sub names the caller.', null],
    TOKEN_SUB_MISSING: [
      'sub is missing, empty or not a text: with ACCESS_TRAIL_REQUIRED=true the gateway refuses the token.',
      'Let the issuer put the id of the user or of the program into sub.',
    ],
    TOKEN_SUB_UNUSED: ['sub is missing, empty or not a text: the log cannot name the caller.', null],
    TOKEN_SCOPE_WELL: ['scope or scp holds {scope} (PROFILE_SCOPE): the token may read profiles.', null],
    TOKEN_SCOPE_MISSING: [
      'Neither scope nor scp holds {scope} (PROFILE_SCOPE): profiles and searches are FORBIDDEN, roles are shown.',
      null,
    ],
    TOKEN_SCOPE_UNUSED: ['PROFILE_SCOPE is not set: every token may read the profiles of its customers.', null],
    TOKEN_NOT_A_TOKEN: [
      'The file holds no signed JSON Web Token: three parts with dots between, of which the first two are JSON objects in base64url.',
      'Copy the whole access token. An opaque or encrypted token cannot be used: ask the issuer for a signed one (JWS).',
    ],
    TOKEN_ALGORITHM: ['The algorithm (alg) is not accepted.', 'Have tokens signed with RS256, ES256 or EdDSA.'],
    TOKEN_HEADER_EXTENSION: [
      'The header requires an extension (crit) that the gateway does not know.',
      'Let the issuer leave crit out of the header.',
    ],
    TOKEN_NO_KEYS: [
      'Unknown: the key set cannot be read.',
      'Correct what is wrong with the keys of tokens above and run the doctor again.',
    ],
    TOKEN_KID_UNKNOWN: [
      'No key of the key set has the kid and the algorithm of the token.',
      'Check that JWT_JWKS_URL or JWT_JWKS_FILE is the key set of this issuer, and that the key has been published there.',
    ],
    TOKEN_NO_KEY_FITS: [
      'The token has no kid, and no key of the key set fits its algorithm.',
      'Check that JWT_JWKS_URL or JWT_JWKS_FILE is the key set of this issuer, and that the key has been published there.',
    ],
    TOKEN_SIGNATURE: [
      'The signature is wrong: another key signed the token, or it was changed or cut off.',
      'Copy the whole token. Check that JWT_JWKS_URL or JWT_JWKS_FILE is the key set of this issuer.',
    ],
    TOKEN_ISS_MISSING: ['The claim iss is missing.', 'Let the issuer set iss to the value of {setting}.'],
    TOKEN_ISS_WRONG: [
      'iss is not that of {setting}.',
      'Compare them letter by letter, a slash at the end included, and correct {setting} or the issuer.',
    ],
    TOKEN_AUD_MISSING: ['The claim aud is missing.', 'Let the client ask the issuer for a token for the value of {setting}.'],
    TOKEN_AUD_WRONG: [
      'aud does not hold that of {setting}: the token is for another service.',
      'Let the client ask for a token for this gateway, or correct {setting}.',
    ],
    TOKEN_EXP_MISSING: ['The claim exp is missing: a token without an end is not accepted.', 'Let the issuer set exp.'],
    TOKEN_EXP_FORM: ['exp is not a number.', 'Let the issuer set exp to seconds since 1970, as a number.'],
    TOKEN_EXPIRED: [
      'The token has expired (exp).',
      'Get a new one; let the client renew its token before it expires. Compare the clocks below.',
    ],
    TOKEN_NBF_FORM: ['nbf is not a number.', 'Let the issuer set nbf to seconds since 1970, as a number, or leave it out.'],
    TOKEN_NOT_YET_VALID: ['The token is not valid yet (nbf).', 'Compare the clocks of this machine and of the issuer.'],
    TOKEN_IAT_FORM: ['iat is not a number.', 'Let the issuer set iat to seconds since 1970, as a number, or leave it out.'],
    TOKEN_CUSTOMERS_MISSING: [
      'The claim {claim}, which lists the customers, is missing.',
      'Let the issuer add {claim}, an array of kund-ids, or set JWT_CUSTOMERS_CLAIM to the claim that has them.',
    ],
    TOKEN_CUSTOMERS_FORM: [
      '{claim} is not an array.',
      'Let the issuer write {claim} as an array of kund-ids, also when there is only one.',
    ],
    TOKEN_CUSTOMER_ID_FORM: [
      'Entry {position} of {claim} is not a text that matches ID_PATTERN as a whole: the gateway refuses the token.',
      'Let the issuer write exact kund-ids as texts, without wildcards; or set an ID_PATTERN that matches them.',
    ],
    TOKEN_OTHER: [
      'The key for this token cannot be used, such as an RSA key of under 2,048 bits.',
      'Let the issuer sign with a key that RS256, ES256 or EdDSA accepts.',
    ],
    CLOCK_WELL: ['The clocks go together.', null],
    CLOCK_AHEAD: [
      'This machine is {seconds} s ahead: good tokens seem to have expired.',
      'Let this machine keep time (timedatectl set-ntp true).',
    ],
    CLOCK_BEHIND: [
      'This machine is {seconds} s behind: new tokens seem not to be valid yet.',
      'Let this machine keep time (timedatectl set-ntp true).',
    ],
    CLOCK_UNKNOWN: ['No answer had a date.', null],
    NAME_UNKNOWN: ['The name in {setting} is not known to DNS.', 'Check the spelling of {setting}, and the DNS of this machine.'],
    CONNECTION_REFUSED: ['Nothing listens at {setting}, or a firewall blocks it.', SEE_NETWORK],
    TLS_FAULT: [
      'The certificate at {setting} is not trusted, or that is no TLS.',
      'Check {setting}; give a certificate authority of your own in NODE_EXTRA_CA_CERTS.',
    ],
    NO_ANSWER_IN_TIME: ['No answer in time.', SEE_NETWORK],
    CONNECTION_BROKEN: ['The connection was closed, or what came was no answer.', SEE_NETWORK],
    NOT_HTTP: ['What came from {setting} is not HTTP, or over 16 MB.', 'Check {setting}: another program may listen there.'],
  },
  allWell: 'All is well.',
  wellButWarnings: 'All works; {count} to look at.',
  notAllWell: 'Not all is well: {count} to fix.',
  progress: 'Trying: {done} of {all} done ...',
};

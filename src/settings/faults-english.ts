import type { SettingsFile } from '../domain/setting-error.ts';
import type { FaultTexts } from './faults.ts';

const FILE_FORMS: Readonly<Record<SettingsFile, string>> = {
  credentials: 'Write it as {"M30011": {"username": "...", "password": "..."}}.',
  keySet: 'Put the JSON Web Key Set with the public keys of the tokens into it.',
  documents: 'Write it as {sha256: document}, or as a manifest of Apollo or Relay.',
};
const REDIS_FORM = 'Set redis://host:port or rediss://host:port.';

export const ENGLISH_FAULTS: FaultTexts = {
  NOT_WHOLE_NUMBER: ({ setting, least, most }) => ({
    what: `${setting} needs a whole number without a unit.`,
    fix: `Set one from ${least} to ${most}.`,
  }),
  OUT_OF_BOUNDS: ({ setting, least, most }) => ({ what: `${setting} is out of bounds.`, fix: `Set a number from ${least} to ${most}.` }),
  BLANK: ({ setting }) => ({ what: `${setting} is blank.`, fix: 'Set it, or leave the setting out.' }),
  NOT_TRUE_OR_FALSE: ({ setting }) => ({ what: `${setting} is neither true nor false.`, fix: 'Set one of the two.' }),
  NOT_SHARE: ({ setting }) => ({ what: `${setting} is no share.`, fix: 'Set a number from 0 to 1.' }),
  UNKNOWN_AUTH_MODE: ({ setting }) => ({
    what: `${setting} is no such mode.`,
    fix: 'Set jwt or passthrough (none is for the sandbox alone).',
  }),
  UNKNOWN_LOG_LEVEL: ({ setting, levels }) => ({ what: `${setting} is no such level.`, fix: `Set one of ${levels.join(', ')}.` }),
  NOT_URL: ({ setting }) => ({ what: `${setting} is not a URL.`, fix: 'Set one with https://.' }),
  NOT_ENCRYPTED: ({ setting }) => ({
    what: `${setting} is not encrypted.`,
    fix: 'Set one with https:// (http:// is for this machine alone).',
  }),
  URL_HAS_CREDENTIALS: ({ setting }) => ({ what: `${setting} holds a user name or a password.`, fix: 'Take them away.' }),
  MORE_THAN_ORIGIN: ({ setting }) => ({
    what: `${setting} is more than an origin.`,
    fix: 'Take away the path, the query and the fragment.',
  }),
  NOT_ORIGINS: ({ setting }) => ({
    what: `${setting} holds a value that is not an origin.`,
    fix: 'Set origins with commas between, as https://app.example.',
  }),
  NOT_WEB_ADDRESS: ({ setting }) => ({ what: `${setting} is no web address.`, fix: 'Set one with http:// or https://.' }),
  COLLECTOR_HAS_CREDENTIALS: ({ setting, instead }) => ({
    what: `${setting} holds a user name or a password.`,
    fix: `Take them away, and set them in ${instead}.`,
  }),
  NOT_HEADER_LIST: ({ setting }) => ({ what: `${setting} has another form.`, fix: 'Set name=value with commas between.' }),
  NOT_REGULAR_EXPRESSION: ({ setting }) => ({
    what: `${setting} is not a regular expression.`,
    fix: 'Correct it, or leave the setting out.',
  }),
  ID_PATTERN_TOO_WIDE: ({ setting }) => ({
    what: `${setting} matches an empty text, "." or "..", which would change the address.`,
    fix: 'Set one that does not.',
  }),
  USERNAME_HAS_COLON: ({ setting }) => ({
    what: `${setting} holds a colon, which ends a user name in HTTP Basic.`,
    fix: 'Check it, Vitec gives none with a colon.',
  }),
  ROUTER_SECRET_COUNT: ({ setting }) => ({
    what: `${setting} holds no secret or too many.`,
    fix: 'Set one, or two with a comma between while one replaces the other.',
  }),
  NOT_REDIS_ADDRESS: ({ setting }) => ({ what: `${setting} is no address of Redis.`, fix: REDIS_FORM }),
  REDIS_HAS_QUERY: ({ setting }) => ({ what: `${setting} holds a query or a fragment.`, fix: REDIS_FORM }),
  REDIS_DATABASE: ({ setting }) => ({
    what: `${setting} names a database that is no number from 0 to 15.`,
    fix: 'Set it as redis://host:port/0, or leave it out.',
  }),
  REDIS_PERCENT: ({ setting }) => ({
    what: `${setting} holds a user name or a password with a % that begins no percent-encoding.`,
    fix: 'Write it as %25.',
  }),
  NOT_CACHE_KEYS: ({ setting }) => ({
    what: `${setting} needs 32 bytes in base64, as \`openssl rand -base64 32\` makes them.`,
    fix: 'Set what that prints.',
  }),
  FILE_UNREADABLE: ({ setting }) => ({
    what: `${setting} names a file that cannot be read.`,
    fix: 'Check the path and who may read it.',
  }),
  FILE_NOT_UTF8: ({ setting }) => ({ what: `${setting} names a file that is not UTF-8.`, fix: 'Write it in that encoding.' }),
  NOT_JSON: ({ setting, file }) => ({ what: `${setting} is not valid JSON.`, fix: FILE_FORMS[file] }),
  CREDENTIALS_FORM: ({ setting, places }) => ({
    what: `${setting} has the wrong form at ${places.map((place) => place || 'its top level').join(', ')}.`,
    fix: FILE_FORMS.credentials,
  }),
  CREDENTIALS_EMPTY: ({ setting }) => ({ what: `${setting} holds no password.`, fix: FILE_FORMS.credentials }),
  NO_USERNAME: ({ setting, customerId }) => ({
    what: `${setting} has no username for ${customerId}.`,
    fix: 'Put it there, or set VITEC_USERNAME for all.',
  }),
  CUSTOMER_IN_TWO_GROUPS: ({ setting, customerId }) => ({
    what: `${setting} names ${customerId} in two groups.`,
    fix: 'Keep it in one.',
  }),
  KEY_SET_FORM: ({ setting }) => ({ what: `${setting} is no JSON Web Key Set.`, fix: FILE_FORMS.keySet }),
  KEY_SET_EMPTY: ({ setting }) => ({ what: `${setting} holds no key, so that no token could be checked.`, fix: FILE_FORMS.keySet }),
  DOCUMENTS_FORM: ({ setting }) => ({
    what: `${setting} is neither a map {hash: document} nor a manifest of Apollo.`,
    fix: FILE_FORMS.documents,
  }),
  DOCUMENTS_EMPTY: ({ setting }) => ({ what: `${setting} holds no document.`, fix: FILE_FORMS.documents }),
  DOCUMENT_INVALID: ({ setting, id }) => ({
    what: `${setting} has a document that is no GraphQL, under ${id}.`,
    fix: FILE_FORMS.documents,
  }),
  DOCUMENT_TWICE: ({ setting, id }) => ({ what: `${setting} has two documents under ${id}.`, fix: 'Keep one.' }),

  BOTH_SET: ({ first, second }) => ({ what: `${first} and ${second} are both set.`, fix: 'Keep one.' }),
  SAME_PORT: ({ first, second }) => ({ what: `${first} and ${second} are the same.`, fix: 'Set another in one of them.' }),
  DOCUMENTS_MISSING: () => ({
    what: 'TRUSTED_DOCUMENTS_ONLY is true without documents.',
    fix: 'Give them in TRUSTED_DOCUMENTS_FILE.',
  }),
  REDIS_WITHOUT_KEY: () => ({
    what: 'REDIS_URL is set without CACHE_ENCRYPTION_KEY: the cache in Redis is always encrypted.',
    fix: 'Set one; `openssl rand -base64 32` makes it.',
  }),
  REQUEST_SHORTER_THAN_HEADERS: () => ({
    what: 'REQUEST_TIMEOUT_MS is less than HEADERS_TIMEOUT_MS: a request is at least its headers.',
    fix: 'Change one of them.',
  }),
  VITEC_URL_MISSING: () => ({
    what: 'VITEC_URL is not set.',
    fix: 'Give the origin of Vitec Connect, https://connect.maklare.vitec.net.',
  }),
  AUTH_NONE: () => ({
    what: 'AUTH_MODE=none would let anyone read everything: it starts with the sandbox alone.',
    fix: 'Set jwt or passthrough.',
  }),
  JWT_SETTINGS_MISSING: ({ missing }) => ({
    what: `${missing.join(', ').replace('JWT_JWKS_URL', 'JWT_JWKS_URL (or JWT_JWKS_FILE)')} not set: tokens are checked against them.`,
    fix: 'Set them, or another AUTH_MODE than jwt.',
  }),
  CREDENTIALS_MISSING: ({ missing }) => ({
    what: `${missing.join(' and ')} not set.`,
    fix: 'Give both, or a pair for each customer in VITEC_CREDENTIALS_FILE.',
  }),
};

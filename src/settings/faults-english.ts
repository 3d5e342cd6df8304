import { FUNCTION_GROUPS } from '../domain/endpoint.ts';
import type { SettingsFile } from '../domain/setting-error.ts';
import type { FaultTexts } from './faults.ts';

const FILE_FORMS: Readonly<Record<SettingsFile, string>> = {
  credentials: 'Write it as {"M30011": {"username": "...", "password": "..."}}.',
  keySet: 'Put the JSON Web Key Set with the public keys of the tokens into it.',
  documents: 'Write it as {sha256: document}, or as a manifest of Apollo or Relay.',
};
const REDIS_FORM = 'Set redis://host:port or rediss://host:port.';

export const ENGLISH_FAULTS: FaultTexts = {
  NOT_WHOLE_NUMBER: ({ least, most }) => ['needs a whole number without a unit.', `Set one from ${least} to ${most}.`],
  OUT_OF_BOUNDS: ({ least, most }) => ['is out of bounds.', `Set a number from ${least} to ${most}.`],
  BLANK: () => ['is blank.', 'Set it, or leave the setting out.'],
  NOT_ONE_WORD: () => ['has a blank.', 'Set one word, as a token lists it.'],
  NOT_TRUE_OR_FALSE: () => ['is neither true nor false.', 'Set one of the two.'],
  NOT_SHARE: () => ['is no share.', 'Set a number from 0 to 1.'],
  UNKNOWN_AUTH_MODE: () => ['is no such mode.', 'Set jwt or passthrough (none is for the sandbox alone).'],
  UNKNOWN_LOG_LEVEL: ({ levels }) => ['is no such level.', `Set one of ${levels.join(', ')}.`],
  NOT_URL: () => ['is not a URL.', 'Set one with https://.'],
  NOT_ENCRYPTED: () => ['is not encrypted.', 'Set one with https:// (http:// is for this machine alone).'],
  URL_HAS_CREDENTIALS: () => ['holds a user name or a password.', 'Take them away.'],
  MORE_THAN_ORIGIN: () => ['is more than an origin.', 'Take away the path, the query and the fragment.'],
  NOT_ORIGINS: () => ['holds a value that is not an origin.', 'Set origins with commas between, as https://app.example.'],
  NOT_WEB_ADDRESS: () => ['is no web address.', 'Set one with http:// or https://.'],
  COLLECTOR_HAS_CREDENTIALS: ({ instead }) => ['holds a user name or a password.', `Take them away, and set them in ${instead}.`],
  NOT_HEADER_LIST: () => ['has another form.', 'Set name=value with commas between.'],
  NOT_REGULAR_EXPRESSION: () => ['is not a regular expression.', 'Correct it, or leave the setting out.'],
  ID_PATTERN_TOO_WIDE: () => ['matches an empty text, "." or "..", which would change the address.', 'Set one that does not.'],
  USERNAME_HAS_COLON: () => ['holds a colon, which ends a user name in HTTP Basic.', 'Check it, Vitec gives none with a colon.'],
  ROUTER_SECRET_COUNT: () => ['holds no secret or too many.', 'Set one, or two with a comma between while one replaces the other.'],
  NOT_REDIS_ADDRESS: () => ['is no address of Redis.', REDIS_FORM],
  REDIS_HAS_QUERY: () => ['holds a query or a fragment.', REDIS_FORM],
  REDIS_DATABASE: () => ['names a database that is no number from 0 to 15.', 'Set it as redis://host:port/0, or leave it out.'],
  REDIS_PERCENT: () => ['holds a user name or a password with a % that begins no percent-encoding.', 'Write it as %25.'],
  NOT_CACHE_KEYS: () => ['needs 32 bytes in base64, as `openssl rand -base64 32` makes them.', 'Set what that prints.'],
  FILE_UNREADABLE: () => ['names a file that cannot be read.', 'Check the path and who may read it.'],
  FILE_NOT_UTF8: () => ['names a file that is not UTF-8.', 'Write it in that encoding.'],
  NOT_JSON: ({ file }) => ['is not valid JSON.', FILE_FORMS[file]],
  CREDENTIALS_FORM: ({ places }) => [
    `has the wrong form at ${places.map((place) => place || 'its top level').join(', ')}.`,
    FILE_FORMS.credentials,
  ],
  FUNCTION_GROUP_UNKNOWN: ({ places }) => [
    `has an unknown function group at ${places.join(', ')}.`,
    `Name only these: ${FUNCTION_GROUPS.join(', ')}.`,
  ],
  CREDENTIALS_WITHOUT_PASSWORD: ({ places }) => [
    `has no password at ${places.join(', ')}.`,
    'Put one password there for all function groups, or passwords as {"crm": "...", "advertising": "..."}.',
  ],
  CREDENTIALS_EMPTY: () => ['holds no password.', FILE_FORMS.credentials],
  NO_USERNAME: ({ places }) => [`has no username for ${places.join(', ')}.`, 'Put it there, or set VITEC_USERNAME for all.'],
  CUSTOMER_IN_TWO_GROUPS: ({ customerIds }) => [`names ${customerIds.join(', ')} in two groups.`, 'Keep each in one.'],
  KEY_SET_FORM: () => ['is no JSON Web Key Set.', FILE_FORMS.keySet],
  KEY_SET_EMPTY: () => ['holds no key, so that no token could be checked.', FILE_FORMS.keySet],
  DOCUMENTS_FORM: () => ['is neither a map {hash: document} nor a manifest of Apollo.', FILE_FORMS.documents],
  DOCUMENTS_EMPTY: () => ['holds no document.', FILE_FORMS.documents],
  DOCUMENT_INVALID: ({ ids }) => [`has a document that is no GraphQL, under ${ids.join(', ')}.`, FILE_FORMS.documents],
  DOCUMENT_TWICE: ({ ids }) => [`has two documents under ${ids.join(', ')}.`, 'Keep one.'],

  BOTH_SET: ({ first, second }) => [`${first} and ${second} are both set.`, 'Keep one.'],
  SAME_PORT: ({ first, second }) => [`${first} and ${second} are the same.`, 'Set another in one of them.'],
  DOCUMENTS_MISSING: () => ['TRUSTED_DOCUMENTS_ONLY is true without documents.', 'Give them in TRUSTED_DOCUMENTS_FILE.'],
  REDIS_WITHOUT_KEY: () => [
    'REDIS_URL is set without CACHE_ENCRYPTION_KEY: the cache in Redis is always encrypted.',
    'Set one; `openssl rand -base64 32` makes it.',
  ],
  REQUEST_SHORTER_THAN_HEADERS: () => [
    'REQUEST_TIMEOUT_MS is less than HEADERS_TIMEOUT_MS: a request is at least its headers.',
    'Change one of them.',
  ],
  STREAMS_NOT_FEWER_THAN_CONNECTIONS: () => [
    'MAX_STREAMS is not less than MAX_CONNECTIONS: subscriptions, each with a connection of its own, would leave none for queries.',
    'Change one of them. Without MAX_STREAMS half of the connections are for subscriptions.',
  ],
  ATTEMPT_NOT_SHORTER_THAN_OPERATION: () => [
    'VITEC_ATTEMPT_TIMEOUT_MS is not less than OPERATION_TIMEOUT_MS: no call to Vitec would time out before its operation.',
    'Change one of them; 3000 and 9000 are the defaults.',
  ],
  TRAIL_MISSING: () => [
    'ACCESS_TRAIL_REQUIRED is true without an access trail.',
    'Set stdout or the path of a file in ACCESS_TRAIL, or leave ACCESS_TRAIL_REQUIRED out.',
  ],
  VITEC_URL_MISSING: () => ['VITEC_URL is not set.', 'Give the origin of Vitec Connect, https://connect.maklare.vitec.net.'],
  AUTH_NONE: () => ['AUTH_MODE=none would let anyone read everything: it starts with the sandbox alone.', 'Set jwt or passthrough.'],
  PROFILE_SCOPE_WITHOUT_TOKENS: () => [
    'PROFILE_SCOPE is set, but AUTH_MODE is not jwt: only tokens have scopes.',
    'Set AUTH_MODE to jwt, or leave PROFILE_SCOPE out.',
  ],
  JWT_SETTINGS_MISSING: ({ missing }) => [
    `${missing.join(', ').replace('JWT_JWKS_URL', 'JWT_JWKS_URL (or JWT_JWKS_FILE)')} not set: tokens are checked against them.`,
    'Set them, or another AUTH_MODE than jwt.',
  ],
  CREDENTIALS_MISSING: ({ missing }) => [
    `${missing.join(' and ')} not set.`,
    'Give both, or a pair for each customer in VITEC_CREDENTIALS_FILE.',
  ],
};

import type { SettingsFault } from '../../settings/faults.ts';
import type { NoAnswer } from '../../vitec/ask-once.ts';

/** `well`: works. `wrong`: does not work. `warning`: may be a mistake. `untried`: set, but could not be tried. `unused`: not set. */
export type State = 'well' | 'wrong' | 'warning' | 'untried' | 'unused';

/** The state of each finding. words-english.ts and words-swedish.ts have the texts. */
export const FINDINGS = {
  SETTINGS_WELL: 'well',
  SETTING_WRONG: 'wrong',
  SETTING_UNKNOWN: 'warning',
  VITEC_ANSWERS: 'well',
  VITEC_NOT_VITEC: 'wrong',
  VITEC_BUSY: 'wrong',
  VITEC_FAILS: 'wrong',
  PASSWORD_WORKS: 'well',
  PASSWORD_REFUSED: 'wrong',
  CUSTOMER_REFUSED: 'wrong',
  CUSTOMER_ID_ODD: 'wrong',
  CUSTOMER_WITHOUT_PASSWORD: 'wrong',
  PASSWORD_UNPROVEN: 'untried',
  CUSTOMER_NEEDED: 'untried',
  ENDPOINT_OPEN: 'well',
  ENDPOINT_CLOSED: 'wrong',
  ENDPOINT_PASSWORD_REFUSED: 'wrong',
  ENDPOINT_WITHOUT_PASSWORD: 'unused',
  ENDPOINT_UNPROVEN: 'untried',
  OUT_OF_TIME: 'untried',
  PASSWORD_OF_CALLERS: 'unused',
  SETTING_MISSING: 'untried',
  REDIS_WELL: 'well',
  REDIS_UNUSED: 'unused',
  REDIS_PASSWORD: 'wrong',
  REDIS_READ_ONLY: 'wrong',
  REDIS_FULL: 'wrong',
  REDIS_SLOW: 'wrong',
  REDIS_REFUSES: 'wrong',
  NOTIFICATIONS_TO_ORDER: 'well',
  NOTIFICATIONS_UNUSED: 'unused',
  NOTIFICATIONS_WITHOUT_CACHE: 'unused',
  TRAIL_UNUSED: 'unused',
  TRAIL_STDOUT: 'well',
  TRAIL_WELL: 'well',
  TRAIL_WITHOUT_FOLDER: 'wrong',
  TRAIL_IS_FOLDER: 'wrong',
  TRAIL_UNREAD: 'wrong',
  TRAIL_UNWRITABLE: 'wrong',
  TRAIL_WITHOUT_KEY: 'warning',
  KEYS_WELL: 'well',
  KEYS_UNUSED: 'unused',
  KEYS_STATUS: 'wrong',
  KEYS_NO_KEY_SET: 'wrong',
  KEYS_NONE_USABLE: 'wrong',
  TOKEN_FILE_UNREADABLE: 'wrong',
  TOKEN_UNUSED: 'untried',
  TOKEN_SIGNED: 'well',
  TOKEN_ISS_WELL: 'well',
  TOKEN_AUD_WELL: 'well',
  TOKEN_TIME_WELL: 'well',
  TOKEN_CUSTOMERS_WELL: 'well',
  TOKEN_CUSTOMERS_NONE: 'wrong',
  TOKEN_SUB_WELL: 'well',
  TOKEN_SUB_MISSING: 'wrong',
  TOKEN_SUB_UNUSED: 'unused',
  TOKEN_SCOPE_WELL: 'well',
  TOKEN_SCOPE_MISSING: 'unused',
  TOKEN_SCOPE_UNUSED: 'unused',
  TOKEN_NOT_A_TOKEN: 'wrong',
  TOKEN_ALGORITHM: 'wrong',
  TOKEN_HEADER_EXTENSION: 'wrong',
  TOKEN_NO_KEYS: 'untried',
  TOKEN_KID_UNKNOWN: 'wrong',
  TOKEN_NO_KEY_FITS: 'wrong',
  TOKEN_SIGNATURE: 'wrong',
  TOKEN_ISS_MISSING: 'wrong',
  TOKEN_ISS_WRONG: 'wrong',
  TOKEN_AUD_MISSING: 'wrong',
  TOKEN_AUD_WRONG: 'wrong',
  TOKEN_EXP_MISSING: 'wrong',
  TOKEN_EXP_FORM: 'wrong',
  TOKEN_EXPIRED: 'wrong',
  TOKEN_NBF_FORM: 'wrong',
  TOKEN_NOT_YET_VALID: 'wrong',
  TOKEN_IAT_FORM: 'wrong',
  TOKEN_CUSTOMERS_MISSING: 'wrong',
  TOKEN_CUSTOMERS_FORM: 'wrong',
  TOKEN_CUSTOMER_ID_FORM: 'wrong',
  TOKEN_OTHER: 'wrong',
  CLOCK_WELL: 'well',
  CLOCK_AHEAD: 'wrong',
  CLOCK_BEHIND: 'wrong',
  CLOCK_UNKNOWN: 'unused',
  NAME_UNKNOWN: 'wrong',
  CONNECTION_REFUSED: 'wrong',
  TLS_FAULT: 'wrong',
  NO_ANSWER_IN_TIME: 'wrong',
  CONNECTION_BROKEN: 'wrong',
  NOT_HTTP: 'wrong',
} as const satisfies Record<string, State> & Record<NoAnswer, State>;

export type FindingCode = keyof typeof FINDINGS;
export type About =
  | 'SETTINGS'
  | 'VITEC'
  | 'CUSTOMER'
  | 'ENDPOINT'
  | 'REDIS'
  | 'NOTIFICATIONS'
  | 'TRAIL'
  | 'KEYS'
  | 'TOKEN'
  | 'TOKEN_ISS'
  | 'TOKEN_AUD'
  | 'TOKEN_TIME'
  | 'TOKEN_CUSTOMERS'
  | 'TOKEN_SUB'
  | 'TOKEN_SCOPE'
  | 'CLOCK_VITEC'
  | 'CLOCK_KEYS';

export type Check = {
  readonly about: About;
  readonly code: FindingCode;
  readonly milliseconds: number | null;
  /** The placeholders of the text: a setting, a kund-id, a number. Never a secret or a part of an answer. Of a token only kund-ids. */
  readonly values: Readonly<Record<string, string | number>>;
  /** Of SETTING_WRONG alone. */
  readonly fault: SettingsFault | null;
};

type Detail = { readonly milliseconds?: number; readonly values?: Check['values']; readonly fault?: SettingsFault };

export const found = (about: About, code: FindingCode, { milliseconds, values = {}, fault }: Detail = {}): Check => ({
  about,
  code,
  milliseconds: milliseconds === undefined ? null : Math.round(milliseconds),
  values,
  fault: fault ?? null,
});

/** Whether nothing is wrong or untried. */
export const isWell = (checks: readonly Check[]): boolean => checks.every(({ code }) => !['wrong', 'untried'].includes(FINDINGS[code]));

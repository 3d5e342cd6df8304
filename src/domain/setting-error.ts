/**
 * Faults of the value of a setting, with the parameters of their messages (settings/faults-english.ts, faults-swedish.ts). No parameter
 * holds the value: it may be a secret.
 */
export type ValueFaults = {
  readonly NOT_WHOLE_NUMBER: Bounds;
  readonly OUT_OF_BOUNDS: Bounds;
  readonly BLANK: object;
  readonly NOT_ONE_WORD: object;
  readonly NOT_TRUE_OR_FALSE: object;
  readonly NOT_SHARE: object;
  readonly UNKNOWN_AUTH_MODE: object;
  readonly UNKNOWN_LOG_LEVEL: { readonly levels: readonly string[] };
  readonly NOT_URL: object;
  readonly NOT_ENCRYPTED: object;
  readonly URL_HAS_CREDENTIALS: object;
  readonly MORE_THAN_ORIGIN: object;
  readonly NOT_ORIGINS: object;
  readonly NOT_WEB_ADDRESS: object;
  /** `instead`: the setting to use instead. */
  readonly COLLECTOR_HAS_CREDENTIALS: { readonly instead: string };
  readonly NOT_HEADER_LIST: object;
  readonly NOT_REGULAR_EXPRESSION: object;
  readonly ID_PATTERN_TOO_WIDE: object;
  readonly USERNAME_HAS_COLON: object;
  readonly ROUTER_SECRET_COUNT: object;
  readonly NOT_REDIS_ADDRESS: object;
  readonly REDIS_HAS_QUERY: object;
  readonly REDIS_DATABASE: object;
  readonly REDIS_PERCENT: object;
  readonly NOT_CACHE_KEYS: object;
  readonly FILE_UNREADABLE: object;
  readonly FILE_NOT_UTF8: object;
  readonly NOT_JSON: { readonly file: SettingsFile };
  /** `places`: paths in the file; they hold names, no values. */
  readonly CREDENTIALS_FORM: { readonly places: readonly string[] };
  /** `places`: paths of objects in the file. */
  readonly FUNCTION_GROUP_UNKNOWN: { readonly places: readonly string[] };
  /** `places`: the entries. */
  readonly CREDENTIALS_WITHOUT_PASSWORD: { readonly places: readonly string[] };
  readonly CREDENTIALS_EMPTY: object;
  /** `places`: the entries. */
  readonly NO_USERNAME: { readonly places: readonly string[] };
  readonly CUSTOMER_IN_TWO_GROUPS: { readonly customerIds: readonly string[] };
  readonly KEY_SET_FORM: object;
  readonly KEY_SET_EMPTY: object;
  readonly DOCUMENTS_FORM: object;
  readonly DOCUMENTS_EMPTY: object;
  /** `ids`: the beginning of each. */
  readonly DOCUMENT_INVALID: { readonly ids: readonly string[] };
  readonly DOCUMENT_TWICE: { readonly ids: readonly string[] };
};

type Bounds = { readonly least: number; readonly most: number };
/** The JSON files that settings name, by their content. */
export type SettingsFile = 'credentials' | 'keySet' | 'documents';

export type ValueFault = {
  readonly [Code in keyof ValueFaults]: { readonly code: Code; readonly params: ValueFaults[Code] };
}[keyof ValueFaults];

/** Thrown by the parser of a setting, with all faults of the value. The settings add the setting's name and format the message. */
export class SettingError extends Error {
  readonly faults: readonly ValueFault[];

  constructor(...faults: readonly ValueFault[]) {
    super(faults.map(({ code }) => code).join(', '));
    this.name = 'SettingError';
    this.faults = faults;
  }
}

/** Throws all faults whose condition is not met. */
export function assertAll(conditions: readonly (readonly [isRight: boolean, fault: ValueFault])[]): void {
  const faults = conditions.flatMap(([isRight, fault]) => (isRight ? [] : [fault]));
  if (faults.length > 0) throw new SettingError(...faults);
}

import type { z } from 'zod';
import type { AuthSettings } from '../access/create-authentication.ts';
import { SettingError } from '../domain/setting-error.ts';
import { settings } from '../settings.ts';
import { type Credentials, toCredentials, toGroupCredentials } from '../vitec/credentials.ts';
import { faultOf, type JwtSetting, type SettingsFault } from './faults.ts';
import { readTextFile } from './read-file.ts';

export type Environment = Readonly<Record<string, string | undefined>>;
/** The settings whose value is right. */
export type Read = Partial<z.output<typeof settings>>;

/** Puts the content of the file that NAME_FILE names into `given`, as the value of NAME. */
export function readSecretFile(given: Record<string, string | undefined>, name: string, faults: SettingsFault[]): void {
  const path = given[`${name}_FILE`];
  if (path === undefined) return;
  if (given[name] !== undefined) {
    faults.push({ code: 'BOTH_SET', params: { first: name, second: `${name}_FILE` } });
    return;
  }
  const text = collectFaults(`${name}_FILE`, () => readTextFile(path), faults);
  if (text !== null) given[name] = text.replace(/[ \t\r\n]+$/, ''); // editors and `echo` end a file with a line break
}

/** Each setting that is right by itself, so that combinations are checked although another setting is wrong. */
export function readEach(given: Environment): Read {
  const entries = Object.entries(settings.shape).flatMap(([name, check]) => {
    const { success, data } = check.safeParse(given[name]);
    return success ? [[name, data]] : [];
  });
  return Object.fromEntries(entries) as Read;
}

/** The faults between settings that are right by themselves. */
export function checkCombinations(read: Read, given: Environment): readonly SettingsFault[] {
  const faults: SettingsFault[] = [];
  if (read.TRUSTED_DOCUMENTS_ONLY && !given.TRUSTED_DOCUMENTS_FILE) faults.push({ code: 'DOCUMENTS_MISSING', params: {} });
  if (given.REDIS_URL && !isGiven(given, 'CACHE_ENCRYPTION_KEY')) faults.push({ code: 'REDIS_WITHOUT_KEY', params: {} });
  if ((read.REQUEST_TIMEOUT_MS ?? 0) < (read.HEADERS_TIMEOUT_MS ?? 0)) faults.push({ code: 'REQUEST_SHORTER_THAN_HEADERS', params: {} });
  if ((read.MAX_STREAMS ?? 0) >= (read.MAX_CONNECTIONS ?? Number.POSITIVE_INFINITY))
    faults.push({ code: 'STREAMS_NOT_FEWER_THAN_CONNECTIONS', params: {} });
  // a shorter operation than the default of an attempt is no mistake: the deadline counts as a time-out then
  const attemptMs = given.VITEC_ATTEMPT_TIMEOUT_MS ? read.VITEC_ATTEMPT_TIMEOUT_MS : undefined;
  if ((attemptMs ?? 0) >= (read.OPERATION_TIMEOUT_MS ?? Number.POSITIVE_INFINITY))
    faults.push({ code: 'ATTEMPT_NOT_SHORTER_THAN_OPERATION', params: {} });
  if (read.ACCESS_TRAIL_REQUIRED && !given.ACCESS_TRAIL) faults.push({ code: 'TRAIL_MISSING', params: {} });
  if (!given.VITEC_URL) faults.push({ code: 'VITEC_URL_MISSING', params: {} });
  if (read.METRICS_PORT !== undefined && read.METRICS_PORT === read.PORT)
    faults.push({ code: 'SAME_PORT', params: { first: 'PORT', second: 'METRICS_PORT' } });
  return faults;
}

export function readAuth(read: Read, given: Environment, sandbox: boolean, faults: SettingsFault[]): AuthSettings | null {
  const mode = read.AUTH_MODE ?? (sandbox ? 'none' : 'jwt');
  if (mode !== 'jwt' && given.PROFILE_SCOPE) faults.push({ code: 'PROFILE_SCOPE_WITHOUT_TOKENS', params: {} });
  if (mode === 'none' && !sandbox) {
    faults.push({ code: 'AUTH_NONE', params: {} });
    return null;
  }
  if (mode !== 'jwt') return { mode };
  const isMissing: Readonly<Record<JwtSetting, boolean>> = {
    JWT_JWKS_URL: !given.JWT_JWKS_URL && !given.JWT_JWKS_FILE,
    JWT_ISSUER: !given.JWT_ISSUER,
    JWT_AUDIENCE: !given.JWT_AUDIENCE,
  };
  const missing = (['JWT_JWKS_URL', 'JWT_ISSUER', 'JWT_AUDIENCE'] as const).filter((name) => isMissing[name]);
  if (missing.length > 0) faults.push({ code: 'JWT_SETTINGS_MISSING', params: { missing } });
  if (given.JWT_JWKS_URL && given.JWT_JWKS_FILE)
    faults.push({ code: 'BOTH_SET', params: { first: 'JWT_JWKS_URL', second: 'JWT_JWKS_FILE' } });
  const { JWT_ISSUER: issuer, JWT_AUDIENCE: audience, JWT_CUSTOMERS_CLAIM: customersClaim, PROFILE_SCOPE: profileScope = null } = read;
  const requiresSubject = read.ACCESS_TRAIL_REQUIRED ?? false;
  const keys = read.JWT_JWKS_URL ?? read.JWT_JWKS_FILE;
  return keys && issuer && audience && customersClaim
    ? { mode, keys, issuer, audience, customersClaim, profileScope, requiresSubject }
    : null;
}

export function readCredentials(read: Read, given: Environment, auth: AuthSettings | null, faults: SettingsFault[]): Credentials | null {
  if (auth?.mode === 'passthrough') return { everyCustomer: null, ofCustomer: new Map() }; // each caller brings its own
  const { VITEC_USERNAME: username = null, VITEC_PASSWORD: password = null, VITEC_CREDENTIALS_FILE: file = null } = read;
  if (given.VITEC_CREDENTIALS_FILE) {
    if (password !== null) faults.push({ code: 'BOTH_SET', params: { first: 'VITEC_PASSWORD', second: 'VITEC_CREDENTIALS_FILE' } });
    return file && collectFaults('VITEC_CREDENTIALS_FILE', () => toCredentials(file, username), faults);
  }
  if (username !== null && password !== null) return { everyCustomer: toGroupCredentials({ username, password }), ofCustomer: new Map() };
  const missing = ['VITEC_USERNAME', 'VITEC_PASSWORD'].filter((name) => !isGiven(given, name));
  if (missing.length > 0) faults.push({ code: 'CREDENTIALS_MISSING', params: { missing } });
  return null;
}

/** Whether a secret is set, be it in a file or with a wrong value, which has a fault of its own. */
const isGiven = (given: Environment, name: string): boolean => given[name] !== undefined || given[`${name}_FILE`] !== undefined;

/** The value that `read` returns; null when it throws a SettingError, whose faults are collected. */
function collectFaults<Value>(setting: string, read: () => Value, faults: SettingsFault[]): Value | null {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof SettingError)) throw error;
    faults.push(...error.faults.map((fault) => faultOf(setting, fault)));
    return null;
  }
}

import type { z } from 'zod';
import type { AuthSettings } from '../access/create-authentication.ts';
import { settings } from '../settings.ts';
import { type Credentials, type CredentialsFile, toCredentials } from '../vitec/credentials.ts';
import { readTextFile } from './read-file.ts';

export type Environment = Readonly<Record<string, string | undefined>>;
/** What could be read, when some could not. */
export type Read = Partial<z.output<typeof settings>>;

export function readSecretFile(given: Record<string, string | undefined>, name: string, faults: string[]): void {
  const path = given[`${name}_FILE`];
  if (path === undefined) return;
  if (given[name] !== undefined) {
    faults.push(`${name} and ${name}_FILE are both set: keep one.`);
    return;
  }
  try {
    given[name] = readTextFile(path).replace(/[ \t\r\n]+$/, ''); // editors, `echo` and copying leave some
  } catch (error) {
    faults.push(`${name}_FILE ${(error as Error).message}.`);
  }
}

/** The settings that are right by themselves, so that what hangs together can be checked beside a fault elsewhere. */
export function readEach(given: Environment): Read {
  const entries = Object.entries(settings.shape).flatMap(([name, check]) => {
    const { success, data } = check.safeParse(given[name]);
    return success ? [[name, data]] : [];
  });
  return Object.fromEntries(entries) as Read;
}

/** What is wrong between two settings that are right by themselves. */
export function togetherWrong(read: Read, given: Environment): readonly string[] {
  const faults: string[] = [];
  if (read.TRUSTED_DOCUMENTS_ONLY && !given.TRUSTED_DOCUMENTS_FILE)
    faults.push('TRUSTED_DOCUMENTS_ONLY is true without documents: give them in TRUSTED_DOCUMENTS_FILE.');
  if (given.REDIS_URL && !given.CACHE_ENCRYPTION_KEY)
    faults.push(
      'REDIS_URL is set without CACHE_ENCRYPTION_KEY: persons are kept there only sealed. Set one; `openssl rand -base64 32` makes it.',
    );
  if ((read.REQUEST_TIMEOUT_MS ?? 0) < (read.HEADERS_TIMEOUT_MS ?? 0))
    faults.push('REQUEST_TIMEOUT_MS is less than HEADERS_TIMEOUT_MS: a request is at least its headers. Change one of them.');
  if (!given.VITEC_URL) faults.push('VITEC_URL is not set: give the origin of Vitec Connect, https://connect.maklare.vitec.net.');
  if (read.METRICS_PORT !== undefined && read.METRICS_PORT === read.PORT)
    faults.push('PORT and METRICS_PORT are the same: set another in one of them.');
  return faults;
}

export function readAuth(read: Read, given: Environment, sandbox: boolean, faults: string[]): AuthSettings | null {
  const mode = read.AUTH_MODE ?? (sandbox ? 'none' : 'jwt');
  if (mode === 'none' && !sandbox) {
    faults.push('AUTH_MODE=none would let anyone read everything: it starts with the sandbox alone. Set jwt or passthrough.');
    return null;
  }
  if (mode !== 'jwt') return { mode };
  const missing = [
    ...(given.JWT_JWKS_URL || given.JWT_JWKS_FILE ? [] : ['JWT_JWKS_URL (or JWT_JWKS_FILE)']),
    ...['JWT_ISSUER', 'JWT_AUDIENCE'].filter((name) => !given[name]),
  ];
  if (missing.length > 0)
    faults.push(`${missing.join(', ')} not set: tokens are checked against them. Set them, or another AUTH_MODE than jwt.`);
  if (given.JWT_JWKS_URL && given.JWT_JWKS_FILE) faults.push('JWT_JWKS_URL and JWT_JWKS_FILE are both set: keep one.');
  const { JWT_ISSUER: issuer, JWT_AUDIENCE: audience, JWT_CUSTOMERS_CLAIM: customersClaim } = read;
  const keys = read.JWT_JWKS_URL ?? read.JWT_JWKS_FILE;
  return keys && issuer && audience && customersClaim ? { mode, keys, issuer, audience, customersClaim } : null;
}

export function readCredentials(read: Read, given: Environment, auth: AuthSettings | null, faults: string[]): Credentials | null {
  if (auth?.mode === 'passthrough') return { everyCustomer: null, ofCustomer: new Map() }; // each caller brings its own
  const { VITEC_USERNAME: username = null, VITEC_PASSWORD: password = null, VITEC_CREDENTIALS_FILE: file = null } = read;
  if (given.VITEC_CREDENTIALS_FILE) {
    if (password !== null) faults.push('VITEC_PASSWORD and VITEC_CREDENTIALS_FILE are both set: keep one.');
    return file && credentialsOfFile(file, username, faults);
  }
  if (username !== null && password !== null) return { everyCustomer: { username, password }, ofCustomer: new Map() };
  const missing = [...(username === null ? ['VITEC_USERNAME'] : []), ...(password === null ? ['VITEC_PASSWORD'] : [])];
  faults.push(`${missing.join(' and ')} not set: give both, or a pair for each customer in VITEC_CREDENTIALS_FILE.`);
  return null;
}

function credentialsOfFile(file: CredentialsFile, username: string | null, faults: string[]): Credentials | null {
  try {
    return toCredentials(file, username);
  } catch (error) {
    faults.push(`VITEC_CREDENTIALS_FILE ${(error as Error).message}.`);
    return null;
  }
}

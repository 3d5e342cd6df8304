import { decodeJwt, type JWTClaimVerificationOptions, type JWTVerifyGetKey, UnsecuredJWT } from 'jose';
import { AuthenticationError } from '../../access/authentication.ts';
import { createAuthentication } from '../../access/create-authentication.ts';
import { credentialsOf } from '../../access/credentials-header.ts';
import { hasScope } from '../../access/scopes.ts';
import { readSubject, TIME_RULES } from '../../access/token.ts';
import { customersFaultOf, isCustomerId, type TokenFault, tokenFaultOf } from '../../access/token-fault.ts';
import { SettingError } from '../../domain/setting-error.ts';
import { readTextFile } from '../../settings/read-file.ts';
import { type About, type Check, found } from './findings.ts';

/** The settings of tokens. Null: not set, or wrong. */
export type TokenRules = {
  readonly keys: URL | JWTVerifyGetKey | null;
  /** The setting that names the keys. */
  readonly keysSetting: string;
  readonly issuer: string | null;
  readonly audience: string | null;
  readonly customersClaim: string | null;
  readonly profileScope: string | null;
  /** ACCESS_TRAIL_REQUIRED. */
  readonly requiresSubject: boolean;
  readonly idPattern: RegExp;
};

/** The kund-ids that are shown; the rest are counted. */
const MOST_SHOWN = 20;

/** The row that tells a fault. */
const ROWS = {
  NO_HEADER: 'TOKEN',
  OTHER_SCHEME: 'TOKEN',
  NOT_A_TOKEN: 'TOKEN',
  ALGORITHM: 'TOKEN',
  HEADER_EXTENSION: 'TOKEN',
  NO_KEYS: 'TOKEN',
  KID_UNKNOWN: 'TOKEN',
  NO_KEY_FITS: 'TOKEN',
  SIGNATURE: 'TOKEN',
  ISS_MISSING: 'TOKEN_ISS',
  ISS_WRONG: 'TOKEN_ISS',
  AUD_MISSING: 'TOKEN_AUD',
  AUD_WRONG: 'TOKEN_AUD',
  EXP_MISSING: 'TOKEN_TIME',
  EXP_FORM: 'TOKEN_TIME',
  EXPIRED: 'TOKEN_TIME',
  NBF_FORM: 'TOKEN_TIME',
  NOT_YET_VALID: 'TOKEN_TIME',
  IAT_FORM: 'TOKEN_TIME',
  CUSTOMERS_MISSING: 'TOKEN_CUSTOMERS',
  CUSTOMERS_FORM: 'TOKEN_CUSTOMERS',
  CUSTOMER_ID_FORM: 'TOKEN_CUSTOMERS',
  SUB_MISSING: 'TOKEN_SUB',
  OTHER: 'TOKEN',
} as const satisfies Record<TokenFault, About>;

/** The token is always sent as Bearer, so the header itself has no fault. */
const codeOf = (fault: TokenFault) =>
  fault === 'NO_HEADER' || fault === 'OTHER_SCHEME' ? 'TOKEN_NOT_A_TOKEN' : (`TOKEN_${fault}` as const);

/** Checks the token in a file as the gateway does, and each of its claims, also those after the first fault. */
export async function checkToken(path: string, rules: TokenRules): Promise<readonly Check[]> {
  const token = readToken(path);
  if (token === null) return [found('TOKEN', 'TOKEN_FILE_UNREADABLE')];
  const claims = claimsOf(token);
  if (!claims) return [found('TOKEN', 'TOKEN_NOT_A_TOKEN')];
  const signature = await checkSignature(token, rules);
  if (signature.code === 'TOKEN_NOT_A_TOKEN') return [signature];
  const { issuer, audience } = rules;
  return [
    signature,
    issuer === null ? missing('TOKEN_ISS', 'JWT_ISSUER') : checkClaim('TOKEN_ISS', 'TOKEN_ISS_WELL', token, { issuer }),
    audience === null ? missing('TOKEN_AUD', 'JWT_AUDIENCE') : checkClaim('TOKEN_AUD', 'TOKEN_AUD_WELL', token, { audience }),
    checkClaim('TOKEN_TIME', 'TOKEN_TIME_WELL', token, TIME_RULES),
    checkCustomers(claims, rules),
    checkSubject(claims, rules.requiresSubject),
    checkScope(claims, rules.profileScope),
  ];
}

const missing = (about: About, setting: string): Check => found(about, 'SETTING_MISSING', { values: { setting } });

function readToken(path: string): string | null {
  try {
    const text = readTextFile(path).trim();
    return credentialsOf(text, 'Bearer') ?? text;
  } catch (error) {
    if (!(error instanceof SettingError)) throw error;
    return null;
  }
}

function claimsOf(token: string): Readonly<Record<string, unknown>> | null {
  try {
    return decodeJwt(token);
  } catch {
    return null;
  }
}

/** As the gateway checks it. The gateway checks claims after the signature: the fault of a claim means that the signature is right. */
async function checkSignature(token: string, rules: TokenRules): Promise<Check> {
  const { keys, keysSetting, issuer, audience, customersClaim, idPattern } = rules;
  if (!keys) return missing('TOKEN', keysSetting);
  const settings = {
    issuer: issuer ?? '',
    audience: audience ?? '',
    customersClaim: customersClaim ?? '',
    profileScope: null,
    requiresSubject: false,
  };
  const authenticate = createAuthentication({ mode: 'jwt', keys, ...settings }, idPattern);
  const beganMs = performance.now();
  const fault = await authenticate(`Bearer ${token}`).then(
    () => null,
    (error: unknown) => {
      if (error instanceof AuthenticationError) return error.fault;
      throw error;
    },
  );
  const timed = { milliseconds: performance.now() - beganMs };
  return fault !== null && ROWS[fault] === 'TOKEN' ? found('TOKEN', codeOf(fault), timed) : found('TOKEN', 'TOKEN_SIGNED', timed);
}

/** Applies the rules of jose to the claims alone, whatever the signature. Faults that belong to another row are not told here. */
function checkClaim(
  about: 'TOKEN_ISS' | 'TOKEN_AUD' | 'TOKEN_TIME',
  well: 'TOKEN_ISS_WELL' | 'TOKEN_AUD_WELL' | 'TOKEN_TIME_WELL',
  token: string,
  options: JWTClaimVerificationOptions,
): Check {
  const header = Buffer.from('{"alg":"none"}').toString('base64url');
  try {
    UnsecuredJWT.decode(`${header}.${token.split('.')[1]}.`, options);
  } catch (error) {
    const fault = tokenFaultOf(error, token);
    if (ROWS[fault] === about) return found(about, codeOf(fault), { values: settingOf(about) });
  }
  return found(about, well);
}

const settingOf = (about: 'TOKEN_ISS' | 'TOKEN_AUD' | 'TOKEN_TIME'): Readonly<Record<string, string>> =>
  about === 'TOKEN_TIME' ? {} : { setting: about === 'TOKEN_ISS' ? 'JWT_ISSUER' : 'JWT_AUDIENCE' };

function checkCustomers(claims: Readonly<Record<string, unknown>>, { customersClaim, idPattern }: TokenRules): Check {
  if (customersClaim === null) return missing('TOKEN_CUSTOMERS', 'JWT_CUSTOMERS_CLAIM');
  const value = claims[customersClaim];
  const fault = customersFaultOf(value, idPattern);
  const ids = Array.isArray(value) ? value.filter((id) => isCustomerId(id, idPattern)) : [];
  const position = Array.isArray(value) ? value.findIndex((id) => !isCustomerId(id, idPattern)) + 1 : 0;
  const values = { claim: customersClaim, customers: shownIds(ids), count: ids.length, position };
  if (fault) return found('TOKEN_CUSTOMERS', codeOf(fault), { values });
  return found('TOKEN_CUSTOMERS', ids.length === 0 ? 'TOKEN_CUSTOMERS_NONE' : 'TOKEN_CUSTOMERS_WELL', { values });
}

const shownIds = (ids: readonly string[]): string =>
  [...ids.slice(0, MOST_SHOWN), ...(ids.length > MOST_SHOWN ? [`+${ids.length - MOST_SHOWN}`] : [])].join(', ');

/** Its value is not shown: it may name a person. */
function checkSubject({ sub }: Readonly<Record<string, unknown>>, isRequired: boolean): Check {
  if (readSubject(sub) !== null) return found('TOKEN_SUB', 'TOKEN_SUB_WELL');
  return found('TOKEN_SUB', isRequired ? 'TOKEN_SUB_MISSING' : 'TOKEN_SUB_UNUSED');
}

function checkScope(claims: Readonly<Record<string, unknown>>, scope: string | null): Check {
  if (scope === null) return found('TOKEN_SCOPE', 'TOKEN_SCOPE_UNUSED');
  return found('TOKEN_SCOPE', hasScope(claims, scope) ? 'TOKEN_SCOPE_WELL' : 'TOKEN_SCOPE_MISSING', { values: { scope } });
}

import { decodeProtectedHeader, errors } from 'jose';

/** What is wrong with a refused token, for the log and the doctor. The caller does not learn it. None holds a value of the token. */
export const TOKEN_FAULTS = [
  'NO_HEADER',
  'OTHER_SCHEME',
  'NOT_A_TOKEN',
  'ALGORITHM',
  'HEADER_EXTENSION',
  'NO_KEYS',
  'KID_UNKNOWN',
  'NO_KEY_FITS',
  'SIGNATURE',
  'ISS_MISSING',
  'ISS_WRONG',
  'AUD_MISSING',
  'AUD_WRONG',
  'EXP_MISSING',
  'EXP_FORM',
  'EXPIRED',
  'NBF_FORM',
  'NOT_YET_VALID',
  'IAT_FORM',
  'CUSTOMERS_MISSING',
  'CUSTOMERS_FORM',
  'CUSTOMER_ID_FORM',
  'SUB_MISSING',
  'OTHER',
] as const;
export type TokenFault = (typeof TOKEN_FAULTS)[number];

/** By the claim and the reason of jose's error. */
const CLAIM_FAULTS: Readonly<Record<string, TokenFault>> = {
  'iss missing': 'ISS_MISSING',
  'iss check_failed': 'ISS_WRONG',
  'aud missing': 'AUD_MISSING',
  'aud check_failed': 'AUD_WRONG',
  'exp missing': 'EXP_MISSING',
  'exp invalid': 'EXP_FORM',
  'nbf invalid': 'NBF_FORM',
  'nbf check_failed': 'NOT_YET_VALID',
  'iat invalid': 'IAT_FORM',
};

/** The fault for an error of jose. OTHER: the key cannot be used, such as an RSA key of under 2,048 bits. */
export function tokenFaultOf(error: unknown, token: string): TokenFault {
  if (error instanceof errors.JWTExpired) return 'EXPIRED';
  if (error instanceof errors.JWTClaimValidationFailed) return CLAIM_FAULTS[`${error.claim} ${error.reason}`] ?? 'OTHER';
  if (error instanceof errors.JWKSNoMatchingKey) return hasKid(token) ? 'KID_UNKNOWN' : 'NO_KEY_FITS';
  if (error instanceof errors.JWSSignatureVerificationFailed || error instanceof errors.JWKSMultipleMatchingKeys) return 'SIGNATURE';
  if (error instanceof errors.JOSEAlgNotAllowed) return 'ALGORITHM';
  if (error instanceof errors.JOSENotSupported) return 'HEADER_EXTENSION';
  if (error instanceof errors.JWSInvalid || error instanceof errors.JWTInvalid) return 'NOT_A_TOKEN';
  return 'OTHER';
}

/** Only for a token whose header jose has read. */
const hasKid = (token: string): boolean => decodeProtectedHeader(token).kid !== undefined;

/** What is wrong with the claim that lists the customers; null: it is an array of ids. */
export function customersFaultOf(claim: unknown, idPattern: RegExp): TokenFault | null {
  if (claim === undefined) return 'CUSTOMERS_MISSING';
  if (!Array.isArray(claim)) return 'CUSTOMERS_FORM';
  return claim.every((customerId) => isCustomerId(customerId, idPattern)) ? null : 'CUSTOMER_ID_FORM';
}

export const isCustomerId = (value: unknown, idPattern: RegExp): value is string => typeof value === 'string' && idPattern.test(value);

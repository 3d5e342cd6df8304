import { errors, type JWTVerifyGetKey, type JWTVerifyOptions, jwtVerify } from 'jose';
import { type Authenticate, Refused } from './authentication.ts';
import type { Caller } from './caller.ts';

export type TokenSettings = {
  readonly issuer: string;
  readonly audience: string;
  /** The claim that lists the caller's customers. */
  readonly customersClaim: string;
};

/** A clock may be this many seconds off. */
const CLOCK_TOLERANCE_SECONDS = 5;

/**
 * AUTH_MODE=jwt: a Bearer token, signed by a known key with one of three algorithms, from the right issuer for us, with an
 * end, and with an array of exact kund-ids. Anything else is refused, the algorithm `none` and HS256 with a public key included.
 */
export function createTokenAuthentication(
  getKey: JWTVerifyGetKey,
  { issuer, audience, customersClaim }: TokenSettings,
  idPattern: RegExp,
): Authenticate {
  const options: JWTVerifyOptions = {
    issuer,
    audience,
    algorithms: ['RS256', 'ES256', 'EdDSA'],
    clockTolerance: CLOCK_TOLERANCE_SECONDS,
    requiredClaims: ['exp'], // jose takes a token without an end otherwise
  };

  return async (authorization): Promise<Caller> => {
    if (authorization === undefined) throw new Refused('missing');
    const [, token] = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization) ?? [];
    if (token === undefined) throw new Refused('invalid');
    const { payload } = await jwtVerify(token, getKey, options).catch((error: unknown) => {
      throw toRefused(error);
    });
    return { customerIds: readCustomers(payload[customersClaim], idPattern), rights: { kind: 'GATEWAY' } };
  };
}

function toRefused(error: unknown): Refused {
  if (error instanceof Refused) return error;
  return new Refused(error instanceof errors.JWTExpired ? 'expired' : 'invalid');
}

function readCustomers(claim: unknown, idPattern: RegExp): ReadonlySet<string> {
  if (!Array.isArray(claim) || !claim.every((customerId) => typeof customerId === 'string' && idPattern.test(customerId)))
    throw new Refused('invalid');
  return new Set(claim);
}

import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

/** A file with this text, or these bytes, in a folder of its own. */
export function temporaryFile(name: string, text: string | Buffer): string {
  const path = join(mkdtempSync(join(tmpdir(), 'gateway-')), name);
  writeFileSync(path, text);
  return path;
}

export const ISSUER = 'https://login.example';
export const AUDIENCE = 'vitec-gateway';

/** Someone who signs tokens: its key set, the settings that trust it, and tokens with whatever is wrong with them. */
export async function createSigner(algorithm = 'ES256', kid = 'key-1') {
  const { publicKey, privateKey } = await generateKeyPair(algorithm, { extractable: true });
  const publicJwk = { ...(await exportJWK(publicKey)), kid, alg: algorithm, use: 'sig' };
  const keySet = JSON.stringify({ keys: [publicJwk] });
  return {
    keySet,
    publicJwk,
    privateKey,
    settings: { AUTH_MODE: 'jwt', JWT_JWKS_FILE: temporaryFile('keys.json', keySet), JWT_ISSUER: ISSUER, JWT_AUDIENCE: AUDIENCE },
    /** A token for these customers, right in everything that is not given. */
    token: (claims: Record<string, unknown> = {}, header: Record<string, unknown> = {}) => {
      const now = Math.floor(Date.now() / 1_000);
      const payload = Object.fromEntries(
        Object.entries({ iss: ISSUER, aud: AUDIENCE, exp: now + 300, customerIds: ['M1'], ...claims }).filter(
          ([, value]) => value !== undefined,
        ),
      );
      return new SignJWT(payload).setProtectedHeader({ alg: algorithm, kid, ...header }).sign(privateKey);
    },
  };
}

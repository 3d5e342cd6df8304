import { createHash, timingSafeEqual } from 'node:crypto';

/**
 * Checks whether a text is one of the secrets (two during a rotation). It compares hashes in constant time, so that the duration reveals
 * neither the secret nor its length.
 */
export function createSecretCheck(secrets: readonly string[]): (given: string) => boolean {
  const hashes = secrets.map(hashOf);
  return (given) => {
    const forms = [given, fromUtf8Bytes(given)].map(hashOf);
    return hashes.flatMap((each) => forms.map((hash) => timingSafeEqual(each, hash))).includes(true);
  };
}

/** Checks that a request comes through the router, which sends one of the secrets. Without secrets every request passes. */
export function createRouterCheck(secrets: readonly string[]): (header: string | string[] | undefined) => boolean {
  if (secrets.length === 0) return () => true;
  const isSecret = createSecretCheck(secrets);
  return (header) => typeof header === 'string' && isSecret(header);
}

/** Node decodes header bytes as Latin-1, but most clients send UTF-8. */
const fromUtf8Bytes = (header: string): string => Buffer.from(header, 'latin1').toString('utf8');

const hashOf = (text: string): Buffer => createHash('sha256').update(text).digest();

import { createSecretCheck } from './secret.ts';

/** Checks that a request comes through the router, which sends one of the secrets. Without secrets every request passes. */
export function createRouterCheck(secrets: readonly string[]): (header: string | string[] | undefined) => boolean {
  if (secrets.length === 0) return () => true;
  const isSecret = createSecretCheck(secrets);
  return (header) => typeof header === 'string' && isSecret(header);
}

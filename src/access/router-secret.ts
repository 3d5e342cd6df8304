import { createSecretCheck } from './secret.ts';

/** Whether a request comes through the router: it carries one of the secrets. Without secrets every request may pass. */
export function createRouterCheck(secrets: readonly string[]): (header: string | string[] | undefined) => boolean {
  if (secrets.length === 0) return () => true;
  const isSecret = createSecretCheck(secrets);
  return (header) => typeof header === 'string' && isSecret(header);
}

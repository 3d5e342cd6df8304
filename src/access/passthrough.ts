import { type Authenticate, Refused } from './authentication.ts';

/** AUTH_MODE=passthrough: the caller's own Vitec user name and password go upstream, and Vitec decides what they open. */
export const authenticateByVitec: Authenticate = async (authorization) => {
  if (authorization === undefined) throw new Refused('missing');
  const [, encoded] = /^Basic ([A-Za-z0-9+/]+={0,2})$/i.exec(authorization) ?? [];
  if (encoded === undefined || !Buffer.from(encoded, 'base64').toString().includes(':')) throw new Refused('invalid');
  return { customerIds: 'EVERY', rights: { kind: 'OWN', authorization: `Basic ${encoded}` } };
};

import { createServer } from 'node:http';
import { createRemoteKeySet } from '../../src/access/key-set.ts';
import { createTokenAuthentication } from '../../src/access/token.ts';
import { listen } from './listen.ts';
import { AUDIENCE, type createSigner, ISSUER } from './tokens.ts';

export const TOKEN_SETTINGS = {
  issuer: ISSUER,
  audience: AUDIENCE,
  customersClaim: 'customerIds',
  profileScope: null,
  requiresSubject: false,
};

/** A server of a key set; the test can change the body and the status. */
export async function startKeys(keySet: unknown, port = 0) {
  const world = { body: typeof keySet === 'string' ? keySet : JSON.stringify(keySet), status: 200, requests: 0 };
  const server = createServer((_request, response) => {
    world.requests += 1;
    response.writeHead(world.status, { 'content-type': 'application/json' }).end(world.body);
  });
  const listening = await listen(server, port);
  return Object.assign(world, listening, { url: `${listening.url}/jwks` });
}

/** What becomes of a token: its customers, or why it is refused. `world.nowMs` is the steady clock of the key set. */
export function createReader(url: string) {
  const world = { nowMs: 0 };
  const authenticate = createTokenAuthentication(
    createRemoteKeySet(new URL(url), () => world.nowMs),
    TOKEN_SETTINGS,
    /^\w+$/,
  );
  const read = (token: string) =>
    authenticate(`Bearer ${token}`).then(
      () => 'taken',
      (error: { reason: string }) => error.reason,
    );
  return { world, read };
}
let seen = 0;
/** A token that was not seen before. */
export const fresh = (signer: Awaited<ReturnType<typeof createSigner>>, header = {}) => {
  seen += 1;
  return signer.token({ jti: String(seen) }, header);
};

/** A key as a set without names has it. */
export const withoutKid = ({ kid: _kid, ...key }: { kid: string }) => key;

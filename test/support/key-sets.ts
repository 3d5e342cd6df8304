import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRemoteKeySet } from '../../src/access/key-set.ts';
import { createTokenAuthentication } from '../../src/access/token.ts';
import { AUDIENCE, type createSigner, ISSUER } from './tokens.ts';

export const TOKEN_SETTINGS = { issuer: ISSUER, audience: AUDIENCE, customersClaim: 'customerIds' };

/** An address that answers what it is told to. */
export async function startKeys(first: unknown) {
  const world = { body: typeof first === 'string' ? first : JSON.stringify(first), status: 200, asked: 0 };
  const server = createServer((_request, response) => {
    world.asked += 1;
    response.writeHead(world.status, { 'content-type': 'application/json' }).end(world.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return Object.assign(world, {
    url: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks`),
    [Symbol.asyncDispose]: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  });
}

/** What becomes of a token: its customers, or why it is refused. `world.nowMs` is the steady clock of the key set. */
export function createReader(url: URL) {
  const world = { nowMs: 0 };
  const authenticate = createTokenAuthentication(
    createRemoteKeySet(url, () => world.nowMs),
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

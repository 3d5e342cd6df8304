import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fastify from 'fastify';
import { createLocalJWKSet, jwtVerify } from 'jose';
import { LRUCache } from 'lru-cache';
import mercurius from 'mercurius';
import { pino } from 'pino';
import { Histogram } from 'prom-client';
import { createContexts, resolvers, typeDefs } from './vitec-schema.ts';

/**
 * Mercurius with JIT and the duties that production has: a token that is verified, once for each token; a log line and a histogram for each
 * operation; answers cached for 60 s by contact.
 */
const { VITEC_URL = '', JWT_JWKS_FILE = '', JWT_ISSUER: issuer = '', JWT_AUDIENCE: audience = '' } = process.env;
const keys = createLocalJWKSet(JSON.parse(readFileSync(JWT_JWKS_FILE, 'utf8')));
const verified = new LRUCache<string, true>({ max: 10_000, ttl: 60_000 });
const log = pino({ base: null }, pino.destination({ dest: '/dev/null', sync: true }));
const seconds = new Histogram({ name: 'operation_seconds', help: 'Time from request to response.', labelNames: ['operation'] });

async function authenticate(authorization = ''): Promise<boolean> {
  const token = authorization.replace(/^Bearer /, '');
  const hash = createHash('sha256').update(token).digest('base64');
  if (verified.has(hash)) return true;
  try {
    await jwtVerify(token, keys, { issuer, audience, algorithms: ['ES256'] });
  } catch {
    return false;
  }
  verified.set(hash, true);
  return true;
}

const app = fastify();
app.addHook('onRequest', async (request, reply) => {
  if (!(await authenticate(request.headers.authorization))) await reply.code(401).send({ errors: [{ message: 'Unauthorized' }] });
});
app.addHook('onResponse', async (request, reply) => {
  const operation = (request.body as { readonly operationName?: string } | null)?.operationName ?? 'other';
  seconds.observe({ operation }, reply.elapsedTime / 1_000);
  log.info({ requestId: request.id, operation, durationMs: Math.round(reply.elapsedTime), status: reply.statusCode }, 'operation');
});
await app.register(mercurius, { schema: typeDefs, resolvers: resolvers as never, jit: 1, context: createContexts(VITEC_URL, 60_000) });
process.stdout.write(`listening ${await app.listen({ host: '127.0.0.1', port: Number(process.env.PORT ?? 0) })}\n`);

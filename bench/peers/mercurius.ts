import fastify from 'fastify';
import mercurius from 'mercurius';
import { createContexts, resolvers, typeDefs } from './vitec-schema.ts';

/** Fastify with Mercurius, which compiles an operation that it has seen once. */
const createContext = createContexts(process.env.VITEC_URL ?? '');
const app = fastify();
await app.register(mercurius, { schema: typeDefs, resolvers: resolvers as never, jit: 1, context: createContext });
process.stdout.write(`listening ${await app.listen({ host: '127.0.0.1', port: Number(process.env.PORT ?? 0) })}\n`);

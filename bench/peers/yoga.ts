import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { makeExecutableSchema } from '@graphql-tools/schema';
import { createYoga } from 'graphql-yoga';
import { type Context, createContexts, resolvers, typeDefs } from './vitec-schema.ts';

const createContext = createContexts(process.env.VITEC_URL ?? '');
const schema = makeExecutableSchema<Context>({ typeDefs, resolvers });
const server = createServer(createYoga({ schema, context: createContext, logging: false }));
server.listen(Number(process.env.PORT ?? 0), '127.0.0.1', () =>
  process.stdout.write(`listening http://127.0.0.1:${(server.address() as AddressInfo).port}\n`),
);

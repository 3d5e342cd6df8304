import { RESTDataSource } from '@apollo/datasource-rest';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { type Context, resolvers, toRoles, typeDefs } from './vitec-schema.ts';

/** Apollo Server with the data source of its documentation, which remembers a GET for the length of an operation. */
class Vitec extends RESTDataSource {
  override baseURL = `${process.env.VITEC_URL}/`;

  async roles({ customerId, contactId }: { customerId: string; contactId: string }) {
    const headers = { authorization: `Basic ${Buffer.from('a:b').toString('base64')}` };
    return toRoles(customerId, await this.get(`CRM/Contact/${customerId}/${contactId}/PartyRoles`, { headers }));
  }
}

const server = new ApolloServer<Context>({ typeDefs, resolvers });
const { url } = await startStandaloneServer(server, {
  listen: { host: '127.0.0.1', port: Number(process.env.PORT ?? 0) },
  context: async () => {
    const vitec = new Vitec({ cache: server.cache });
    return { load: (key) => vitec.roles(key) };
  },
});
process.stdout.write(`listening ${url.replace(/\/$/, '')}\n`);

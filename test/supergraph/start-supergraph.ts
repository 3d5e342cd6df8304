import type { SandboxContact } from '../../src/sandbox/office.ts';
import { type ContactBuilder, startOffice } from '../support/office.ts';
import { Program, programSettings } from '../support/program.ts';
import { createSigner } from '../support/tokens.ts';
import { COMPOSERS, readSubgraph, vitec } from './compose.ts';
import type { StartGateway } from './gateways.ts';
import { startById, startNotes, startValuations } from './other-teams.ts';
import { startRecorder } from './recorder.ts';

export type Answer = {
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into the answer as it likes
  data: any;
  errors?: { message: string; path?: (string | number)[]; extensions?: Record<string, unknown> }[];
};
/** What a client sends beside the document. */
export type Sent = {
  readonly customerIds?: readonly string[];
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
};

export const SECRET = 'between-router-and-gateway';
const WEBHOOK_SECRET = 'between-vitec-and-gateway';

export type Supergraph = Awaited<ReturnType<typeof startSupergraph>>;

/** The gateway before an office, with three subgraphs of other teams, behind a router. */
export async function startSupergraph(
  startGateway: StartGateway,
  contacts: readonly (SandboxContact | ContactBuilder)[],
  facts: Parameters<typeof startOffice>[1] = {},
) {
  await using stack = new AsyncDisposableStack();
  const office = stack.use(await startOffice(contacts, facts));
  const signer = await createSigner();
  const program = stack.use(new Program('src/main.ts', { ...programSettings(office, signer), ROUTER_SECRET: SECRET, WEBHOOK_SECRET }));
  const origin = await program.address();
  const direct = `${origin}/graphql`;
  const recorder = stack.use(await startRecorder(direct));
  const [valuations, notes, byId] = await Promise.all([startValuations(), startNotes(), startById()]);
  for (const subgraph of [valuations, notes, byId]) stack.use(subgraph);
  const composed = COMPOSERS['@theguild/federation-composition']?.([
    vitec(`${recorder.url}/graphql`),
    readSubgraph('valuations', valuations.url),
    readSubgraph('notes', notes.url),
    readSubgraph('by-id', byId.url),
  ]);
  const supergraph = composed?.supergraph ?? '';
  const gateway = stack.use(await startGateway(supergraph, SECRET));

  const send = async (url: string, query: string, { customerIds = ['M1'], variables = {}, headers = {} }: Sent = {}) =>
    await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${await signer.token({ customerIds })}`, ...headers },
      body: JSON.stringify({ query, variables }),
    });
  const post = async (url: string, query: string, sent: Sent = {}) => (await (await send(url, query, sent)).json()) as Answer;
  const running = stack.move();
  return {
    office,
    gateway,
    supergraph,
    /** Of the router to the gateway, so far. */
    requests: recorder.requests,
    post,
    ask: (query: string, sent: Sent = {}) => post(gateway.url, query, sent),
    askForText: async (query: string, headers: Readonly<Record<string, string>>) =>
      await (await send(gateway.url, query, { headers })).text(),
    askDirectly: (query: string) => post(direct, query, { headers: { 'x-router-secret': SECRET } }),
    /** Opens a subscription at the router, and gives the results as they come. */
    async *subscribe(
      query: string,
      { customerIds = ['M1'], signal = null as AbortSignal | null, url = gateway.url } = {},
    ): AsyncGenerator<Answer, void, undefined> {
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'text/event-stream',
          authorization: `Bearer ${await signer.token({ customerIds })}`,
        },
        body: JSON.stringify({ query }),
        signal,
      });
      let text = '';
      for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
        const events = (text + chunk).split('\n\n');
        text = events.pop() ?? '';
        for (const event of events) {
          const data = /^data: (.+)$/m.exec(event)?.[1];
          if (data) yield JSON.parse(data) as Answer;
        }
      }
    },
    /** Notifies the gateway, as Vitec does when a contact has changed there. */
    notify: (contactId: string) =>
      fetch(`${origin}/webhooks/vitec/${WEBHOOK_SECRET}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ customerId: 'M1', type: 'Contact', id: contactId }),
      }),
    stopSubgraph: () => program.stop('SIGINT'),
    /** What an operation costs Vitec. */
    async callsOf(work: () => Promise<Answer>): Promise<[Answer, number]> {
      const before = office.totalCalls;
      const answer = await work();
      return [answer, office.totalCalls - before];
    },
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

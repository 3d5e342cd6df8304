import { Program } from '../../test/support/program.ts';

/** The made-up office and its gateway in a process of their own, on free ports. */
export async function startDemo(settings: Readonly<Record<string, string>> = {}) {
  const program = new Program('src/demo.ts', { PORT: '0', SANDBOX_PORT: '0', ...settings });
  const url = await program.says(/GraphiQL.*?(http:\S+)/);
  const sandbox = await program.says(/asked: +(http:\S+)\//);
  return {
    url,
    /** How often an endpoint of Vitec has been asked for a contact. */
    async callsFor(contactId: string, endpoint = 'PartyRoles'): Promise<number> {
      const { byEndpoint } = (await (await fetch(`${sandbox}/calls`)).json()) as { byEndpoint: Record<string, Record<string, number>> };
      return byEndpoint[endpoint]?.[`M30011/${contactId}`] ?? 0;
    },
    /** Has Vitec's stand-in notify the gateway, as when somebody there saves a change. */
    async notify(told: Readonly<Record<string, string>>): Promise<void> {
      const to = new URL('/webhooks/vitec/sandbox-webhook', url).href;
      const response = await fetch(`${sandbox}/notify?${new URLSearchParams({ to, customerId: 'M30011', ...told })}`, { method: 'POST' });
      if (!response.ok) throw new Error(await response.text());
    },
    /** Stops the gateway as a deployment does: it says goodbye to those who are connected. */
    stop: () => program.stop('SIGINT'),
    async [Symbol.asyncDispose](): Promise<void> {
      await program.stop('SIGINT');
    },
  };
}

export type Demo = Awaited<ReturnType<typeof startDemo>>;

export const FAILING = [
  ['underhall', 'UNAVAILABLE', 'UPSTREAM_UNAVAILABLE'],
  ['nekad', 'FORBIDDEN', 'FORBIDDEN'],
  ['finns-inte', 'NOT_FOUND', 'NOT_FOUND'],
] as const;

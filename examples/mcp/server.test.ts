import { fileURLToPath } from 'node:url';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXAMPLES } from '../../src/sandbox/examples.ts';
import { Program } from '../../test/support/program.ts';

const trusted = fileURLToPath(new URL('../../schema/trusted-documents.json', import.meta.url));

/** The demo, and the server before it as an agent starts it. */
async function startAgent(gatewaySettings: Record<string, string> = {}, serverSettings: Record<string, string> = {}) {
  const demo = new Program('src/demo.ts', { PORT: '0', SANDBOX_PORT: '0', ...gatewaySettings });
  const url = await demo.says(/GraphiQL.*?(http:\S+)/);
  const client = new Client({ name: 'test', version: '0' });
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [fileURLToPath(new URL('server.ts', import.meta.url))],
    env: { GATEWAY_URL: url, ...serverSettings },
  });
  await client.connect(transport);
  const call = async (name: string, variables: Record<string, unknown>) => {
    const { content, isError } = await client.callTool({ name, arguments: variables });
    const [{ text = '' } = {}] = content as { text?: string }[];
    return { isError, ...(JSON.parse(text) as { data?: Record<string, unknown>; errors?: object[] }) };
  };
  const stop = async () => {
    await client.close();
    await demo[Symbol.asyncDispose]();
  };
  return { client, call, [Symbol.asyncDispose]: stop };
}

let agent: Awaited<ReturnType<typeof startAgent>>;
beforeAll(async () => {
  agent = await startAgent();
});
afterAll(() => agent[Symbol.asyncDispose]());

describe('the published operations as tools', () => {
  it('are listed, each with what it is for in Swedish and in English', async () => {
    const { tools } = await agent.client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(Object.keys(EXAMPLES).sort());
    for (const { name, description, annotations } of tools) {
      const [swedish = '', english = ''] = (description ?? '').split('\n');
      expect(swedish, name).toMatch(/[åäöÅÄÖ]/);
      expect(english, name).toMatch(/\b(contact|contacts)\b.*calls? to Vitec/);
      expect(annotations).toMatchObject({ readOnlyHint: true });
    }
  });

  it('say what they take', async () => {
    const { tools } = await agent.client.listTools();
    expect(tools.find(({ name }) => name === 'ContactList')?.inputSchema).toEqual({
      type: 'object',
      properties: {
        customerId: { type: 'string' },
        contactIds: { type: 'array', items: { type: 'string' } },
        since: { type: 'string', format: 'date-time' },
      },
      required: ['customerId', 'contactIds'],
      additionalProperties: false,
    });
  });

  it.each([
    ['ContactCard', { contact: { bought: expect.any(Array), sold: expect.any(Array) } }],
    ['IsSeller', { contact: { hasRole: true } }],
    ['WhomIActFor', { contact: { representations: expect.any(Array) } }],
  ] as const)('%s answers', async (name, data) => {
    const answer = await agent.call(name, EXAMPLES[name]);
    expect(answer).toMatchObject({ isError: false, data });
    expect(answer.errors).toBeUndefined();
  });

  it('ContactList answers with the contact that failed beside the others', async () => {
    const { isError, data, errors } = await agent.call('ContactList', { ...EXAMPLES.ContactList });
    expect(isError).toBe(false);
    expect(data?.contacts).toHaveLength(6);
    expect(errors).toMatchObject([{ path: ['contacts', 4, 'partyRoleGroups'], extensions: { code: 'UPSTREAM_UNAVAILABLE' } }]);
  });

  it('tell the code of what the gateway refused', async () => {
    expect(await agent.call('IsSeller', { customerId: 'M30011' })).toMatchObject({
      isError: true,
      errors: [{ extensions: { code: 'BAD_USER_INPUT' } }, { extensions: { code: 'BAD_USER_INPUT' } }], // two variables are missing
    });
    await expect(agent.client.callTool({ name: 'Everything', arguments: {} })).rejects.toThrow('Everything');
  });

  it('run where nothing else does, by their hashes', async () => {
    await using closed = await startAgent(
      { TRUSTED_DOCUMENTS_FILE: trusted, TRUSTED_DOCUMENTS_ONLY: 'true' },
      { TRUSTED_DOCUMENTS: 'true' },
    );
    for (const name of ['ContactCard', 'IsSeller', 'WhomIActFor', 'ContactList'] as const)
      expect(await closed.call(name, { ...EXAMPLES[name] }), name).toMatchObject({ isError: false });
  });
});

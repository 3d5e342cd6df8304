import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXAMPLES } from '../../src/sandbox/examples.ts';
import { Program } from '../../test/support/program.ts';
import { temporaryFile } from '../../test/support/tokens.ts';

const SERVER = fileURLToPath(new URL('server.ts', import.meta.url));
const published = new URL('../../schema/trusted-documents.json', import.meta.url);

/** The demo, and the server before it as an agent starts it. */
async function startAgent(gatewaySettings: Record<string, string> = {}, serverSettings: Record<string, string> = {}) {
  const demo = new Program('src/demo.ts', { PORT: '0', SANDBOX_PORT: '0', ...gatewaySettings });
  const url = await demo.says(/GraphiQL.*?(http:\S+)/);
  const client = new Client({ name: 'test', version: '0' });
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [SERVER],
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

/** The examples of the sandbox, and for the operations that only agents have. */
const VARIABLES = {
  ...EXAMPLES,
  ContactHomes: { customerId: 'M30011', contactId: 'anna-andersson' },
  ContactRelations: { customerId: 'M30011', contactId: 'dodsbo-gustavsson' },
} as const;

describe('the operations as tools', () => {
  it('are listed, each with what it is for in Swedish and in English', async () => {
    const { tools } = await agent.client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(Object.keys(VARIABLES).sort());
    for (const { name, description, annotations } of tools) {
      const [swedish = '', english = ''] = (description ?? '').split('\n');
      expect(swedish, name).toMatch(/[åäöÅÄÖ]/);
      expect(english, name).toMatch(/\b(contact|contacts)\b.*calls? to Vitec/i);
      expect(annotations).toMatchObject({ readOnlyHint: true });
    }
  });

  it('say what they take, and what each of it is', async () => {
    const { tools } = await agent.client.listTools();
    expect(tools.find(({ name }) => name === 'RoleCounts')?.inputSchema).toEqual({
      type: 'object',
      properties: {
        customerId: { type: 'string', description: expect.stringContaining('office') },
        contactIds: { type: 'array', items: { type: 'string' }, description: expect.any(String) },
        since: { type: 'string', format: 'date-time', description: expect.any(String) },
      },
      required: ['customerId', 'contactIds'],
      additionalProperties: false,
    });
    const undescribed = tools.flatMap(({ name, inputSchema }) =>
      Object.entries(inputSchema.properties ?? {}).flatMap(([variable, schema]) =>
        'description' in schema ? [] : [`${name} ${variable}`],
      ),
    );
    expect(undescribed).toEqual([]);
  });

  it.each([
    ['ContactCard', { contact: { profile: { displayName: 'Anna Andersson', phoneNumbers: expect.any(Array) } } }],
    ['ContactHomes', { contact: { bought: [{ estate: { listing: { address: { streetAddress: 'Storgatan 4' } } } }, {}, {}] } }],
    ['FindContact', { searchContacts: { matches: expect.arrayContaining([expect.objectContaining({ type: 'DECEASED_ESTATE' })]) } }],
    ['IsSeller', { contact: { hasRole: true } }],
    ['WhomIActFor', { contact: { representations: expect.any(Array) } }],
  ] as const)('%s answers', async (name, data) => {
    const answer = await agent.call(name, VARIABLES[name]);
    expect(answer).toMatchObject({ isError: false, data });
    expect(answer.errors).toBeUndefined();
  });

  it('ContactRelations tells who acts for a contact by name, and no address or telephone number', async () => {
    const { data } = await agent.call('ContactRelations', VARIABLES.ContactRelations);
    expect(data?.contact).toMatchObject({
      representedBy: expect.arrayContaining([
        expect.objectContaining({
          relationLabel: 'Dödsbodelägare',
          contact: expect.objectContaining({ profile: { displayName: 'Karin Gustavsson' } }),
        }),
      ]),
    });
    expect(JSON.stringify(data)).not.toMatch(/phone|address|email|070|Kvarnvägen/i);
  });

  it.each([
    ['ContactList', ['finns-inte'], 'NOT_FOUND', ['profile', 'bought', 'sold']],
    ['RoleCounts', ['underhall'], 'UPSTREAM_UNAVAILABLE', ['partyRoleGroups']],
  ] as const)('%s answers with the contact that failed beside the others', async (name, [failed], code, fields) => {
    const { contactIds } = VARIABLES[name];
    const { isError, data, errors } = await agent.call(name, { ...VARIABLES[name] });
    expect(isError).toBe(false);
    expect(data?.contacts).toHaveLength(contactIds.length);
    const at = (contactIds as readonly string[]).indexOf(failed);
    expect(errors).toMatchObject(fields.map((field) => ({ path: ['contacts', at, field], extensions: { code } })));
  });

  it('tell the code of what the gateway refused', async () => {
    expect(await agent.call('IsSeller', { customerId: 'M30011' })).toMatchObject({
      isError: true,
      errors: [{ extensions: { code: 'BAD_USER_INPUT' } }, { extensions: { code: 'BAD_USER_INPUT' } }], // two variables are missing
    });
    expect(await agent.call('FindContact', { customerId: 'M30011', term: 'Gus' })).toMatchObject({
      errors: [{ extensions: { code: 'BAD_USER_INPUT' } }],
    });
    await expect(agent.client.callTool({ name: 'Everything', arguments: {} })).rejects.toThrow('Everything');
  });

  it('are those that TOOLS names, where it names some', async () => {
    await using narrow = await startAgent({}, { TOOLS: 'IsSeller,ContactHomes' });
    const { tools } = await narrow.client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(['ContactHomes', 'IsSeller']);
    await expect(narrow.client.callTool({ name: 'ContactCard', arguments: VARIABLES.ContactCard })).rejects.toThrow('ContactCard');
  });

  it('run where nothing else does, by their hashes', async () => {
    const manifest = execFileSync(process.execPath, [SERVER, '--documents'], { encoding: 'utf8' });
    expect(JSON.parse(manifest)).toMatchObject(JSON.parse(readFileSync(published, 'utf8')));
    await using closed = await startAgent(
      { TRUSTED_DOCUMENTS_FILE: temporaryFile('documents.json', manifest), TRUSTED_DOCUMENTS_ONLY: 'true' },
      { TRUSTED_DOCUMENTS: 'true' },
    );
    for (const [name, variables] of Object.entries(VARIABLES))
      expect(await closed.call(name, variables), name).toMatchObject({ isError: false });
  });
});

import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { CallToolRequestSchema, ErrorCode, ListToolsRequestSchema, McpError } from '@modelcontextprotocol/sdk/types.js';
import { type OperationTool, readTools } from './tools.ts';

/**
 * Operations as tools over standard input and output, and nothing else: the model writes no GraphQL. From the environment: GATEWAY_URL,
 * AUTHORIZATION (the header, whole), TRUSTED_DOCUMENTS=true to send hashes instead of texts, TOOLS to offer some operations only,
 * SCHEMA_FILE, OPERATIONS_FOLDER. The argument --documents prints the manifest of the operations instead, for TRUSTED_DOCUMENTS_FILE.
 */
const published = (path: string) => fileURLToPath(new URL(`../../schema/${path}`, import.meta.url));
const {
  GATEWAY_URL: gatewayUrl = 'http://localhost:4000/graphql',
  AUTHORIZATION: authorization,
  TRUSTED_DOCUMENTS: trustedDocuments,
  SCHEMA_FILE: schemaFile = published('schema.graphql'),
  OPERATIONS_FOLDER: operationsFolder,
  TOOLS: offered = '',
} = process.env;
const folders = operationsFolder ? [operationsFolder] : [published('operations'), fileURLToPath(new URL('operations', import.meta.url))];
const tools = choose(
  readTools(schemaFile, folders),
  offered.split(',').filter((name) => name !== ''),
);

if (process.argv.includes('--documents')) {
  process.stdout.write(`${JSON.stringify(Object.fromEntries(tools.map(({ document }) => [hashOf(document), document])), null, 2)}\n`);
  process.exit(0);
}

const server = new Server({ name: 'vitec-connect-graphql', version: '0.1.0' }, { capabilities: { tools: {} } });
server.setRequestHandler(ListToolsRequestSchema, () => ({
  tools: tools.map(({ document: _, ...tool }) => ({ ...tool, annotations: { readOnlyHint: true, openWorldHint: true } })),
}));
server.setRequestHandler(CallToolRequestSchema, async ({ params }, { signal }) => {
  const tool = tools.find(({ name }) => name === params.name);
  if (!tool) throw new McpError(ErrorCode.InvalidParams, `There is no tool ${params.name}.`);
  const answer = await ask(tool, params.arguments ?? {}, signal);
  // a contact that failed stands beside others that are whole, with its code: only an answer without data is a failure of the tool
  return { content: [{ type: 'text', text: JSON.stringify(answer) }], isError: !answer.data };
});
await server.connect(new StdioServerTransport());

/** The tools by these names, or all; throws for a name that no tool has. */
function choose(tools: readonly OperationTool[], names: readonly string[]): readonly OperationTool[] {
  const unknown = names.filter((name) => !tools.some((tool) => tool.name === name));
  if (unknown.length > 0) throw new Error(`TOOLS names no operation: ${unknown.join(', ')}`);
  return names.length === 0 ? tools : tools.filter(({ name }) => names.includes(name));
}

function hashOf(document: string): string {
  return createHash('sha256').update(document).digest('hex');
}

type Answer = { readonly data?: unknown; readonly errors?: readonly unknown[] };

async function ask({ document }: OperationTool, variables: unknown, signal: AbortSignal): Promise<Answer> {
  const named = trustedDocuments === 'true' ? { documentId: hashOf(document) } : { query: document };
  const response = await fetch(gatewayUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json', ...(authorization && { authorization }) },
    body: JSON.stringify({ ...named, variables }),
    signal,
  });
  return (await response.json()) as Answer;
}

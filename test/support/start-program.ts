import { postOperation, type TestGateway } from './gateway.ts';
import { Program, programSettings } from './program.ts';
import { createSigner } from './tokens.ts';
import type { VitecAccess } from './vitec.ts';

/** The gateway as its own process, queried by a caller who may read office M1. */
export async function startProgram(
  vitec: VitecAccess,
  settings: Record<string, string> = {},
  command?: readonly [string, ...string[]],
): Promise<Pick<TestGateway, 'url' | 'query'> & AsyncDisposable & { readonly program: Program }> {
  const signer = await createSigner();
  const program = new Program('src/main.ts', { ...programSettings(vitec, signer), ...settings }, command);
  const url = await program.address();
  const authorization = `Bearer ${await signer.token({ exp: Math.floor(Date.now() / 1_000) + 36_000 })}`;
  return {
    program,
    url,
    query: (document, variables, headers) => postOperation(url, { query: String(document), variables }, { authorization, ...headers }),
    [Symbol.asyncDispose]: () => program[Symbol.asyncDispose](),
  };
}

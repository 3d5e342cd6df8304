import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Program } from '../../test/support/program.ts';
import { MAIN_FILES } from '../build.ts';
import { createAsk } from '../fetch/ask.ts';
import { ContactCardDocument } from '../generated/text/graphql.ts';
import { type Demo, startDemo } from './demo.ts';

let demo: Demo;
beforeAll(async () => {
  demo = await startDemo();
});
afterAll(() => demo[Symbol.asyncDispose]());

const serve = (name: string, gatewayUrl: string) =>
  new Program('', { PORT: '0', GATEWAY_URL: gatewayUrl }, [process.execPath, 'examples/serve.ts', name]);

describe('node examples/serve.ts', () => {
  it.each(Object.keys(MAIN_FILES))('serves %s, and hands its questions on to the gateway', async (name) => {
    await using served = serve(name, new URL(demo.url).origin);
    const url = await served.says(/^(http:\S+)\/ asks/m);
    const types = await Promise.all(['/', '/main.js', '/screen.css', '/other'].map((path) => contentTypeOf(url + path)));
    expect(types).toEqual(['text/html; charset=utf-8', 'text/javascript; charset=utf-8', 'text/css; charset=utf-8', null]);
    const variables = { customerId: 'M30011', contactId: 'anna-andersson' };
    const { data } = await createAsk(`${url}/graphql`)(ContactCardDocument, variables);
    expect(data?.contact?.bought).toHaveLength(3);
  });

  it('answers 502 where there is no gateway, and says which apps there are', async () => {
    await using served = serve('fetch', 'http://127.0.0.1:9');
    const url = await served.says(/^(http:\S+)\/ asks/m);
    expect((await fetch(`${url}/graphql`, { method: 'POST' })).status).toBe(502);
    await using mistyped = serve('appollo', 'http://127.0.0.1:9');
    expect(await mistyped.exit()).toBe(1);
    expect(mistyped.errors).toContain('apollo, relay, fetch');
  });
});

async function contentTypeOf(url: string): Promise<string | null> {
  const response = await fetch(url);
  await response.arrayBuffer();
  return response.headers.get('content-type');
}

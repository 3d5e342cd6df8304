import { readFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config.ts';
import { startGateway } from '../../src/gateway.ts';
import { temporaryFile } from '../support/tokens.ts';

const hasIPv6 = Object.values(networkInterfaces()).some((addresses) => addresses?.some(({ address }) => address === '::1'));

describe('HOST', () => {
  it.each<readonly [string, RegExp, RegExp]>([
    ['127.0.0.1', /^http:\/\/127\.0\.0\.1:\d+$/, /^http:\/\/127\.0\.0\.1:\d+$/],
    ['localhost', /^http:\/\/(127\.0\.0\.1|\[::1\]):\d+$/, /^http:\/\/(127\.0\.0\.1|\[::1\]):\d+$/],
    ['0.0.0.0', /^http:\/\/0\.0\.0\.0:\d+$/, /^http:\/\/127\.0\.0\.1:\d+$/],
    ...(hasIPv6
      ? ([
          ['::1', /^http:\/\/\[::1\]:\d+$/, /^http:\/\/\[::1\]:\d+$/],
          ['::', /^http:\/\/\[::\]:\d+$/, /^http:\/\/\[::1\]:\d+$/],
          ['0:0:0:0:0:0:0:1', /^http:\/\/\[::1\]:\d+$/, /^http:\/\/\[::1\]:\d+$/],
        ] as const)
      : []),
  ])('%s is logged as it is bound, and the url answers', async (host, logged, usable) => {
    const file = temporaryFile('gateway.log', '');
    const settings = { HOST: host, PORT: '0', VITEC_URL: 'http://127.0.0.1:9', VITEC_USERNAME: 'partner', VITEC_PASSWORD: 'ord' };
    const gateway = await startGateway(loadConfig(settings, { sandbox: true }), {}, pino.destination({ dest: file, sync: true }));
    try {
      const { address, graphql } = JSON.parse(readFileSync(file, 'utf8').split('\n')[0] ?? '') as Record<string, string>;
      expect(address).toMatch(logged);
      expect(graphql).toBe(`${address}/graphql`);
      expect(gateway.url).toMatch(usable);
      expect((await fetch(`${gateway.url}/health`)).status).toBe(200);
    } finally {
      await gateway.stop('end of test');
    }
  });
});

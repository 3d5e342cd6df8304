import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { freePort } from './listen.ts';

/** Whether this machine has a Redis to test against. CI must have one: there its absence is a failure, not a skipped test. */
export const hasRedis = spawnSync('redis-server', ['--version']).status === 0 || process.env.CI === 'true';

export type RedisServer = {
  readonly url: string;
  readonly client: Redis;
  readonly stop: () => Promise<void>;
  readonly start: () => Promise<void>;
  readonly [Symbol.asyncDispose]: () => Promise<void>;
};

/** A real redis-server on a port of its own, that can be stopped and started again. */
export async function startRedis({ password = '' } = {}): Promise<RedisServer> {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'redis-'));
  let server: ChildProcess | null = null;
  const start = async () => {
    server = spawn(
      'redis-server',
      ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--requirepass', password],
      { stdio: ['ignore', 'pipe', 'ignore'], cwd: folder }, // where a replica puts what it gets from its primary
    );
    for await (const chunk of server.stdout ?? []) if (String(chunk).includes('Ready to accept connections')) break;
  };
  const stop = async () => {
    if (!server || server.exitCode !== null || server.signalCode !== null) return;
    server.kill('SIGKILL');
    await once(server, 'close');
  };
  await start();
  const client = new Redis(port, '127.0.0.1', { retryStrategy: () => 20, ...(password === '' ? {} : { password }) });
  client.on('error', () => undefined);
  return {
    url: `redis://127.0.0.1:${port}`,
    client,
    start,
    stop,
    [Symbol.asyncDispose]: async () => {
      client.disconnect();
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The keys of the answers that are kept there, whatever else is. */
export const entriesIn = ({ client }: RedisServer): Promise<string[]> => client.keys('vitec:*:entry:*');

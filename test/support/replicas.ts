import { randomBytes } from 'node:crypto';
import { vi } from 'vitest';
import { ask, askFresh, newContact, type Queried, WEBHOOK_SECRET } from './cache-key.ts';
import { startGateway } from './gateway.ts';
import { METRICS_TOKEN } from './metrics.ts';
import { entriesIn, type RedisServer, startRedis } from './redis-server.ts';
import { startVitec } from './vitec.ts';

export const createEncryptionKey = (): string => randomBytes(32).toString('base64');

/** A Redis and a Vitec, and the gateways that a test starts on them. A call that the test holds does not time out. */
export async function startBackends(settings: Record<string, string> = {}) {
  const stack = new AsyncDisposableStack();
  const redis = stack.use(await startRedis());
  const vitec = stack.use(await startVitec());
  const shared = {
    CACHE_TTL_MS: '60000',
    REDIS_URL: redis.url,
    CACHE_ENCRYPTION_KEY: createEncryptionKey(),
    WEBHOOK_SECRET,
    METRICS_TOKEN,
    VITEC_ATTEMPT_TIMEOUT_MS: '30000',
    OPERATION_TIMEOUT_MS: '60000',
    ...settings,
  };
  return {
    redis,
    vitec,
    settings: shared,
    start: async (own: Record<string, string> = {}) => stack.use(await startGateway(vitec, { ...shared, ...own })),
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

/** Two replicas on one Redis, before one Vitec. */
export async function startReplicas(settings: Record<string, string> = {}) {
  const backends = await startBackends(settings);
  return { ...backends, one: await backends.start(), two: await backends.start() };
}

/**
 * A gateway does without Redis for 2 s after a command that took longer than 50 ms, as it may on a busy machine. So what needs Redis is tried
 * several times, each for a second.
 */
const ATTEMPT = { timeout: 1_000, interval: 10 };
const ATTEMPTS = { timeout: 25_000, interval: 50 };

/** Has the gateway store the entry of a new contact in Redis. */
export function store(gateway: Queried, redis: RedisServer): Promise<{ readonly contactId: string; readonly entry: string }> {
  const attempt = async () => {
    const before = await entriesIn(redis);
    const contactId = newContact();
    await ask(gateway, contactId);
    const newEntry = async () => (await entriesIn(redis)).find((key) => !before.includes(key));
    const entry = await vi.waitUntil(newEntry, ATTEMPT).catch(() => null);
    return entry && { contactId, entry };
  };
  return vi.waitUntil(attempt, ATTEMPTS);
}

/** Has both replicas cache the answer to a no-cache request to the first. Resolves when the second has received all messages of the first. */
export async function share(from: Queried, to: Queried, contactId = newContact()): Promise<string> {
  const attempt = async () => {
    await renew(from, to, contactId);
    await renew(from, to, newContact()); // not shown before a message has come that was sent after all those of the contact
    const [sent, received] = [await ask(from, contactId), await ask(to, contactId)];
    return sent.state === 'CACHED' && received.state === 'CACHED' && sent.fetchedAt === received.fetchedAt;
  };
  await vi.waitUntil(attempt, ATTEMPTS);
  return contactId;
}

/** Has the second replica show the answer to a no-cache request to the first. */
async function renew(from: Queried, to: Queried, contactId: string): Promise<void> {
  for (const each of [from, to]) await ask(each, contactId);
  const attempt = async () => {
    const { fetchedAt } = await askFresh(from, contactId);
    const isShown = async () => {
      const shown = await ask(to, contactId);
      return shown.state === 'CACHED' && shown.fetchedAt === fetchedAt;
    };
    return vi.waitUntil(isShown, ATTEMPT).catch(() => false);
  };
  await vi.waitUntil(attempt, ATTEMPTS);
}

/** The kinds of the messages that the replicas send each other. */
export async function hearMessages({ client }: RedisServer) {
  const subscriber = client.duplicate();
  const kinds: string[] = [];
  subscriber.on('pmessage', (_pattern, _channel, text: string) => kinds.push(text.split(' ')[1] ?? text));
  await subscriber.psubscribe('vitec:messages:*');
  return { kinds, [Symbol.asyncDispose]: async () => subscriber.disconnect() };
}

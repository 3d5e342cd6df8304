import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { parseCacheKeys, seal } from '../../src/cache/encryption.ts';
import type { ContactChangeKind } from '../../src/domain/contact-change.ts';
import { newContact, notify } from '../support/cache-key.ts';
import { startDataSource, type TestDataSource } from '../support/data-source.ts';
import { entriesIn, hasRedis } from '../support/redis-server.ts';
import { createEncryptionKey, hearMessages, startBackends } from '../support/replicas.ts';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts';
import { buyerOf, startVitec } from '../support/vitec.ts';

const contact = (contactId: string) => ({ customerId: 'M1', contactId });
const change = (contactId: string, kinds: readonly ContactChangeKind[] = ['ROLES'], mergedIntoId: string | null = null) => ({
  ...contact(contactId),
  kinds: new Set(kinds),
  mergedIntoId,
});
const notification = (...changes: readonly ReturnType<typeof change>[]) => ({ changes, estates: [] });

type Watch = ReturnType<TestDataSource['changes']['watch']>;
/** The next change of a watch, or the code of its end. */
const nextOf = async (watch: Watch) => {
  try {
    return (await watch.next()).value;
  } catch (error) {
    return (error as { readonly code?: string }).code;
  }
};
/** Connections are tested every 2 s, opened again after at most 1 s, and Redis is left alone for 2 s after a fault. */
const AT_MOST = { timeout: 25_000 };

it('without Redis, a reader that hears of a change and reads at once gets the new answer', async () => {
  await using vitec = await startVitec();
  await using source = await startDataSource(vitec, { CACHE_TTL_MS: '60000' });
  expect([await source.homeOf('kontakt-1'), await source.homeOf('kontakt-1'), vitec.calls]).toEqual(['home-1', 'home-1', 1]);
  const watch = source.changes.watch([contact('kontakt-1')]);
  const read = nextOf(watch).then(async (heard) => [heard, await source.homeOf('kontakt-1')]);
  vitec.answer = buyerOf('home-2');
  source.onNotification(notification(change('kontakt-1')));
  expect(await read).toEqual([change('kontakt-1'), 'home-2']);
});

describe.skipIf(!hasRedis)('two replicas', { timeout: 60_000 }, () => {
  let backends: Awaited<ReturnType<typeof startBackends>>;
  let proxies: readonly [TcpProxy, TcpProxy];
  let [one, two]: TestDataSource[] = [];
  let stack: AsyncDisposableStack;

  const start = async (own: Record<string, string> = {}) =>
    stack.use(await startDataSource(backends.vitec, { ...backends.settings, ...own }));
  const through = ({ port }: TcpProxy) => ({ REDIS_URL: `redis://127.0.0.1:${port}` });
  const portOfRedis = () => Number(new URL(backends.redis.url).port);

  beforeEach(async () => {
    stack = new AsyncDisposableStack();
    backends = stack.use(await startBackends());
    proxies = [stack.use(await startTcpProxy(portOfRedis())), stack.use(await startTcpProxy(portOfRedis()))];
    [one, two] = await Promise.all(proxies.map((proxy) => start(through(proxy))));
  });
  afterEach(() => stack.disposeAsync());

  const both = (): readonly [TestDataSource, TestDataSource] => {
    if (!one || !two) throw new Error('both are started before each test');
    return [one, two];
  };

  it('both hear of a change, and who reads at once gets the new answer from either', async () => {
    const { vitec } = backends;
    for (let round = 0; round < 20; round += 1) {
      const id = newContact();
      vitec.answer = buyerOf('home-1');
      for (const each of both()) expect(await each.homeOf(id)).toBe('home-1');
      const reads = both().map(async (each) => [await nextOf(each.changes.watch([contact(id)])), await each.homeOf(id)]);
      vitec.answer = buyerOf('home-2');
      both()[round % 2]?.onNotification(notification(change(id)));
      expect(await Promise.all(reads)).toEqual([
        [change(id), 'home-2'],
        [change(id), 'home-2'],
      ]);
    }
  });

  it('both hear of a change once', async () => {
    const watches = both().map(({ changes }) => changes.watch(['anna', 'bo'].map(contact)));
    both()[0].onNotification(notification(change('anna', ['ROLES', 'PROFILE']), change('bo', ['MERGED'], 'anna')));
    for (const watch of watches)
      expect([await nextOf(watch), await nextOf(watch)]).toEqual([change('anna', ['ROLES', 'PROFILE']), change('bo', ['MERGED'], 'anna')]);
    both()[1].onNotification(notification(change('anna')));
    for (const watch of watches) expect(await nextOf(watch)).toEqual(change('anna'));
  });

  it('hear of a notification that a gateway receives', async () => {
    const gateway = await backends.start();
    const watches = both().map(({ changes }) => changes.watch(['anna', 'bo'].map(contact)));
    const body = { type: 'Merge', customerId: 'M1', id: 'anna', destinationId: 'anna', sourceIds: ['bo'] };
    expect((await notify(gateway.url, body)).status).toBe(204);
    for (const watch of watches)
      expect([await nextOf(watch), await nextOf(watch)]).toEqual([change('anna', ['ROLES', 'PROFILE']), change('bo', ['MERGED'], 'anna')]);
  });

  it('hear of all contacts of a long list', async () => {
    const ids = Array.from({ length: 1_000 }, newContact);
    const watches = both().map(({ changes }) => changes.watch(ids.map(contact)));
    both()[0].onNotification(notification(...ids.map((id) => change(id))));
    for (const watch of watches) {
      const heard = new Set<unknown>();
      // one whose sending took too long is sent again
      while (heard.size < ids.length) heard.add((await watch.next()).value?.contactId);
      expect(heard).toEqual(new Set(ids));
    }
  });

  it('hear of a change after the entries of all endpoints are dropped', async () => {
    await using messages = await hearMessages(backends.redis);
    const ids = Array.from({ length: 30 }, newContact);
    both()[0].onNotification(notification(...ids.map((id) => change(id))));
    await expect.poll(() => messages.kinds.filter((kind) => kind === 'contact-changed').length).toBeGreaterThanOrEqual(ids.length);
    expect(messages.kinds.filter((kind) => kind === 'entry-dropped').length).toBeGreaterThanOrEqual(6 * ids.length);
    expect(messages.kinds.lastIndexOf('entry-dropped')).toBeLessThan(messages.kinds.indexOf('contact-changed'));
  });

  it('the other hears of what the one has received right before it stopped', async () => {
    const stopping = await startDataSource(backends.vitec, backends.settings);
    const watch = both()[1].changes.watch(['anna', 'bo'].map(contact));
    stopping.onNotification(notification(change('anna'), change('bo')));
    await stopping.close();
    expect([await nextOf(watch), await nextOf(watch)]).toEqual([change('anna'), change('bo')]);
  });

  it('one without Redis: its own readers hear at once, and those of the other when Redis is back, after the entries are dropped', async () => {
    const { vitec } = backends;
    const id = newContact();
    for (const each of both()) expect(await each.homeOf(id)).toBe('home-1');
    const [atOne, atTwo] = both().map(({ changes }) => changes.watch([contact(id)]));
    if (!atOne || !atTwo) throw new Error('two watches');
    proxies[0].cut();
    vitec.answer = buyerOf('home-2');
    const first = nextOf(atOne).then(async (heard) => [heard, await both()[0].homeOf(id)]);
    const second = nextOf(atTwo).then(async (heard) => [heard, await both()[1].homeOf(id)]);
    both()[0].onNotification(notification(change(id, ['ROLES'])));
    expect(await first).toEqual([change(id, ['ROLES']), 'home-2']);
    both()[0].onNotification(notification(change(id, ['PROFILE'])));
    expect(await both()[1].homeOf(id)).toBe('home-1'); // it cannot know
    proxies[0].mend();
    expect(await second).toEqual([change(id, ['ROLES', 'PROFILE']), 'home-2']);
  });

  it('one whose invalidations Redis rejects: its own reader gets no old answer from Redis, and those of the other hear when Redis takes them', async () => {
    const { redis, vitec } = backends;
    await redis.client.call('ACL', 'SETUSER', 'limited', 'on', '>hemligt', '~*', '&*', '+@all', '-del');
    const limited = await start({ REDIS_URL: redis.url.replace('//', '//limited:hemligt@') });
    const id = newContact();
    await expect.poll(async () => [await both()[0].homeOf(id), (await entriesIn(redis)).length]).toEqual(['home-1', 1]);
    const [here, there] = [limited, both()[0]].map(({ changes }) => changes.watch([contact(id)]));
    if (!here || !there) throw new Error('two watches');
    vitec.answer = buyerOf('home-2');
    const first = nextOf(here).then(async (heard) => [heard, await limited.homeOf(id)]);
    const second = nextOf(there).then(async (heard) => [heard, await both()[0].homeOf(id)]);
    limited.onNotification(notification(change(id)));
    expect(await first).toEqual([change(id), 'home-2']);
    expect(await both()[0].homeOf(id)).toBe('home-1'); // it has not heard of it
    await redis.client.call('ACL', 'SETUSER', 'limited', '+del');
    expect(await second).toEqual([change(id), 'home-2']);
  });

  it('one without Redis for more changes than it keeps: the readers of the other hear that some were missed', async () => {
    const watch = both()[1].changes.watch([contact('anna')]);
    proxies[0].cut();
    both()[0].onNotification(notification(change('anna'), ...Array.from({ length: 10_000 }, () => change(newContact()))));
    proxies[0].mend();
    expect(await nextOf(watch)).toBe('CHANGES_MISSED');
    const later = both()[1].changes.watch([contact('bo')]);
    both()[0].onNotification(notification(change('bo')));
    expect(await nextOf(later)).toEqual(change('bo'));
  });

  it('one that did not hear the other for a while: its readers hear that changes may have been missed', async () => {
    const [atOne, atTwo] = both().map(({ changes }) => changes.watch([contact('anna')]));
    if (!atOne || !atTwo) throw new Error('two watches');
    proxies[1].cut();
    const meanwhile = both()[1].changes.watch([contact('anna')]);
    both()[0].onNotification(notification(change('anna')));
    expect(await nextOf(atOne)).toEqual(change('anna'));
    proxies[1].mend();
    expect([await nextOf(atTwo), await nextOf(meanwhile)]).toEqual(['CHANGES_MISSED', 'CHANGES_MISSED']);
    const later = both()[1].changes.watch([contact('anna')]);
    both()[0].onNotification(notification(change('anna')));
    expect(await nextOf(later)).toEqual(change('anna'));
  });

  it('one whose connection to Redis is dead: its readers hear so too', async () => {
    const watch = both()[1].changes.watch([contact('anna')]);
    proxies[1].freeze();
    both()[0].onNotification(notification(change('anna')));
    expect(await nextOf(watch)).toBe('CHANGES_MISSED');
  });

  it('both hear that changes may have been missed when Redis was started again, and hear of those that follow', async () => {
    const watches = both().map(({ changes }) => changes.watch([contact('anna')]));
    await backends.redis.stop();
    await backends.redis.start();
    for (const watch of watches) expect(await nextOf(watch)).toBe('CHANGES_MISSED');
    await vi.waitUntil(async () => {
      const later = both().map(({ changes }) => changes.watch([contact('bo')]));
      both()[0].onNotification(notification(change('bo')));
      const heard = await Promise.all(later.map(nextOf));
      return heard.every((each) => typeof each === 'object');
    }, AT_MOST);
  });

  it('one that starts without Redis: its readers hear that changes were missed when Redis is there', async () => {
    const proxy = stack.use(await startTcpProxy(portOfRedis()));
    proxy.cut();
    const startsAlone = stack.use(await startDataSource(backends.vitec, { ...backends.settings, ...through(proxy) }, 100));
    const watch = startsAlone.changes.watch([contact('anna')]);
    proxy.mend();
    expect(await nextOf(watch)).toBe('CHANGES_MISSED');
  });

  it('show no id in what goes through Redis', async () => {
    const monitor = await backends.redis.client.monitor();
    const texts: string[] = [];
    monitor.on('monitor', (_time: string, command: readonly string[]) => texts.push(command.join(' ')));
    const watch = both()[1].changes.watch([contact('kontakt-hemlig')]);
    both()[0].onNotification(notification(change('kontakt-hemlig', ['MERGED'], 'kontakt-kvar')));
    expect(await nextOf(watch)).toEqual(change('kontakt-hemlig', ['MERGED'], 'kontakt-kvar'));
    await expect.poll(() => texts.filter((text) => /^publish \S+ \S+ contact-changed \S+$/i.test(text))).toHaveLength(1);
    expect(texts.join('\n')).not.toMatch(/kontakt|hemlig|kvar|MERGED|"M1"/);
    monitor.disconnect();
  });

  it('hear each other while the encryption key is rotated', async () => {
    const newer = createEncryptionKey();
    const rotated = await start({ CACHE_ENCRYPTION_KEY: `${newer},${backends.settings.CACHE_ENCRYPTION_KEY}` });
    const last = await start({ CACHE_ENCRYPTION_KEY: newer });
    const atRotated = rotated.changes.watch(['anna', 'bo'].map(contact));
    both()[0].onNotification(notification(change('anna')));
    expect(await nextOf(atRotated)).toEqual(change('anna'));
    last.onNotification(notification(change('bo')));
    expect(await nextOf(atRotated)).toEqual(change('bo'));
  });

  it('end their watches at a change of a replica with another key, which they miss', async () => {
    const stranger = await start({ CACHE_ENCRYPTION_KEY: createEncryptionKey() });
    const watch = both()[1].changes.watch(['anna', 'bo'].map(contact));
    stranger.onNotification(notification(change('anna')));
    expect(await nextOf(watch)).toBe('CHANGES_MISSED');
  });

  const ANNA = { ...contact('anna'), kinds: ['ROLES'], mergedIntoId: null };
  it.each<[string, string, object | string]>([
    ['without a change', 'contact-changed', {}],
    ['without a contact', 'contact-changed', { ...ANNA, contactId: undefined }],
    ['of an unknown kind of change', 'contact-changed', { ...ANNA, kinds: ['LISTING'] }],
    ['of an unknown kind', 'contact-moved', ANNA],
    ['without a payload', 'contact-changed', ''],
  ])('ignore a message %s', async (_what, kind, payload) => {
    const keys = parseCacheKeys(backends.settings.CACHE_ENCRYPTION_KEY);
    const send = async (sentKind: string, sent: object | string) => {
      const text = typeof sent === 'string' ? sent : seal(JSON.stringify(sent), keys);
      const [channel = ''] = (await backends.redis.client.pubsub('CHANNELS', 'vitec:messages:*')) as string[];
      expect(await backends.redis.client.publish(channel, `another ${sentKind} ${text}`)).toBe(2);
    };
    const watch = both()[1].changes.watch(['anna', 'bo'].map(contact));
    await send(kind, payload);
    await send('contact-changed', { ...ANNA, contactId: 'bo', kinds: ['ROLES', 'LISTING'], more: true });
    expect(await nextOf(watch)).toEqual(change('bo'));
    expect(await both()[1].redisFaults()).toBe(0);
  });
});

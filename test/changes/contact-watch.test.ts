import { describe, expect, it } from 'vitest';
import { ContactChanges } from '../../src/changes/contact-changes.ts';
import type { ContactChangeKind } from '../../src/domain/contact-change.ts';
import { StreamEnd } from '../../src/domain/stream-end.ts';
import { settle } from '../support/upstream.ts';

const contact = (contactId: string, customerId = 'M1') => ({ customerId, contactId });
const change = (contactId: string, kinds: readonly ContactChangeKind[] = ['ROLES'], mergedIntoId: string | null = null) => ({
  ...contact(contactId),
  kinds: new Set(kinds),
  mergedIntoId,
});
const DONE = { done: true, value: undefined };
const shown = (value: ReturnType<typeof change>) => ({ done: false, value });

describe('a watch of contacts', () => {
  it('gives the changes of its contacts, in their order, and no others', async () => {
    const changes = new ContactChanges();
    const watch = changes.watch([contact('anna'), contact('bo'), contact('anna')]);
    for (const id of ['carin', 'bo', 'anna']) changes.publish(change(id));
    changes.publish({ ...change('anna', ['PROFILE']), customerId: 'M2' });
    expect([await watch.next(), await watch.next()]).toEqual([shown(change('bo')), shown(change('anna'))]);
    const waiting = watch.next();
    changes.publish(change('carin'));
    changes.publish(change('bo', ['PROFILE']));
    expect(await waiting).toEqual(shown(change('bo', ['PROFILE'])));
  });

  it('gives each change to every watch of the contact', async () => {
    const changes = new ContactChanges();
    const watches = [changes.watch([contact('anna')]), changes.watch([contact('anna'), contact('bo')])];
    const waiting = watches.map((watch) => watch.next());
    changes.publish(change('anna'));
    expect(await Promise.all(waiting)).toEqual([shown(change('anna')), shown(change('anna'))]);
  });

  it('joins what changes while its reader is busy to one change a contact', async () => {
    const changes = new ContactChanges();
    const watch = changes.watch([contact('anna'), contact('bo')]);
    for (let round = 0; round < 1_000; round += 1) {
      changes.publish(change('bo', ['ROLES']));
      changes.publish(change('anna', ['PROFILE']));
      changes.publish(change('bo', ['PROFILE']));
    }
    changes.publish(change('anna', ['MERGED'], 'bo'));
    changes.publish(change('anna', ['PROFILE']));
    expect([await watch.next(), await watch.next()]).toEqual([
      shown(change('bo', ['ROLES', 'PROFILE'])),
      shown(change('anna', ['PROFILE', 'MERGED'], 'bo')),
    ]);
    let more: unknown = null;
    void watch.next().then((result) => {
      more = result;
    });
    await settle();
    expect(more).toBeNull();
  });

  it('is an async iterator, which a reader leaves by a break', async () => {
    const changes = new ContactChanges();
    const watch = changes.watch([contact('anna')]);
    changes.publish(change('anna'));
    for await (const each of watch) {
      expect(each).toEqual(change('anna'));
      break;
    }
    changes.publish(change('anna'));
    expect(await watch.next()).toEqual(DONE);
  });

  it('answers a reader that leaves while it waits', async () => {
    const changes = new ContactChanges();
    const watch = changes.watch([contact('anna')]);
    const waiting = watch.next();
    expect(await watch.return()).toEqual(DONE);
    expect([await waiting, await watch.next(), await watch.return()]).toEqual([DONE, DONE, DONE]);
  });

  it('tells every reader why it ends: one that waits, one that comes later, and none that has left', async () => {
    const changes = new ContactChanges();
    const [waits, comesLater, hasLeft] = ['anna', 'bo', 'carin'].map((id) => changes.watch([contact(id)]));
    if (!waits || !comesLater || !hasLeft) throw new Error('three watches');
    const waiting = waits.next();
    changes.publish(change('bo')); // nobody has read it: more may have been missed
    await hasLeft.return();
    changes.endAll(() => new StreamEnd('CHANGES_MISSED'));
    await expect(waiting).rejects.toMatchObject({ code: 'CHANGES_MISSED' });
    await expect(comesLater.next()).rejects.toMatchObject({ code: 'CHANGES_MISSED' });
    for (const each of [waits, comesLater, hasLeft]) expect(await each.next()).toEqual(DONE);
    changes.publish(change('anna'));
    expect(await waits.next()).toEqual(DONE);
  });

  it('that ended before its reader left throws nothing', async () => {
    const changes = new ContactChanges();
    const watch = changes.watch([contact('anna')]);
    changes.endAll(() => new StreamEnd('SHUTTING_DOWN'));
    expect(await watch.return()).toEqual(DONE);
    expect(await watch.next()).toEqual(DONE);
  });

  it('that begins after the end of all others goes on', async () => {
    const changes = new ContactChanges();
    changes.endAll(() => new StreamEnd('CHANGES_MISSED'));
    const watch = changes.watch([contact('anna')]);
    changes.publish(change('anna'));
    expect(await watch.next()).toEqual(shown(change('anna')));
  });

  it('has an error of its own, so that not all readers come back at once', async () => {
    const changes = new ContactChanges();
    const watches = Array.from({ length: 200 }, () => changes.watch([contact('anna')]));
    changes.endAll(() => new StreamEnd('CHANGES_MISSED'));
    const reasons = await Promise.all(watches.map((watch) => watch.next().catch((error: StreamEnd) => error.retryAfterSeconds)));
    expect(new Set(reasons)).toEqual(new Set([1, 2, 3, 4, 5]));
  });

  it('leaves nothing behind', async () => {
    const changes = new ContactChanges();
    const open = () => Array.from({ length: 10_000 }, (_, index) => changes.watch([contact('anna'), contact(`bo-${index}`)]));
    for (const watch of open()) await watch.return();
    expect(changes.size).toEqual({ watches: 0, contacts: 0 });
    open();
    expect(changes.size).toEqual({ watches: 10_000, contacts: 10_001 });
    changes.endAll(() => new StreamEnd('SHUTTING_DOWN'));
    expect(changes.size).toEqual({ watches: 0, contacts: 0 });
  });
});

describe('the pause before a caller subscribes again', () => {
  it.each([
    [0, 1],
    [0.19, 1],
    [0.2, 2],
    [0.999, 5],
  ])('is, with the random number %d, %d s', (random, seconds) => {
    expect(new StreamEnd('SHUTTING_DOWN', random)).toMatchObject({ code: 'SHUTTING_DOWN', retryAfterSeconds: seconds });
  });
});

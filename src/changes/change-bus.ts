import { contactCacheKey } from '../domain/contact.ts';
import { type ContactChange, joinChanges } from '../domain/contact-change.ts';
import { StreamEnd } from '../domain/stream-end.ts';
import type { GatewayRedis } from '../redis/gateway-redis.ts';
import type { RedisCommands } from '../redis/redis-commands.ts';
import type { ReplicaBus } from '../redis/replica-bus.ts';
import { parseMessageText, toMessageText } from './change-message.ts';
import type { ContactChanges } from './contact-changes.ts';

type ChangeBusParts = {
  readonly redis: GatewayRedis;
  readonly commands: RedisCommands;
  readonly bus: ReplicaBus;
  /** Encrypts: what goes through Redis names no contact. */
  readonly seal: (text: string) => string;
  /** Null for a text that was not encrypted with a key of this replica. */
  readonly open: (sealed: string) => string | null;
};

type Message = readonly [kind: string, payload: string];

const CHANGED = 'contact-changed';
/** The sender has lost changes. */
const MISSED = 'changes-missed';
/** Changes that wait for Redis. Beyond it they are lost, and the readers at the other replicas are told that some were. */
const MAX_PENDING = 10_000;
/** Changes in one round trip. */
const CHANGES_AT_ONCE = 100;

/** Tells the other replicas of changes, and `changes` of theirs. No function throws. */
export class ChangeBus {
  readonly #parts: ChangeBusParts;
  /** By cache key, joined to one change a contact. */
  readonly #pending = new Map<string, ContactChange>();
  #hasLost = false;

  constructor(changes: ContactChanges, parts: ChangeBusParts) {
    this.#parts = parts;
    const endAll = () => changes.endAll(() => new StreamEnd('CHANGES_MISSED'));
    parts.bus.addListener({
      onMessage(kind, payload) {
        if (kind === MISSED) endAll();
        if (kind !== CHANGED) return;
        const text = parts.open(payload);
        if (text === null) return endAll(); // sealed with a key that this replica does not have yet: a change is missed
        const change = parseMessageText(text);
        if (change) changes.publish(change);
      },
      // the first time too: a watch that is open has heard this process only
      onListening: endAll,
    });
  }

  /** Keeps a change until `send`. */
  add(change: ContactChange): void {
    const earlier = this.#pending.get(contactCacheKey(change));
    this.#keep(earlier ? joinChanges(earlier, change) : change);
  }

  /** Sends what was added, or keeps it if Redis cannot take it now. Redis must have dropped the entries of these contacts by then. */
  async send(): Promise<void> {
    if (this.#parts.redis.status !== 'ready') return;
    // taken before the first await: entries of contacts that are added later may not be dropped yet
    const taken = [...this.#pending.values()];
    const hadLost = this.#hasLost;
    this.#pending.clear();
    this.#hasLost = false;
    if (hadLost && !(await this.#publish([[MISSED, '-']]))) this.#hasLost = true;
    for (let index = 0; index < taken.length; index += CHANGES_AT_ONCE) {
      const messages = taken
        .slice(index, index + CHANGES_AT_ONCE)
        .map((change): Message => [CHANGED, this.#parts.seal(toMessageText(change))]);
      if (!(await this.#publish(messages))) return this.#putBack(taken.slice(index));
    }
  }

  /** False if Redis did not take all of them. */
  async #publish(messages: readonly Message[]): Promise<boolean> {
    const { redis, commands, bus } = this.#parts;
    const pipeline = redis.pipeline();
    for (const [kind, payload] of messages) bus.publish(pipeline, kind, payload);
    return (await commands.send(pipeline)) !== null;
  }

  #putBack(changes: readonly ContactChange[]): void {
    for (const change of changes) {
      const later = this.#pending.get(contactCacheKey(change));
      this.#keep(later ? joinChanges(change, later) : change);
    }
  }

  #keep(change: ContactChange): void {
    this.#pending.set(contactCacheKey(change), change);
    if (this.#pending.size <= MAX_PENDING) return;
    this.#pending.clear();
    this.#hasLost = true;
  }
}

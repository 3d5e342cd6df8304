import { randomBytes } from 'node:crypto';
import type { ChainableCommander } from 'ioredis';
import type { GatewayRedis } from './gateway-redis.ts';

export type ReplicaListener = {
  /** Messages of other replicas, in the order in which each sent its own. A replica of another version may send kinds unknown to this one. */
  readonly onMessage: (kind: string, payload: string) => void;
  /** Begins to hear the other replicas: messages since it last did were missed. */
  readonly onListening: () => void;
};

/** Messages between the replicas, over one channel of Redis. */
export type ReplicaBus = {
  /** Adds a message to the commands of a pipeline. The payload is a text without spaces. */
  readonly publish: (pipeline: ChainableCommander, kind: string, payload: string) => void;
  /** To be called before the connection is there: in the turn of the event loop in which the bus is created. */
  readonly addListener: (listener: ReplicaListener) => void;
};

/** Vitec's QA and live systems share ids, and gateways of both may share a Redis. */
const channelOf = (origin: string): string => `vitec:messages:${origin}`;

const FORM = /^(?<from>[\w-]{1,32}) (?<kind>[a-z-]{1,32}) (?<payload>\S+)$/;

/** `origin` is Vitec's. A Redis has one bus. */
export function createReplicaBus(redis: GatewayRedis, origin: string): ReplicaBus {
  const channel = channelOf(origin);
  const self = randomBytes(12).toString('base64url');
  const listeners: ReplicaListener[] = [];
  redis.listen(
    channel,
    (text) => {
      const { from, kind, payload } = FORM.exec(text)?.groups ?? {};
      if (kind === undefined || payload === undefined || from === self) return;
      for (const { onMessage } of listeners) onMessage(kind, payload);
    },
    () => {
      for (const { onListening } of listeners) onListening();
    },
  );
  return {
    publish: (pipeline, kind, payload) => void pipeline.publish(channel, `${self} ${kind} ${payload}`),
    addListener: (listener) => void listeners.push(listener),
  };
}

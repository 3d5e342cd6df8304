import { Failure } from '../../domain/failure.ts';
import { requestError, requestErrorOf } from '../errors/request-error.ts';

export type StreamLimits = {
  /** Most streams of one caller. */
  readonly perCaller: number;
  readonly inAll: number;
};

/** Limits the streams of subscriptions that are open in this process. */
export class OpenStreams {
  readonly #limits: StreamLimits;
  readonly #onCount: (open: number) => void;
  readonly #ofCaller = new Map<string, number>();
  #open = 0;

  constructor(limits: StreamLimits, onCount: (open: number) => void) {
    this.#limits = limits;
    this.#onCount = onCount;
  }

  /** Counts a stream until the function that it returns is called. Throws a GraphQLError beyond a limit. */
  open(callerKey: string): () => void {
    const ofCaller = this.#ofCaller.get(callerKey) ?? 0;
    if (ofCaller >= this.#limits.perCaller) throw TOO_MANY_OF_CALLER;
    if (this.#open >= this.#limits.inAll) throw TOO_MANY_IN_ALL;
    this.#ofCaller.set(callerKey, ofCaller + 1);
    this.#count(1);
    return () => {
      const left = (this.#ofCaller.get(callerKey) ?? 1) - 1;
      if (left === 0) this.#ofCaller.delete(callerKey);
      else this.#ofCaller.set(callerKey, left);
      this.#count(-1);
    };
  }

  #count(change: 1 | -1): void {
    this.#open += change;
    this.#onCount(this.#open);
  }
}

const TOO_MANY_OF_CALLER = requestError(
  'STREAM_LIMIT_EXCEEDED',
  'The caller has as many subscriptions open as it may. Close one, or name more contacts in each.',
);
const TOO_MANY_IN_ALL = requestErrorOf(
  new Failure('OVERLOADED', { message: 'Too many subscriptions are open. Subscribe again in a moment.', retryAfterSeconds: 5 }),
);

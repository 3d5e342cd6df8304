import type { SharedCall } from '../domain/answer.ts';
import type { HashedKeys } from './redis-cache.ts';
import { isSameVersions, type Versions } from './versions.ts';

/** A call to Vitec for one entry, which several callers may share. */
export type CallInProgress = SharedCall & {
  /** Of its entry, and of the caller's own password where it is made with one: callers with other rights never share it. */
  readonly callKey: string;
  readonly keys: HashedKeys;
  /** Under which the answer is stored for other replicas; null: it is not. */
  readonly versions: Versions | null;
  /** Of the entry when the call began: no caller of another generation shares the call. */
  readonly generation: string;
  /** When it began, in the order of what this process does and hears. */
  readonly sequence: number;
  /** When it began, in milliseconds of the monotonic clock. */
  readonly beganMs: number;
  /** A no-cache request made or joined it: other replicas must drop an older answer. */
  wantsFresh: boolean;
  /** Callers that wait for it. */
  sharers: number;
};

/** A no-cache request joins a call that began less than this before the request arrived. */
const JOIN_MS = 1_000;

/**
 * Decides which callers share a call. One that comes after an invalidation joins no older call. If this replica has not heard of the
 * invalidation, the versions in Redis tell: a caller with other versions than the call must not join it.
 */
export class CallsInProgress {
  /** By call key, in the order in which they began. Callers join the last one. Replaced when it is empty. */
  #calls = new Map<string, CallInProgress[]>();

  /** The call that the caller shares: one in progress, or else `call`. `arrivedMs`: when its request arrived. */
  begin(call: CallInProgress, arrivedMs: number): CallInProgress {
    const calls = this.#calls.get(call.callKey) ?? [];
    const last = calls.at(-1);
    const isUnchanged = last !== undefined && isOfSameState(last, call);
    if (isUnchanged && (!call.wantsFresh || arrivedMs - last.beganMs < JOIN_MS)) {
      last.wantsFresh ||= call.wantsFresh;
      last.sharers += 1;
      return last;
    }
    this.#calls.set(call.callKey, isUnchanged ? [...calls, call] : [call]);
    call.sharers += 1;
    return call;
  }

  /** A caller waits no longer. */
  leave(call: CallInProgress): void {
    call.sharers -= 1;
    if (call.sharers === 0) this.#keep(call, (each) => each !== call);
  }

  /**
   * The call has been answered: no caller joins it any more. False where its answer must not be stored: it was stored before for another caller
   * of the call, or a later call was answered first, or the entry has changed meanwhile.
   */
  complete(call: CallInProgress): boolean {
    const calls = this.#calls.get(call.callKey) ?? [];
    const place = calls.indexOf(call);
    if (place >= 0) this.#keep(call, (_each, index) => index > place);
    return place >= 0;
  }

  #keep({ callKey }: CallInProgress, isKept: (call: CallInProgress, index: number) => boolean): void {
    const calls = this.#calls.get(callKey);
    if (!calls) return;
    const left = calls.filter(isKept);
    if (left.length > 0) this.#calls.set(callKey, left);
    else this.#calls.delete(callKey);
    // a Map that grows and shrinks leaves its old tables linked to the new one. Once V8 has promoted a dead one, that link keeps all later
    // calls from being collected young
    if (this.#calls.size === 0) this.#calls = new Map();
  }
}

const isOfSameState = (one: CallInProgress, { generation, versions }: CallInProgress): boolean =>
  one.generation === generation && (versions === null || isSameVersions(one.versions, versions));

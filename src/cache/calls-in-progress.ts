import { isSameVersions, type Versions } from './versions.ts';

/** A call to Vitec for one entry. Callers of the same generation and versions join it. */
export type CallInProgress = {
  readonly hashedKey: string;
  /** Under which the answer is stored for other replicas; null: it is not. */
  readonly versions: Versions | null;
  /** Of the entry when the call began: no caller of another generation shares the call. */
  readonly generation: string;
  /** When it began, in the order of what this process does and hears. */
  readonly sequence: number;
  /** A no-cache request: other replicas must drop an older answer. */
  readonly wantsFresh: boolean;
};

/** Where nothing is stored for other replicas. */
export const UNSHARED_CALL: CallInProgress = { hashedKey: '', versions: null, generation: '', sequence: 0, wantsFresh: false };

/**
 * Callers share a call, so one that comes after an invalidation could join an older call, if this replica has not heard of the invalidation.
 * The versions in Redis tell: a caller with other versions than the call in progress must not join it.
 */
export class CallsInProgress {
  readonly #calls = new Map<string, { readonly call: CallInProgress; count: number }>();

  /** The call in progress that the new one may join; else the new one, and whether it `supersedes` one in progress. */
  begin(call: CallInProgress): { readonly call: CallInProgress; readonly supersedes: boolean } {
    const inProgress = this.#calls.get(call.hashedKey);
    const isSameGeneration = inProgress?.call.generation === call.generation;
    if (inProgress && isSameGeneration && (call.versions === null || isSameVersions(inProgress.call.versions, call.versions))) {
      inProgress.count += 1;
      return { call: inProgress.call, supersedes: false };
    }
    this.#calls.set(call.hashedKey, { call, count: 1 });
    return { call, supersedes: isSameGeneration };
  }

  end(call: CallInProgress): void {
    const inProgress = this.#calls.get(call.hashedKey);
    if (inProgress?.call !== call) return; // superseded
    inProgress.count -= 1;
    if (inProgress.count === 0) this.#calls.delete(call.hashedKey);
  }
}

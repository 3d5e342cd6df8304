import { isSameVersions, type Versions } from './versions.ts';

/** Vitec is being asked for a contact: one for all who may share the call. */
export type Ask = {
  readonly name: string;
  /** Under which the answer is kept for other replicas; null: for none. */
  readonly versions: Versions | null;
  /** Of the contact when it was asked: nobody of another one shares the call. */
  readonly generation: string;
  /** When the first of them asked, in the order of what this process does and hears. */
  readonly place: number;
  /** Others may have an older answer, which must go: the caller wants what Vitec says now. */
  readonly wantsFresh: boolean;
};

/** Where nothing is kept for others. */
export const UNSHARED_ASK: Ask = { name: '', versions: null, generation: '', place: 0, wantsFresh: false };

/**
 * Callers share a call, so that one who asks after a drop may join a call of before it, if this replica has not heard of the drop. The
 * versions in Redis tell it: who has others than the call under way must not join it.
 */
export class AsksUnderWay {
  readonly #asks = new Map<string, { readonly ask: Ask; count: number }>();

  /** The one under way that a new one may join; else the new one, which `overtakes` an older one if there is any. */
  begin(ask: Ask): { readonly ask: Ask; readonly overtakes: boolean } {
    const underWay = this.#asks.get(ask.name);
    const isShared = underWay?.ask.generation === ask.generation;
    if (underWay && isShared && (ask.versions === null || isSameVersions(underWay.ask.versions, ask.versions))) {
      underWay.count += 1;
      return { ask: underWay.ask, overtakes: false };
    }
    this.#asks.set(ask.name, { ask, count: 1 });
    return { ask, overtakes: isShared };
  }

  end(ask: Ask): void {
    const underWay = this.#asks.get(ask.name);
    if (underWay?.ask !== ask) return; // overtaken
    underWay.count -= 1;
    if (underWay.count === 0) this.#asks.delete(ask.name);
  }
}

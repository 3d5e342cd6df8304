import { Failure } from '../../domain/failure.ts';

/** So many errors are listed; how many there were beyond stands in `extensions.unlistedErrors`. */
export const MAX_LISTED_ERRORS = 1_000;

/**
 * The failures of one operation's places that may be null. An error costs more than the field that it stands for, and an
 * operation may have tens of thousands of such places: from the thousandth on they are null and counted.
 */
export class ErrorLimit {
  #listed = 0;
  #unlisted = 0;

  get unlisted(): number {
    return this.#unlisted;
  }

  /** What stands at a place of a list whose entries may be null: the failure, which is shown as null and an error, or null. */
  #at(failure: unknown): unknown {
    if (!(failure instanceof Failure) || this.#listed < MAX_LISTED_ERRORS) {
      this.#listed += 1;
      return failure;
    }
    this.#unlisted += 1;
    return null;
  }

  /** Fills such a place by what `allow` gives or throws, so that the others of the list stand. */
  each<Value>(allow: () => Value): Value {
    try {
      return allow();
    } catch (failure) {
      return this.#at(failure) as Value; // GraphQL shows an Error there as null and an error
    }
  }

  /** The same for a field: throws the failure, or gives null. */
  orNull(failure: unknown): null {
    const shown = this.#at(failure);
    if (shown !== null) throw shown;
    return null;
  }
}

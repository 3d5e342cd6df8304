import type { ExecutionResult } from 'graphql';
import { Failure } from '../../domain/failure.ts';

/** Most errors that a response lists. `extensions.unlistedErrors` counts the rest. */
export const MAX_LISTED_ERRORS = 1_000;

/** Adds the number of errors beyond the limit to a result. */
export const withUnlisted = <Result extends ExecutionResult>(result: Result, { unlisted }: ErrorLimit): Result =>
  unlisted === 0 ? result : { ...result, extensions: { ...result.extensions, unlistedErrors: unlisted } };

/**
 * Limits the errors of one operation. An error costs more than the field it belongs to, and an operation may have tens of thousands of
 * nullable fields: beyond the limit a failed field is null without an error, and counted.
 */
export class ErrorLimit {
  #listed = 0;
  #unlisted = 0;

  get unlisted(): number {
    return this.#unlisted;
  }

  /** The value of a failed field: the failure, which GraphQL turns into null and an error, or null beyond the limit. */
  #valueOf(failure: unknown): unknown {
    if (!(failure instanceof Failure) || this.#listed < MAX_LISTED_ERRORS) {
      this.#listed += 1;
      return failure;
    }
    this.#unlisted += 1;
    return null;
  }

  /** The entry of a list: the result of `resolve`, or the failure it throws, so that the other entries remain. */
  each<Value>(resolve: () => Value): Value {
    try {
      return resolve();
    } catch (failure) {
      return this.#valueOf(failure) as Value; // GraphQL turns an Error in a list into null and an error
    }
  }

  /** The same for a field: throws the failure, or returns null beyond the limit. */
  orNull(failure: unknown): null {
    const value = this.#valueOf(failure);
    if (value !== null) throw value;
    return null;
  }
}

import { Failure } from '../domain/failure.ts';
import type { FetchPartyRoles } from '../domain/party-roles-answer.ts';
import type { ContactRef } from './contact-ref.ts';
import type { Log } from './log.ts';

/** Writes down each contact that could not be read, and why. */
export const withFailureLog =
  (fetch: FetchPartyRoles, log: Log, refOf: ContactRef): FetchPartyRoles =>
  async (contact, operation) => {
    try {
      return await fetch(contact, operation);
    } catch (error) {
      if (error instanceof Failure) log.contactFailed(operation.record, error.code, refOf(contact));
      throw error;
    }
  };

import { Failure } from '../domain/failure.ts';
import { toPartyRelation } from '../domain/party-relation.ts';
import { isExtra, type PartyRole } from '../domain/party-role.ts';
import type { FetchPartyRoles } from '../domain/party-roles-answer.ts';
import type { ContactRef } from './contact-ref.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';

/** Counts each contact that an operation needed. */
export const withContactsMeasured =
  (fetch: FetchPartyRoles, metrics: Metrics): FetchPartyRoles =>
  async (contact, operation) => {
    try {
      const answer = await fetch(contact, operation);
      metrics.contactRead(answer.state);
      return answer;
    } catch (error) {
      if (error instanceof Failure) metrics.contactFailed(error.code);
      throw error;
    }
  };

/** Writes down the contacts that Vitec could not be asked for, and why, whether an older answer is shown for them or none. */
export const withFailuresLogged =
  (fetch: FetchPartyRoles, log: Log, refOf: ContactRef): FetchPartyRoles =>
  async (contact, operation) => {
    try {
      return await fetch(contact, operation);
    } catch (error) {
      if (error instanceof Failure) log.contactFailed(operation.record, error.code, () => refOf(contact));
      throw error;
    }
  };

/** Counts each attempt, the time it took, and the rows it brought whose relation the schema has no word for. `nowMs` is a steady clock. */
export const withAttemptsMeasured =
  (fetch: FetchPartyRoles, metrics: Metrics, nowMs: () => number): FetchPartyRoles =>
  async (contact, operation) => {
    const beganMs = nowMs();
    try {
      const answer = await fetch(contact, operation);
      metrics.attempt('OK', nowMs() - beganMs);
      const unknown = answer.roles.filter(hasUnknownRelation).length;
      if (unknown > 0) metrics.unknownRelations(unknown);
      return answer;
    } catch (error) {
      if (error instanceof Failure) metrics.attempt(error.code, nowMs() - beganMs);
      throw error;
    }
  };

const hasUnknownRelation = (role: PartyRole): boolean => isExtra(role) && toPartyRelation(role.relationCode) === 'OTHER';

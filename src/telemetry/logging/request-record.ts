import type { DocumentNode, OperationDefinitionNode } from 'graphql';
import type { OperationRecord, UpstreamCost } from '../../domain/operation.ts';

/** The facts about a request that its log lines have in common. */
export type RequestRecord = OperationRecord;

/** `startedMs` is a time of a monotonic clock. */
export const createRequestRecord = (requestId: string, startedMs: number): RequestRecord => ({
  requestId,
  startedMs,
  caller: null,
  wantsFresh: false,
  operation: null,
  isSubscription: false,
  isEvent: false,
  document: null,
  codes: [],
  cost: null,
});

/** The record of one event of a subscription, which the request of this record has opened. */
export const createEventRecord = ({ requestId, caller, wantsFresh }: RequestRecord, startedMs: number): RequestRecord => ({
  ...createRequestRecord(requestId, startedMs),
  caller,
  wantsFresh,
  isEvent: true,
});

export function recordOperation(
  record: RequestRecord,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  cost: UpstreamCost,
): void {
  const name = operation.name?.value;
  record.operation = name !== undefined && isPlainName(name) ? name : null;
  record.isSubscription = operation.operation === 'subscription';
  record.document = document;
  record.cost = cost;
}

/** Callers choose operation names, so a name could contain a personal number. */
const isPlainName = (name: string): boolean => name.length <= 64 && !/(\d\D*){5}/.test(name);

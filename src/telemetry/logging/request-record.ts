import { type DocumentNode, getOperationAST } from 'graphql';
import type { OperationRecord, UpstreamCost } from '../../domain/operation.ts';

/** What is written down of one request, for every line of the log that it causes. */
export type RequestRecord = OperationRecord;

/** `startedMs` is of a steady clock. */
export const createRequestRecord = (requestId: string, startedMs: number): RequestRecord => ({
  requestId,
  startedMs,
  operation: null,
  document: null,
  codes: [],
  cost: null,
});

export function recordOperation(record: RequestRecord, document: DocumentNode, operationName: string | null, cost: UpstreamCost): void {
  const name = getOperationAST(document, operationName)?.name?.value;
  record.operation = name !== undefined && isPlainName(name) ? name : null;
  record.document = document;
  record.cost = cost;
}

/** The caller chooses the name, and nobody keeps a caller from writing a personal number into it. */
const isPlainName = (name: string): boolean => name.length <= 64 && !/(\d\D*){5}/.test(name);

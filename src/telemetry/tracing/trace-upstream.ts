import type { AskVitec, FetchPartyRoles } from '../../domain/answer.ts';
import { Failure } from '../../domain/failure.ts';
import type { OperationRecord } from '../../domain/operation.ts';
import type { TraceSpan, Tracing } from './trace-span.ts';

type Batch = { readonly span: TraceSpan; contacts: number; pending: number; failed: number };

/** A span for each batch of a loader: what one operation asks for in one turn, until the last of it is there. */
export function withBatchesTraced(fetch: FetchPartyRoles, tracing: Tracing): FetchPartyRoles {
  const batches = new WeakMap<OperationRecord, Batch>();

  const begin = (record: OperationRecord): Batch => {
    const batch = { span: tracing.begin('read contacts', 'INTERNAL'), contacts: 0, pending: 0, failed: 0 };
    batches.set(record, batch);
    queueMicrotask(() => batches.delete(record)); // a loader asks for all of a batch in one go
    return batch;
  };

  return async (contact, operation) => {
    const batch = batches.get(operation.record) ?? begin(operation.record);
    batch.contacts += 1;
    batch.pending += 1;
    try {
      return await batch.span.run(() => fetch(contact, operation));
    } catch (error) {
      batch.failed += 1;
      throw error;
    } finally {
      batch.pending -= 1;
      if (batch.pending === 0) {
        batch.span.tell({ 'gateway.contacts': batch.contacts, 'gateway.contacts_failed': batch.failed });
        batch.span.end();
      }
    }
  };
}

/** A span for each attempt to ask Vitec. Nothing of it is sent along: whose trace it is does not concern Vitec. */
export const withAttemptsTraced =
  (ask: AskVitec, tracing: Tracing): AskVitec =>
  async (contact, operation) => {
    const span = tracing.begin('ask Vitec', 'CLIENT');
    span.tell({ 'http.request.method': 'GET' });
    try {
      return await span.run(() => ask(contact, operation));
    } catch (error) {
      span.fail();
      if (error instanceof Failure) span.tell({ 'gateway.codes': [error.code] });
      throw error;
    } finally {
      span.end();
    }
  };

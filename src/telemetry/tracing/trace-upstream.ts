import type { AllowedKey } from '../../domain/allowed-key.ts';
import type { Load } from '../../domain/answer.ts';
import type { EndpointName } from '../../domain/endpoint.ts';
import { Failure } from '../../domain/failure.ts';
import type { Operation } from '../../domain/operation.ts';
import type { UpstreamCall } from '../../domain/upstream-call.ts';
import type { TraceSpan, Tracing } from './trace-span.ts';

type Batch = { readonly span: TraceSpan; contacts: number; pending: number; failed: number };

/** A span for each batch of a data loader, until its last key has been loaded. */
export function traceBatches<Key extends AllowedKey, Value>(
  endpoint: EndpointName,
  load: Load<Key, Value>,
  tracing: Tracing,
): Load<Key, Value> {
  const batches = new WeakMap<Operation, Batch>();

  const begin = (operation: Operation): Batch => {
    const batch = { span: tracing.begin(`load ${endpoint}`, 'INTERNAL'), contacts: 0, pending: 0, failed: 0 };
    batches.set(operation, batch);
    queueMicrotask(() => batches.delete(operation)); // a data loader asks for a whole batch in one turn
    return batch;
  };

  return async (key, operation) => {
    const batch = batches.get(operation) ?? begin(operation);
    batch.contacts += 1;
    batch.pending += 1;
    try {
      return await batch.span.run(() => load(key, operation));
    } catch (error) {
      batch.failed += 1;
      throw error;
    } finally {
      batch.pending -= 1;
      if (batch.pending === 0) {
        batch.span.setAttributes({
          'vitec.endpoint': endpoint,
          'gateway.contacts': batch.contacts,
          'gateway.contacts_failed': batch.failed,
        });
        batch.span.end();
      }
    }
  };
}

/** A span for each attempt to call Vitec. No trace header is sent to Vitec. */
export const traceAttempts =
  (call: UpstreamCall, tracing: Tracing): UpstreamCall =>
  async (request, operation) => {
    const span = tracing.begin('call Vitec', 'CLIENT');
    span.setAttributes({ 'http.request.method': 'GET', 'vitec.endpoint': request.endpoint });
    try {
      return await span.run(() => call(request, operation));
    } catch (error) {
      span.setError();
      if (error instanceof Failure) span.setAttributes({ 'gateway.codes': [error.code] });
      throw error;
    } finally {
      span.end();
    }
  };

import type { DocumentRef } from '../../telemetry/logging/document-ref.ts';
import type { Tracing } from '../../telemetry/tracing/trace-span.ts';
import type { GraphqlHandler } from './graphql-handler.ts';

/**
 * Records a span for each operation, below the span that the caller's `traceparent` names. It ends with the response: that of a subscription
 * lasts as long as the stream. Only the `operationNames`, those of trusted documents, become span names: callers choose operation names
 * freely, and span names must be few.
 */
export function traceOperations(
  handler: GraphqlHandler,
  tracing: Tracing,
  operationNames: readonly string[],
  documentRef: DocumentRef,
): GraphqlHandler {
  const known = new Set(operationNames);

  return async (exchange, context) => {
    const { traceparent } = exchange.request.headers;
    const span = tracing.begin('query', 'SERVER', typeof traceparent === 'string' ? traceparent : undefined);
    try {
      await span.run(() => handler(exchange, context));
    } finally {
      const { statusCode } = exchange.response;
      const { requestId, operation, isSubscription, document, cost, codes } = context.record;
      const type = isSubscription ? 'subscription' : 'query';
      span.rename(operation !== null && known.has(operation) ? `${type} ${operation}` : type);
      span.setAttributes({
        'graphql.operation.type': type,
        ...(operation === null ? {} : { 'graphql.operation.name': operation }),
        ...(document === null ? {} : { 'gateway.document': documentRef(document) ?? '' }),
        'gateway.request_id': requestId,
        'gateway.calls': cost?.calls ?? 0,
        'gateway.cache_hits': cost?.cacheHits ?? 0,
        ...(codes.length > 0 ? { 'gateway.codes': [...new Set(codes)] } : {}),
        'http.response.status_code': statusCode,
      });
      if (statusCode >= 500 || codes.includes('INTERNAL_SERVER_ERROR')) span.setError();
      span.end();
    }
  };
}

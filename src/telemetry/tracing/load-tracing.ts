import type { Tracing } from './trace-span.ts';
import type { TracingSettings } from './tracing.ts';

/** OpenTelemetry is loaded by whoever wants traces, and by nobody else: neither the start nor the memory pays for it. */
export async function loadTracing(settings: TracingSettings | null, onTrouble: (error: unknown) => void): Promise<Tracing | null> {
  if (!settings) return null;
  const { createTracing } = await import('./tracing.ts');
  return createTracing(settings, onTrouble);
}

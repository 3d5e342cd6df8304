import type { Tracing } from './trace-span.ts';
import type { TracingSettings } from './tracing.ts';

/** Loads OpenTelemetry only if traces are configured, to save start time and memory. */
export async function loadTracing(settings: TracingSettings | null, onTrouble: (error: unknown) => void): Promise<Tracing | null> {
  if (!settings) return null;
  const { createTracing } = await import('./tracing.ts');
  return createTracing(settings, onTrouble);
}

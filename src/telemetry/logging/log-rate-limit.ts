/** Lines with the same level, event, code and cause count as identical. */
export type LineKind<Level extends string> = {
  readonly level: Level;
  readonly event: string;
  readonly code?: string | undefined;
  readonly cause?: string | null;
};

type Counted<Level extends string> = { readonly kind: LineKind<Level>; count: number };
type LogRateLimitParts<Level extends string> = {
  /** Identical lines logged per second; the rest are counted. */
  readonly perSecond: number;
  /** A monotonic clock. */
  readonly nowMs: () => number;
  /** Called at the end of a second for each kind that exceeded the limit, with the number of suppressed lines. */
  readonly onSuppressed: (kind: LineKind<Level>, count: number) => void;
};

const SECOND_MS = 1_000;

/**
 * Limits identical lines per second, so that a flood neither fills a disk nor slows the process, and does not hide rarer lines. A second
 * begins with the first line after the previous second.
 */
export function createLogRateLimit<Level extends string>({ perSecond, nowMs, onSuppressed }: LogRateLimitParts<Level>) {
  const counted = new Map<string, Counted<Level>>();
  let beganMs = nowMs();
  let timer: NodeJS.Timeout | undefined;

  const endSecond = (): void => {
    clearTimeout(timer);
    timer = undefined;
    for (const { kind, count } of counted.values()) if (count > perSecond) onSuppressed(kind, count - perSecond);
    counted.clear();
  };

  return {
    /** Whether a line of this kind may be written. */
    admits(kind: LineKind<Level>): boolean {
      const now = nowMs();
      if (now - beganMs >= SECOND_MS || counted.size === 0) {
        endSecond();
        beganMs = now;
      }
      const key = `${kind.level} ${kind.event} ${kind.code ?? ''} ${kind.cause ?? ''}`;
      const identical = counted.get(key) ?? { kind, count: 0 };
      counted.set(key, identical);
      identical.count += 1;
      if (identical.count <= perSecond) return true;
      timer ??= setTimeout(endSecond, beganMs + SECOND_MS - now).unref(); // reports the count if no further line does
      return false;
    },
    endSecond,
  };
}

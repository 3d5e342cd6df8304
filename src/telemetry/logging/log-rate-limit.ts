/** Lines are alike when they tell of the same event with the same code. */
export type LineKind<Level extends string> = { readonly level: Level; readonly event: string; readonly code?: string | undefined };

type Seen<Level extends string> = { readonly kind: LineKind<Level>; count: number };
type FloodGateParts<Level extends string> = {
  readonly perSecond: number;
  /** Of a steady clock. */
  readonly nowMs: () => number;
  /** Told at the end of a second, how many lines alike it left out. */
  readonly onLeftOut: (kind: LineKind<Level>, count: number) => void;
};

const SECOND_MS = 1_000;

/**
 * Lets so many lines alike pass in a second and counts the others, so that a flood neither fills a disk nor slows down who causes
 * it, and hides nothing rarer. A second begins with the first line after the one before it.
 */
export function createFloodGate<Level extends string>({ perSecond, nowMs, onLeftOut }: FloodGateParts<Level>) {
  const seen = new Map<string, Seen<Level>>();
  let beganMs = nowMs();
  let timer: NodeJS.Timeout | undefined;

  const endSecond = (): void => {
    clearTimeout(timer);
    timer = undefined;
    for (const { kind, count } of seen.values()) if (count > perSecond) onLeftOut(kind, count - perSecond);
    seen.clear();
  };

  return {
    /** Whether a line of this kind may be written. */
    admits(kind: LineKind<Level>): boolean {
      const now = nowMs();
      if (now - beganMs >= SECOND_MS || seen.size === 0) {
        endSecond();
        beganMs = now;
      }
      const key = `${kind.level} ${kind.event} ${kind.code ?? ''}`;
      const alike = seen.get(key) ?? { kind, count: 0 };
      seen.set(key, alike);
      alike.count += 1;
      if (alike.count <= perSecond) return true;
      timer ??= setTimeout(endSecond, beganMs + SECOND_MS - now).unref(); // should no line come after it
      return false;
    },
    endSecond,
  };
}

import { type Check, found } from './findings.ts';

/** The clock tolerance of tokens (SECURITY.md). */
const TOLERANCE_SECONDS = 5;

/** The `date` header of a response, and when the request was sent and the response came by this machine's clock (ms since 1970). */
export type Dated = { readonly date: string | null; readonly sentMs: number; readonly receivedMs: number };

/**
 * Compares this machine's clock with a server's. The header has whole seconds and the response took a while: a difference within both is
 * not counted.
 */
export function checkClock(about: 'CLOCK_VITEC' | 'CLOCK_KEYS', dated: Dated | null): Check {
  const theirsMs = Date.parse(dated?.date ?? '');
  if (!dated || Number.isNaN(theirsMs)) return found(about, 'CLOCK_UNKNOWN');
  const aheadSeconds = Math.floor((dated.sentMs - theirsMs - 1_000) / 1_000);
  const behindSeconds = Math.floor((theirsMs - dated.receivedMs) / 1_000);
  if (aheadSeconds > TOLERANCE_SECONDS) return found(about, 'CLOCK_AHEAD', { values: { seconds: aheadSeconds } });
  if (behindSeconds > TOLERANCE_SECONDS) return found(about, 'CLOCK_BEHIND', { values: { seconds: behindSeconds } });
  return found(about, 'CLOCK_WELL');
}

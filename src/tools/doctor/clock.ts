import { type Check, found } from './findings.ts';

/** A token is taken although its clock is this many seconds off (SECURITY.md); beyond, good ones are refused. */
const TOLERANCE_SECONDS = 5;

/** When somebody's answer was asked for and came, by this machine's clock (milliseconds since 1970), and the `date` that it bears. */
export type Dated = { readonly date: string | null; readonly askedMs: number; readonly cameMs: number };

/**
 * Whether this machine's clock goes with another's. The header counts in whole seconds and the answer was under way for a while: only
 * what is beyond both is called a difference.
 */
export function checkClock(about: 'CLOCK_VITEC' | 'CLOCK_KEYS', dated: Dated | null): Check {
  const theirsMs = Date.parse(dated?.date ?? '');
  if (!dated || Number.isNaN(theirsMs)) return found(about, 'CLOCK_UNKNOWN');
  const aheadSeconds = Math.floor((dated.askedMs - theirsMs - 1_000) / 1_000);
  const behindSeconds = Math.floor((theirsMs - dated.cameMs) / 1_000);
  if (aheadSeconds > TOLERANCE_SECONDS) return found(about, 'CLOCK_AHEAD', { values: { seconds: aheadSeconds } });
  if (behindSeconds > TOLERANCE_SECONDS) return found(about, 'CLOCK_BEHIND', { values: { seconds: behindSeconds } });
  return found(about, 'CLOCK_WELL');
}

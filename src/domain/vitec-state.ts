/** FRESH: fetched for this operation. CACHED: fetched before, within its TTL. STALE: past its TTL, shown since Vitec could not be asked. The rest: nothing could be read. */
export const VITEC_STATES = ['FRESH', 'CACHED', 'STALE', 'NOT_FOUND', 'FORBIDDEN', 'RATE_LIMITED', 'TIMEOUT', 'UNAVAILABLE'] as const;
export type VitecState = (typeof VITEC_STATES)[number];

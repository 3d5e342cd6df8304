/**
 * FRESH: fetched for this operation. CACHED: fetched before, within its TTL. STALE: past its TTL, used because Vitec failed. With the
 * others there is no data.
 */
export const VITEC_STATES = ['FRESH', 'CACHED', 'STALE', 'NOT_FOUND', 'FORBIDDEN', 'RATE_LIMITED', 'TIMEOUT', 'UNAVAILABLE'] as const;
export type VitecState = (typeof VITEC_STATES)[number];

/** Why an answer is STALE. SLOW: Vitec has not answered yet, and its answer will renew the cache. FAILED: it could not be asked. */
export const STALE_REASONS = ['SLOW', 'FAILED'] as const;
export type StaleReason = (typeof STALE_REASONS)[number];

import { setFlagsFromString } from 'node:v8';

/**
 * Imported first. Figures: docs/performance.md. V8 reads these flags as it runs; the sizes that it reads at its start are in `npm start` and the
 * Dockerfile.
 */

/**
 * V8 marks allocation sites whose objects outlived a few scavenges as long-lived, for good. Those of a request do so while the young generation
 * is small, at the start; afterwards each later request's objects would be allocated in the old generation.
 */
setFlagsFromString('--no-allocation-site-pretenuring');

/** A scavenge of 16 MB is short, and helper threads take more CPU time for it than they save. */
setFlagsFromString('--no-parallel-scavenge');

/** The old generation is collected when it has grown by half; V8 would let it grow to four times its size on a large machine. */
setFlagsFromString('--heap-growing-percent=50');

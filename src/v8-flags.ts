import { setFlagsFromString } from 'node:v8';

/**
 * Imported first: flags that are set after the program has begun hold from then on.
 *
 * V8 marks allocation sites whose objects outlived a few scavenges as long-lived, for good. Those of a request do so while the young generation
 * is small, at the start; afterwards the objects of each later request would be allocated in the old generation.
 */
setFlagsFromString('--no-allocation-site-pretenuring');
/** The old generation may grow by so much of what lives before it is collected. V8's own choice is several times that on a large machine. */
setFlagsFromString('--heap-growing-percent=40');

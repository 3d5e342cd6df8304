import { setFlagsFromString } from 'node:v8';

/**
 * Imported first. V8 marks allocation sites whose objects outlived a few scavenges as long-lived, for good. Those of a request do so while the
 * young generation is small, at the start; afterwards each later request's objects would be allocated in the old generation.
 */
setFlagsFromString('--no-allocation-site-pretenuring');

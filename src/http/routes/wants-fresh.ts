import { readMembers } from '../server/header-list.ts';

/** Directives of `cache-control` that bypass the cache. Browsers send `max-age=0` for fetch with `cache: 'no-cache'`. */
const FRESH = /^(?:no-cache|no-store|max-age *= *"?0+"?)$/;

export const wantsFresh = (cacheControl = ''): boolean =>
  cacheControl !== '' && readMembers(cacheControl).some(({ value }) => FRESH.test(value));

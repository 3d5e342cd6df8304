import { readMembers } from '../server/header-list.ts';

/** A directive of `cache-control` by which a caller asks for what Vitec says now. Browsers send `max-age=0` for `cache: 'no-cache'`. */
const FRESH = /^(?:no-cache|no-store|max-age *= *"?0+"?)$/;

export const wantsFresh = (cacheControl = ''): boolean =>
  cacheControl !== '' && readMembers(cacheControl).some(({ value }) => FRESH.test(value));

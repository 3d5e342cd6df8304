import { z } from 'zod';
import { FORMATS } from './checks.ts';

const SET_ONE = 'set redis://host:port or rediss://host:port';
const SET_DATABASE = 'set it as redis://host:port/0, or leave it out';

/**
 * An address of Redis that ioredis reads as it is meant. It would take other forms too, and mean something else by them: `REDISS://` is
 * not encrypted for it, a path of letters is database NaN, and what stands in the query are options.
 */
export const redisAddress = z
  .string()
  .superRefine((text, context) => {
    const fault = faultOf(text);
    if (fault) context.addIssue({ code: 'custom', message: fault });
  })
  .register(FORMATS, { accepts: '`redis://` or `rediss://`, with a database from 0 to 15 behind the port if it is another than 0' });

function faultOf(text: string): string | null {
  const url = /^rediss?:\/\/[^\s/?#]/.test(text) && URL.canParse(text) ? new URL(text) : null;
  if (!url || url.hostname === '' || url.port === '0' || /\s/.test(text)) return `is no address of Redis: ${SET_ONE}`;
  if (text.includes('?') || text.includes('#')) return `holds a query or a fragment: ${SET_ONE}`;
  if (!/^(\/(\d|1[0-5])?)?$/.test(url.pathname)) return `names a database that is no number from 0 to 15: ${SET_DATABASE}`;
  if (!isPercentEncoded(url.username) || !isPercentEncoded(url.password))
    return `holds a user name or a password with a % that begins no percent-encoding: write it as %25`;
  return null;
}

function isPercentEncoded(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

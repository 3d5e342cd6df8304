import { assertAll } from '../domain/setting-error.ts';
import { assertSetting, decodePercent, FORMATS, parsed } from './checks.ts';

/**
 * A Redis address that ioredis reads as written. Other forms are refused since ioredis takes them for something else: `REDISS://` is
 * not encrypted, a path of letters is database NaN, and the query sets options.
 */
export const redisAddress = parsed((text) => {
  const url = /^rediss?:\/\/[^\s/?#]/.test(text) && !/\s/.test(text) ? URL.parse(text) : null;
  assertSetting(url !== null && url.hostname !== '' && url.port !== '0', { code: 'NOT_REDIS_ADDRESS', params: {} });
  const isDecodable = decodePercent(url.username) !== null && decodePercent(url.password) !== null;
  assertAll([
    [!text.includes('?') && !text.includes('#'), { code: 'REDIS_HAS_QUERY', params: {} }],
    [/^(\/(\d|1[0-5])?)?$/.test(url.pathname), { code: 'REDIS_DATABASE', params: {} }],
    [isDecodable, { code: 'REDIS_PERCENT', params: {} }],
  ]);
  return text;
}).register(FORMATS, { accepts: '`redis://` or `rediss://`, with a database from 0 to 15 behind the port if it is another than 0' });

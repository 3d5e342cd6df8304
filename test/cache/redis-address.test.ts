import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ConfigError } from '../../src/config.ts';
import { faultsOf, REFUSED_REDIS_ADDRESSES, RIGHT } from '../support/refused-settings.ts';

const faultsFor = (address: string) => faultsOf({ ...RIGHT, REDIS_URL: address, CACHE_ENCRYPTION_KEY: randomBytes(32).toString('base64') });

describe('REDIS_URL', () => {
  it.each([
    'redis://localhost',
    'redis://localhost/',
    'redis://localhost:6379/0',
    'rediss://redis.internal:6380/15',
    'redis://:p%40ss%2F@127.0.0.1:6379/9',
    'rediss://default:p@[::1]:6379/10',
  ])('may be %s', (address) => {
    expect(faultsFor(address)).toEqual([]);
  });

  it.each(REFUSED_REDIS_ADDRESSES)('is rejected as %s, without showing its value', (address) => {
    const { message } = new ConfigError(faultsFor(address));
    expect(message).toMatch(/- REDIS_URL (is|holds|names) .*\. (Set|Write) /);
    expect(message).not.toMatch(/hemligt|cache/);
  });

  it.each(['/cache', '/99', '/0/1'])('rejects %s as a database', (path) => {
    expect(faultsFor(`redis://localhost:6379${path}`).map(({ code }) => code)).toEqual(['REDIS_DATABASE']);
  });
});

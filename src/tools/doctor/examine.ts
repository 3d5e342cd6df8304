import { readSettings, type SettingsRead } from '../../config.ts';
import { GatewayRedis } from '../../redis/gateway-redis.ts';
import { readTextFile } from '../../settings/read-file.ts';
import { settings as allSettings } from '../../settings.ts';
import { createRateLimiter } from '../../upstream/rate-limiter.ts';
import { checkKeySet, checkKeysAt } from './check-keys.ts';
import { checkRedis } from './check-redis.ts';
import { checkToken } from './check-token.ts';
import { checkTrail } from './check-trail.ts';
import { checkVitec } from './check-vitec.ts';
import { checkClock, type Dated } from './clock.ts';
import { type Check, found } from './findings.ts';

/** Upper limit of VITEC_ATTEMPT_TIMEOUT_MS in the doctor, which somebody waits for. */
const MOST_MS = 10_000;
/** The default rate limit: what partners keep to at Vitec. */
const PER_SECOND = 10;
const DEFAULT_ID_PATTERN = /^[A-Za-z0-9_-]{1,64}$/;

type Environment = Readonly<Record<string, string | undefined>>;
type Tried = { readonly checks: readonly Check[]; readonly dated: Dated | null };
export type Progress = { readonly expect: (count: number) => void; readonly onDone: () => void };

/** What the flags name. */
type Named = {
  /** Customers to try beside those of the credentials file. */
  readonly customerIds: readonly string[];
  /** A file with a token; null: none is tried. */
  readonly tokenFile: string | null;
};

/** Tries all settings at the same time. A fault in one check does not stop the others. */
export async function examine(
  environment: Environment,
  { customerIds, tokenFile }: Named,
  { expect, onDone }: Progress,
): Promise<readonly Check[]> {
  const settings = readSettings(environment, { sandbox: false });
  expect(4 + (tokenFile === null ? 0 : 1) + new Set([...customerIds, ...(settings.credentials?.ofCustomer.keys() ?? [])]).size);
  const counted = async <Result>(trial: Promise<Result>): Promise<Result> => {
    const result = await trial;
    onDone();
    return result;
  };
  const [vitec, redis, trail, keys, token] = await Promise.all([
    counted(tryVitec(settings, customerIds, onDone)),
    counted(tryRedis(settings, environment)),
    counted(tryTrail(settings, environment)),
    counted(tryKeys(settings, environment)),
    tokenFile === null ? [] : counted(tryToken(settings, environment, tokenFile)),
  ]);
  return [
    ...toSettingChecks(settings),
    ...vitec.checks,
    redis,
    checkNotifications(settings, environment),
    ...trail,
    ...keys.checks,
    ...token,
    checkClock('CLOCK_VITEC', vitec.dated),
    ...(keys.dated ? [checkClock('CLOCK_KEYS', keys.dated)] : []),
  ];
}

function toSettingChecks({ faults, unknown }: SettingsRead): readonly Check[] {
  return [
    ...(faults.length === 0 ? [found('SETTINGS', 'SETTINGS_WELL')] : []),
    ...faults.map((fault) => found('SETTINGS', 'SETTING_WRONG', { fault })),
    ...unknown.map(({ name, nearest }) => found('SETTINGS', 'SETTING_UNKNOWN', { values: { name, nearest } })),
  ];
}

async function tryVitec({ read, credentials }: SettingsRead, customerIds: readonly string[], onTried: () => void): Promise<Tried> {
  if (!read.VITEC_URL) return { checks: [found('VITEC', 'SETTING_MISSING', { values: { setting: 'VITEC_URL' } })], dated: null };
  // replicas share the rate limit in Redis: these calls count there too
  const redis = read.VITEC_MAX_PER_SECOND && read.REDIS_URL ? new GatewayRedis(read.REDIS_URL) : null;
  try {
    await redis?.untilReady(500);
    return await checkVitec(
      {
        origin: read.VITEC_URL,
        credentials,
        isPassthrough: read.AUTH_MODE === 'passthrough',
        customerIds,
        idPattern: read.ID_PATTERN ?? DEFAULT_ID_PATTERN,
        timeoutMs: Math.min(MOST_MS, read.VITEC_ATTEMPT_TIMEOUT_MS ?? MOST_MS),
        lockoutMs: read.VITEC_LOCKOUT_MS ?? allSettings.shape.VITEC_LOCKOUT_MS.parse(undefined),
        rateLimiter: createRateLimiter(read.VITEC_MAX_PER_SECOND ?? PER_SECOND, redis && { redis, origin: read.VITEC_URL }, () =>
          performance.now(),
        ),
      },
      onTried,
    );
  } finally {
    redis?.close();
  }
}

async function tryRedis({ read }: SettingsRead, environment: Environment): Promise<Check> {
  if (read.REDIS_URL) return await checkRedis(read.REDIS_URL);
  const isSet = environment.REDIS_URL || environment.REDIS_URL_FILE;
  return isSet ? found('REDIS', 'SETTING_MISSING', { values: { setting: 'REDIS_URL' } }) : found('REDIS', 'REDIS_UNUSED');
}

/** Says how to order the notifications. Whether Vitec sends any cannot be tried: the doctor opens no port. */
function checkNotifications({ read }: SettingsRead, environment: Environment): Check {
  if (read.AUTH_MODE === 'passthrough' || read.CACHE_TTL_MS === 0) return found('NOTIFICATIONS', 'NOTIFICATIONS_WITHOUT_CACHE');
  if (read.WEBHOOK_SECRET) return found('NOTIFICATIONS', 'NOTIFICATIONS_TO_ORDER');
  const isSet = environment.WEBHOOK_SECRET || environment.WEBHOOK_SECRET_FILE;
  return isSet
    ? found('NOTIFICATIONS', 'SETTING_MISSING', { values: { setting: 'WEBHOOK_SECRET' } })
    : found('NOTIFICATIONS', 'NOTIFICATIONS_UNUSED');
}

async function tryTrail({ read }: SettingsRead, { ACCESS_TRAIL: given }: Environment): Promise<readonly Check[]> {
  if (given && !read.ACCESS_TRAIL) return [found('TRAIL', 'SETTING_MISSING', { values: { setting: 'ACCESS_TRAIL' } })];
  return await checkTrail({ target: read.ACCESS_TRAIL ?? null, hasKey: read.LOG_KEY !== undefined });
}

async function tryKeys({ read }: SettingsRead, { JWT_JWKS_FILE: path }: Environment): Promise<Tried> {
  const only = (check: Check): Tried => ({ checks: [check], dated: null });
  if (read.AUTH_MODE === 'passthrough') return only(found('KEYS', 'KEYS_UNUSED'));
  if (read.JWT_JWKS_URL) {
    const { check, dated } = await checkKeysAt(read.JWT_JWKS_URL);
    return { checks: [check], dated };
  }
  if (read.JWT_JWKS_FILE && path) return only(await checkKeySet(readTextFile(path), 'JWT_JWKS_FILE'));
  return only(found('KEYS', 'SETTING_MISSING', { values: { setting: path ? 'JWT_JWKS_FILE' : 'JWT_JWKS_URL' } }));
}

async function tryToken({ read }: SettingsRead, { JWT_JWKS_FILE: keysFile }: Environment, path: string): Promise<readonly Check[]> {
  if (read.AUTH_MODE !== undefined && read.AUTH_MODE !== 'jwt') return [found('TOKEN', 'TOKEN_UNUSED')];
  return await checkToken(path, {
    keys: read.JWT_JWKS_URL ?? read.JWT_JWKS_FILE ?? null,
    keysSetting: keysFile ? 'JWT_JWKS_FILE' : 'JWT_JWKS_URL',
    issuer: read.JWT_ISSUER ?? null,
    audience: read.JWT_AUDIENCE ?? null,
    customersClaim: read.JWT_CUSTOMERS_CLAIM ?? null,
    profileScope: read.PROFILE_SCOPE ?? null,
    requiresSubject: read.ACCESS_TRAIL_REQUIRED ?? false,
    idPattern: read.ID_PATTERN ?? DEFAULT_ID_PATTERN,
  });
}

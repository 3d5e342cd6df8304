import { type DestinationStream, type Logger, pino } from 'pino';
import type { CallerIdentity } from '../../domain/caller-identity.ts';
import type { EndpointName, FunctionGroup } from '../../domain/endpoint.ts';
import { FAILURES, type Failure } from '../../domain/failure.ts';
import type { NotificationKind, NotificationOutcome } from '../../domain/notification.ts';
import { mayHoldPersonalNumber } from '../../domain/personal-number.ts';
import type { CallerRef } from './caller-ref.ts';
import type { DocumentRef } from './document-ref.ts';
import { kindOf } from './error-kind.ts';
import { createLogRateLimit, type LineKind } from './log-rate-limit.ts';
import type { RequestRecord } from './request-record.ts';

/** One function for each event, so that no address, id or error object gets into a line by accident. */
export type Log = ReturnType<typeof createLog>;

type Level = 'info' | 'warn' | 'error';
type Fields = Readonly<Record<string, unknown>>;
export type LogSettings = {
  /** A level of pino. */
  readonly level: string;
  /** Identical lines logged per second; the rest are counted. */
  readonly perSecond: number;
  readonly documentRef: DocumentRef;
  readonly callerRef: CallerRef;
  /** Whether the `sub` of a token is written instead of its caller's reference. */
  readonly showsCallers: boolean;
};

/** Fields that name a person or hold a secret. No event has them; they are redacted if a later change adds one. */
const REDACTED: string[] = ['authorization', 'password', 'token', 'secret', 'contactId', 'estateId', 'query', 'variables', 'headers'];

type FailedCall = {
  readonly endpoint: EndpointName;
  /** The office; null where the caller chose it without a token that names it. */
  readonly customerId: string | null;
  /** The contact or the estate, by a reference. */
  readonly subject: () => { readonly contactRef?: string; readonly estateRef?: string };
};

type Rejection = {
  readonly code: string;
  /** Why the caller was refused. */
  readonly reason?: string;
  /** What is wrong with its token: a code, and no value of the token. */
  readonly cause?: string | null;
};

/** What Vitec is not asked for because it refused it. */
type Lockout = { readonly passwordOf: 'gateway' | 'caller'; readonly customerId: string; readonly functionGroup: FunctionGroup };

/** Time between two lines about the same lasting trouble. */
const TROUBLE_INTERVAL_MS = 60_000;

/** Writes JSON lines. `nowMs` is a monotonic clock. */
export function createLog(
  { level: lowestLevel, perSecond, documentRef, callerRef, showsCallers }: LogSettings,
  destination: DestinationStream,
  nowMs = () => performance.now(),
) {
  const logger: Logger = pino(
    {
      level: lowestLevel,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: REDACTED, censor: '[redacted]' },
    },
    destination,
  );
  const rateLimit = createLogRateLimit<Level>({
    perSecond,
    nowMs,
    onSuppressed: ({ level, event, code, cause }, suppressed) => logger[level]({ event, code, cause, suppressed }, 'lines suppressed'),
  });
  /** Computes the fields only for a line that is written. */
  const write = (kind: LineKind<Level>, fields: () => Fields) => {
    if (logger.isLevelEnabled(kind.level) && rateLimit.admits(kind)) logger[kind.level](fields(), kind.event);
  };
  const onceAMinute = (event: string, level: Level = 'warn') => {
    let loggedMs = Number.NEGATIVE_INFINITY;
    return {
      trouble(error: unknown): boolean {
        if (nowMs() - loggedMs < TROUBLE_INTERVAL_MS) return false;
        loggedMs = nowMs();
        logger[level]({ kind: kindOf(error) }, event);
        return true;
      },
      /** The next trouble is another one, and is logged at once. */
      end(): void {
        loggedMs = Number.NEGATIVE_INFINITY;
      },
    };
  };
  const redis = onceAMinute('redis cannot be used: going on without it');
  const trail = onceAMinute('access trail cannot be written', 'error');
  let isTrailTroubleLogged = false;
  /** A user name is not shown: it is the caller's own text, and Vitec may not have accepted it. A personal number never is. */
  const callerOf = (caller: CallerIdentity | null): Fields => {
    if (caller === null) return {};
    const { issuer, subject } = caller;
    const isShown = showsCallers && issuer !== null && !mayHoldPersonalNumber(subject);
    return isShown ? { sub: subject } : { callerRef: callerRef(caller) };
  };
  const requestOf = ({ requestId, operation, caller }: RequestRecord) => ({ requestId, operation, ...callerOf(caller) });

  return {
    listening: (address: string) => logger.info({ address, graphql: `${address}/graphql` }, 'listening'),
    /** A variable of the environment that looks like a setting and has no effect. Its value may be a secret. */
    unknownSetting: (setting: string, nearest: string) =>
      write({ level: 'warn', event: 'unknown setting', code: setting }, () => ({ setting, nearest })),
    stopping: (signal: string) => logger.info({ signal }, 'stopping: draining open requests'),
    stopped(): void {
      rateLimit.endSecond();
      logger.info('stopped');
    },

    /** Standard output accepts lines again; `lines` were dropped before. */
    linesDropped: (lines: number) => logger.warn({ lines }, 'lines dropped: standard output was not read'),

    /** An operation was answered. */
    operation: (record: RequestRecord) =>
      write({ level: 'info', event: 'operation', code: mostSevereOf(record.codes) }, () => ({
        ...requestOf(record),
        event: record.isEvent || undefined,
        document: record.document && documentRef(record.document),
        durationMs: Math.round(performance.now() - record.startedMs),
        noCache: record.wantsFresh || undefined,
        calls: record.cost?.calls ?? 0,
        cacheHits: record.cost?.cacheHits ?? 0,
        stale: Object.fromEntries(Object.entries(record.cost?.stale ?? {}).filter(([, count]) => count > 0)),
        codes: countEach(record.codes),
      })),

    /** A subscription ended. `code`: that of its last error, or CLIENT_LEFT. */
    subscriptionEnded: (record: RequestRecord, code: string, events: number) =>
      write({ level: 'info', event: 'subscription ended', code }, () => ({
        ...requestOf(record),
        document: record.document && documentRef(record.document),
        durationMs: Math.round(performance.now() - record.startedMs),
        events,
        code,
      })),

    /** A call to Vitec failed, also where a stale answer is shown instead. */
    upstreamFailed(record: RequestRecord, { code, upstreamCause, status }: Failure, { endpoint, customerId, subject }: FailedCall): void {
      const kind = { level: FAILURES[code].logLevel, event: 'upstream_failed', code, cause: upstreamCause };
      write(kind, () => ({
        ...requestOf(record),
        code,
        cause: upstreamCause,
        status,
        endpoint,
        customerId: customerId !== null && isOffice(customerId) ? customerId : null,
        ...subject(),
      }));
    },

    /** Vitec refused several calls in a row with this status: it is not asked for a time. */
    lockoutBegan: (lockout: Lockout, status: number) =>
      write({ level: 'warn', event: 'lockout began' }, () => ({ ...fieldsOfLockout(lockout), status })),
    lockoutEnded: (lockout: Lockout) => write({ level: 'warn', event: 'lockout ended' }, () => fieldsOfLockout(lockout)),

    /** A request was rejected before its body was read. */
    requestRejected(record: RequestRecord, { code, reason, cause = null }: Rejection): void {
      const level = code === 'AUTHENTICATION_UNAVAILABLE' ? 'error' : 'info';
      write({ level, event: 'request refused', code: reason ?? code, cause }, () => ({
        ...requestOf(record),
        code,
        reason,
        cause: cause ?? undefined,
      }));
    },

    /** Vitec sent a notification. */
    notification: (record: RequestRecord, outcome: NotificationOutcome, { type, subtype, customerId }: NotificationKind) =>
      write({ level: 'info', event: 'notification', code: outcome }, () => ({
        ...requestOf(record),
        outcome,
        type: type && wordOf(type),
        subtype: subtype && wordOf(subtype),
        customerId: outcome !== 'refused' && customerId !== null && isOffice(customerId) ? customerId : null,
      })),

    /** Redis is unavailable, slow or full. The gateway works without it. */
    redisTrouble: redis.trouble,
    redisReturned(): void {
      redis.end();
      logger.info('redis can be used again');
    },
    tracesTrouble: onceAMinute('traces cannot be sent: some are lost').trouble,

    /** A line of the access trail could not be written. */
    trailTrouble(error: unknown): void {
      isTrailTroubleLogged = trail.trouble(error) || isTrailTroubleLogged;
    },
    /** A line of the access trail was written. Logged once after each logged trouble, so that a disk that is slow now and then fills no log. */
    trailWritten(): void {
      if (!isTrailTroubleLogged) return;
      isTrailTroubleLogged = false;
      logger.info('access trail can be written again');
    },
    trailNotReopened: (error: unknown) =>
      logger.error({ kind: kindOf(error) }, 'access trail cannot be reopened: the old file stays in use'),
    trailWithoutKey: () => logger.warn('access trail without LOG_KEY: its references can be matched by nobody after a restart'),

    /** An unexpected error. Its message may contain personal data, so only its kind and its place in the code are logged. */
    bug(record: RequestRecord, bug: unknown): void {
      const kind = bug instanceof Error ? bug.name : typeof bug;
      const at = framesOf(bug);
      write({ level: 'error', event: 'unexpected error', code: `${kind} ${at[0] ?? ''}` }, () => ({ ...requestOf(record), kind, at }));
    },
  };
}

/** The customer of a caller's own password is not shown: the caller chose it without a token that names it. */
const fieldsOfLockout = ({ passwordOf, customerId, functionGroup }: Lockout): Fields => ({
  customerId: passwordOf === 'gateway' && isOffice(customerId) ? customerId : null,
  functionGroup,
  passwordOf,
});

/** A kund-id such as M30011 has few digits. A personal number in its place must not be logged. */
const isOffice = (customerId: string): boolean => !/(\d\D*){10}/.test(customerId);

/** Vitec's types and subtypes are single words. Other text could name a person. */
const wordOf = (text: string): string => (/^[A-Za-z]{1,40}$/.test(text) ? text : 'NOT_A_WORD');

/** The code that the log rate limit must not suppress among others. */
const mostSevereOf = (codes: readonly string[]): string | undefined =>
  codes.includes('INTERNAL_SERVER_ERROR') ? 'INTERNAL_SERVER_ERROR' : codes[0];

const countEach = (codes: readonly string[]): Readonly<Record<string, number>> =>
  Object.fromEntries([...Map.groupBy(codes, (code) => code)].map(([code, same]) => [code, same.length]));

const framesOf = (bug: unknown): readonly string[] =>
  bug instanceof Error
    ? (bug.stack ?? '')
        .split('\n')
        .flatMap((line) => /^\s+at (.*)$/.exec(line)?.[1] ?? [])
        .slice(0, 8)
    : [];

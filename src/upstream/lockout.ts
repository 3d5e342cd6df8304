import { createHmac, randomBytes } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { atMostEntries } from '../domain/at-most-entries.ts';
import type { CancelSignal } from '../domain/cancel-signal.ts';
import type { FunctionGroup } from '../domain/endpoint.ts';
import { Failure } from '../domain/failure.ts';
import type { UpstreamOperation } from '../domain/operation.ts';
import { unlessAborted } from '../domain/unless-aborted.ts';
import type { UpstreamCall, UpstreamRequest } from '../domain/upstream-call.ts';
import { eachGroup } from './each-group.ts';

/** Answers 401 in a row that begin a lockout. */
const MOST_401 = 3;
/** Answers 403 in a row, each for another path, that begin one. Fewer may be contacts that the office has closed one by one. */
const MOST_403 = 5;
/** Customers of a function group, passwords and user names that are remembered; of each kind the least recently used one makes room. */
const MAX_ACCOUNTS = 10_000;
/** Statuses that Vitec gives only to a right password. */
const PROVING: readonly number[] = [200, 400, 404, 410];

/** Whose password Vitec refuses. */
type PasswordOwner = 'gateway' | 'caller';

/** What a lockout is about. */
type Lockout = { readonly passwordOf: PasswordOwner; readonly customerId: string; readonly functionGroup: FunctionGroup };
type CountLockouts = (passwordOf: PasswordOwner, functionGroup: FunctionGroup) => number;

export type LockoutSettings = {
  /** How long nothing is asked. */
  readonly lockoutMs: number;
  /** A monotonic clock, in milliseconds. */
  readonly nowMs: () => number;
  /** `status`: the answer that began it. */
  readonly onBegan: (lockout: Lockout, status: number) => void;
  readonly onEnded: (lockout: Lockout) => void;
  /** Is given a function that counts the lockouts. */
  readonly watch: (read: CountLockouts) => void;
};

type LockoutPolicy = {
  /** Wraps the outermost call: one that Vitec would refuse fails at once, with the code of Vitec's refusals. */
  readonly around: (call: UpstreamCall) => UpstreamCall;
  /** Wraps an attempt, and counts its answer. A call that waited in the queue while a lockout began is not sent. */
  readonly atAttempt: (attempt: UpstreamCall) => UpstreamCall;
};

/**
 * Vitec blocks a partner that goes on asking with a wrong password (401) or for a closed office (403). So for each customer and function
 * group, 3 answers 401 in a row, or 5 answers 403 for different paths, begin a lockout: nothing is asked for `lockoutMs`. Then one call is
 * a probe, which others wait for. Any other answer ends the row and the lockout; a time-out or a cancelled call does neither.
 *
 * Until the first call has ended, and after a 401, at most three calls are open, so that a wrong password costs no more of them. A caller's own
 * password is counted by itself once it has worked (200, 400, 404, 410). All others of the same user name are counted together, and always
 * at most three of their calls are open, so that nobody tries passwords through the gateway.
 */
export function createLockout({ lockoutMs, nowMs, onBegan, onEnded, watch }: LockoutSettings): LockoutPolicy {
  const createAccounts = () => new LRUCache<string, Account>(atMostEntries(MAX_ACCOUNTS));
  const customers = eachGroup(createAccounts);
  const provenPasswords = createAccounts();
  const userNames = createAccounts();
  watch((passwordOf, functionGroup) => {
    const ofCallers = () =>
      [...provenPasswords.values(), ...userNames.values()].filter(({ lockout }) => lockout.functionGroup === functionGroup);
    const accounts = passwordOf === 'gateway' ? [...customers[functionGroup].values()] : ofCallers();
    return accounts.filter((account) => account.isLocked()).length;
  });

  const accountIn = (
    accounts: LRUCache<string, Account>,
    key: string,
    request: UpstreamRequest<unknown>,
    { isShared } = { isShared: false },
  ): Account => {
    const known = accounts.get(key);
    if (known) return known;
    const { customerId, functionGroup, rights } = request;
    const passwordOf = rights.kind === 'OWN' ? 'caller' : 'gateway';
    const account = new Account({ passwordOf, customerId, functionGroup }, { lockoutMs, nowMs, isShared, onBegan, onEnded });
    accounts.set(key, account);
    return account;
  };

  const accountOf = (request: UpstreamRequest<unknown>): Account => {
    const { rights } = request;
    if (rights.kind === 'GATEWAY') return accountIn(customers[request.functionGroup], request.customerId, request);
    const key = keyOf(request);
    return provenPasswords.get(`${key} ${rights.hash}`) ?? accountIn(userNames, `${key} ${rights.userHash}`, request, { isShared: true });
  };

  /** Null: the call has to wait. Throws while it is locked out. Nothing may come between the check and the beginning. */
  const enterAtOnce = (request: UpstreamRequest<unknown>): Entry | null => {
    const account = accountOf(request);
    return account.mayBegin() ? { account, probe: account.begin() } : null;
  };

  const enterLater = async (request: UpstreamRequest<unknown>, signal: CancelSignal): Promise<Entry> => {
    for (;;) {
      await accountOf(request).untilDecided(signal);
      const entry = enterAtOnce(request); // with another account, once the password has worked
      if (entry) return entry;
    }
  };

  const record = (request: UpstreamRequest<unknown>, entered: Entry | undefined, status: number, failure: Failure | null): void => {
    const { rights, path } = request;
    if (rights.kind === 'OWN') {
      if (PROVING.includes(status)) accountIn(provenPasswords, `${keyOf(request)} ${rights.hash}`, request);
      else if (status !== 401 && status !== 403) return; // a fault of Vitec must not give more tries
    }
    const { account, probe } = entered ?? { account: accountOf(request), probe: null };
    account.answered(probe, { status, failure, path });
  };

  return {
    around: (call) => async (request, operation) => {
      const entry = enterAtOnce(request) ?? (await enterLater(request, operation.signal));
      try {
        return await call(request, withEntry(operation, entry));
      } finally {
        entry.account.leave(entry.probe);
      }
    },
    atAttempt:
      (attempt) =>
      async <Value>(request: UpstreamRequest<Value>, operation: EnteredOperation) => {
        accountOf(request).throwIfLocked();
        try {
          const value = await attempt(request, operation);
          record(request, operation.entry, 200, null);
          return value;
        } catch (error) {
          if (error instanceof Failure && error.status !== null) record(request, operation.entry, error.status, error);
          throw error;
        }
      },
  };
}

/** The operation of a call that has entered. All policies between the two of the lockout pass it on. */
type EnteredOperation = UpstreamOperation & { readonly entry?: Entry };
const withEntry = (operation: UpstreamOperation, entry: Entry): EnteredOperation => ({ ...operation, entry });

type Entry = { readonly account: Account; readonly probe: State | null };

const keyOf = ({ functionGroup, customerId }: UpstreamRequest<unknown>): string => `${functionGroup} ${customerId}`;

/** Paths outlive their calls here, and hold ids of contacts and search terms. */
const PATH_SECRET = randomBytes(32);
const hashOf = (path: string): string => createHmac('sha256', PATH_SECRET).update(path).digest('base64url');

type State = { readonly kind: 'counting' } | { readonly kind: 'locked'; readonly untilMs: number } | { readonly kind: 'probing' };
const COUNTING: State = { kind: 'counting' };

type AccountSettings = Pick<LockoutSettings, 'lockoutMs' | 'nowMs' | 'onBegan' | 'onEnded'> & {
  /** Whether it stands for several passwords, of which one that works says nothing of the others. */
  readonly isShared: boolean;
};

type VitecAnswer = { readonly status: number; readonly failure: Failure | null; readonly path: () => string };

/** What Vitec refuses or answers together: a customer, a password, or a user name, each with a function group. */
class Account {
  readonly lockout: Lockout;
  readonly #settings: AccountSettings;
  #state: State = COUNTING;
  #refused401 = 0;
  /** Whether the last call ended otherwise than with 401. Until then so few calls are open that a wrong password costs MOST_401 of them. */
  #isTried = false;
  readonly #refused403 = new Set<string>();
  #open = 0;
  /** The refusal that began the lockout. */
  #refusal: Failure | null = null;
  readonly #waiting = new Set<() => void>();

  constructor(lockout: Lockout, settings: AccountSettings) {
    this.lockout = lockout;
    this.#settings = settings;
  }

  isLocked(): boolean {
    return this.#state.kind === 'probing' || (this.#state.kind === 'locked' && this.#state.untilMs > this.#settings.nowMs());
  }

  throwIfLocked(): void {
    if (this.#state.kind !== 'locked' || !this.#refusal) return;
    const nowMs = this.#settings.nowMs();
    if (this.#state.untilMs <= nowMs) return;
    const { code, message } = this.#refusal;
    const retryAfterSeconds = Math.ceil((this.#state.untilMs - nowMs) / 1_000);
    throw new Failure(code, { message, retryAfterSeconds, upstreamCause: 'LOCKED_OUT' });
  }

  /** False: the end of another call decides. Throws while it is locked. */
  mayBegin(): boolean {
    this.throwIfLocked();
    const isFree = this.#isTried && !this.#settings.isShared;
    if (this.#state.kind === 'counting') return isFree || this.#open + this.#refused401 < MOST_401;
    return this.#state.kind === 'locked';
  }

  /** The probe that the call is; null for an ordinary call. */
  begin(): State | null {
    this.#open += 1;
    if (this.#state.kind !== 'locked') return null;
    this.#state = { kind: 'probing' };
    return this.#state;
  }

  untilDecided(signal: CancelSignal): Promise<void> {
    return unlessAborted(signal, (resolve) => {
      const decided = () => resolve();
      this.#waiting.add(decided);
      return () => this.#waiting.delete(decided);
    });
  }

  answered(probe: State | null, { status, failure, path }: VitecAnswer): void {
    if (status !== 401 && status !== 403) this.#succeed();
    else if (probe !== null && this.#state === probe) this.#lock(failure);
    else if (this.#state.kind === 'counting') this.#count(status, failure, path);
  }

  /** A call has ended, with an answer or without one. */
  leave(probe: State | null): void {
    this.#open -= 1;
    this.#isTried ||= this.#refused401 === 0;
    // no answer: the next call is the probe
    if (probe !== null && this.#state === probe) this.#state = { kind: 'locked', untilMs: this.#settings.nowMs() };
    if (this.#waiting.size > 0) for (const decided of [...this.#waiting]) decided();
  }

  #count(status: 401 | 403, failure: Failure | null, path: () => string): void {
    if (status === 401) {
      this.#refused401 += 1;
      this.#isTried = false;
    } else this.#refused403.add(hashOf(path()));
    if (this.#refused401 < MOST_401 && this.#refused403.size < MOST_403) return;
    this.#lock(failure);
    this.#settings.onBegan(this.lockout, status);
  }

  #lock(refusal: Failure | null): void {
    this.#refusal = refusal;
    this.#state = { kind: 'locked', untilMs: this.#settings.nowMs() + this.#settings.lockoutMs };
  }

  /** Also by a call that began before the lockout: calls at the same time answer in any order. */
  #succeed(): void {
    const wasLocked = this.#state.kind !== 'counting';
    this.#state = COUNTING;
    this.#isTried = true;
    this.#refused401 = 0;
    if (this.#refused403.size > 0) this.#refused403.clear(); // each `clear` makes a new table, to which the old one stays linked
    this.#refusal = null;
    if (wasLocked) this.#settings.onEnded(this.lockout);
  }
}

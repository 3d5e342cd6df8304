import { setTimeout as sleep } from 'node:timers/promises';
import type { RateLimiter } from '../../upstream/rate-limiter.ts';
import { type AskOnce, createAskOnce, type NoAnswer } from '../../vitec/ask-once.ts';
import type { Credential, Credentials } from '../../vitec/credentials.ts';
import { partyRoles } from '../../vitec/endpoints/party-roles.ts';
import type { VitecResponse } from '../../vitec/get.ts';
import type { Dated } from './clock.ts';
import { type Check, type FindingCode, found } from './findings.ts';

export type VitecToTry = {
  readonly origin: string;
  /** Null: they are set wrongly. */
  readonly credentials: Credentials | null;
  /** Callers bring their own passwords (AUTH_MODE=passthrough). */
  readonly isPassthrough: boolean;
  /** Those to try beside the ones in the credentials file, or instead of them where there is one pair for all. */
  readonly customerIds: readonly string[];
  readonly idPattern: RegExp;
  readonly timeoutMs: number;
  readonly rateLimiter: RateLimiter;
};

/** An id that no contact has: the answer tells about the password, and nothing about anybody. */
const NOBODY = 'gateway-doctor-asks-for-nobody';
/** Asked for without a password, which is refused before anything is looked up. */
const NO_CUSTOMER = 'M0';
/** Partners keep to about five calls at once at Vitec. */
const AT_ONCE = 5;
/** Others get none: who cannot be reached, asks for a pause, or lets strangers in and is not Vitec. */
const WORTH_A_PASSWORD: readonly FindingCode[] = ['VITEC_ANSWERS', 'VITEC_FAILS'];
/** All customers have so long, and a second more each. */
const ALL_MS = 30_000;

/**
 * One call without a password, which Vitec must refuse; then one for each customer with its own. Only since the first is refused
 * does another answer than 401 and 403 prove that a password works: which one Vitec gives for a contact that is not there is not
 * documented. `onTried` hears of each customer.
 */
export async function checkVitec(
  vitec: VitecToTry,
  onTried: () => void,
): Promise<{ readonly checks: readonly Check[]; readonly dated: Dated | null }> {
  const once = createAskOnce(vitec.origin, vitec.timeoutMs);
  try {
    const { check, code, dated } = await knock(once, vitec);
    if (vitec.isPassthrough) return { checks: [check, found('CUSTOMER', 'PASSWORD_OF_CALLERS', { values: { customer: '' } })], dated };
    return { checks: [check, ...(await tryCustomers(once, vitec, code, onTried))], dated };
  } finally {
    await once.close();
  }
}

async function knock(
  once: AskOnce,
  { rateLimiter, origin }: VitecToTry,
): Promise<{ readonly check: Check; readonly code: FindingCode; readonly dated: Dated | null }> {
  if (!(await hasPermit(rateLimiter, performance.now() + ALL_MS))) {
    return { check: found('VITEC', 'OUT_OF_TIME'), code: 'OUT_OF_TIME', dated: null };
  }
  const askedMs = Date.now();
  const { answer, milliseconds } = await timed(() =>
    once.ask({ path: partyRoles.path({ customerId: NO_CUSTOMER, contactId: NOBODY }, encodeURIComponent), credential: null }),
  );
  const dated = typeof answer === 'string' ? null : { date: answer.headers.date?.toString() ?? null, askedMs, cameMs: Date.now() };
  const fault = toFault(answer);
  const status = typeof answer === 'string' ? 0 : answer.status;
  const code: FindingCode = fault ?? (status === 401 ? 'VITEC_ANSWERS' : 'VITEC_NOT_VITEC');
  const values = { setting: 'VITEC_URL', origin, status };
  return { check: found('VITEC', code, { milliseconds, values }), code, dated };
}

async function tryCustomers(once: AskOnce, vitec: VitecToTry, ofVitec: FindingCode, onTried: () => void): Promise<Check[]> {
  const { credentials, customerIds, idPattern, rateLimiter } = vitec;
  if (!credentials) return [found('CUSTOMER', 'SETTING_MISSING', { values: { customer: '', setting: 'VITEC_CREDENTIALS_FILE' } })];
  const ids = [...new Set([...customerIds, ...credentials.ofCustomer.keys()])];
  if (ids.length === 0) return [found('CUSTOMER', 'CUSTOMER_NEEDED', { values: { customer: '' } })];
  const untilMs = performance.now() + ALL_MS + ids.length * 1_000;

  const tryOne = async (customer: string, credential: Credential | null): Promise<Check> => {
    // what is no kund-id may be a secret in the wrong place: it is told by its place
    if (!idPattern.test(customer)) return found('CUSTOMER', 'CUSTOMER_ID_ODD', { values: { customer: `#${ids.indexOf(customer) + 1}` } });
    if (!credential) return found('CUSTOMER', 'CUSTOMER_WITHOUT_PASSWORD', { values: { customer } });
    if (!WORTH_A_PASSWORD.includes(ofVitec)) return found('CUSTOMER', 'PASSWORD_UNPROVEN', { values: { customer } });
    if (!(await hasPermit(rateLimiter, untilMs))) return found('CUSTOMER', 'OUT_OF_TIME', { values: { customer } });
    const { answer, milliseconds } = await timed(() =>
      once.ask({ path: partyRoles.path({ customerId: customer, contactId: NOBODY }, encodeURIComponent), credential }),
    );
    const values = { customer, setting: 'VITEC_URL', status: typeof answer === 'string' ? 0 : answer.status };
    const fault = toFault(answer);
    if (fault !== null && fault === ofVitec) return found('CUSTOMER', 'PASSWORD_UNPROVEN', { milliseconds, values }); // said once already
    return found('CUSTOMER', fault ?? verdict(values.status, ofVitec === 'VITEC_ANSWERS'), { milliseconds, values });
  };

  const checks: Check[] = [];
  const left = ids.entries();
  const work = async () => {
    for (const [index, customer] of left) {
      checks[index] = await tryOne(customer, credentials.ofCustomer.get(customer) ?? credentials.everyCustomer);
      onTried();
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return checks;
}

function verdict(status: number, refusesStrangers: boolean) {
  if (status === 401) return 'PASSWORD_REFUSED';
  if (status === 403) return 'CUSTOMER_REFUSED';
  const isAnswer = status === 200 || status === 400 || status === 404 || status === 410;
  return isAnswer && refusesStrangers ? 'PASSWORD_WORKS' : 'PASSWORD_UNPROVEN';
}

/** What is Vitec's trouble, whoever asks. */
function toFault(answer: VitecResponse | NoAnswer) {
  if (typeof answer === 'string') return answer;
  if (answer.status === 429) return 'VITEC_BUSY';
  return answer.status >= 500 ? 'VITEC_FAILS' : null;
}

/** The calls of the gateway are counted by the second: these are part of them. False: busy replicas left none till then. */
async function hasPermit({ acquire }: RateLimiter, untilMs: number): Promise<boolean> {
  while (performance.now() < untilMs) {
    const delayMs = await acquire();
    if (delayMs === 0) return true;
    await sleep(delayMs);
  }
  return false;
}

async function timed<Answer>(ask: () => Promise<Answer>): Promise<{ readonly answer: Answer; readonly milliseconds: number }> {
  const beganMs = performance.now();
  return { answer: await ask(), milliseconds: performance.now() - beganMs };
}

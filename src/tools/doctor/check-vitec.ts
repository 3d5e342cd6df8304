import { setTimeout as sleep } from 'node:timers/promises';
import { ENDPOINT_NAMES, type EndpointName, type FunctionGroup } from '../../domain/endpoint.ts';
import type { RateLimiter } from '../../upstream/rate-limiter.ts';
import { type AskOnce, createAskOnce, type NoAnswer } from '../../vitec/ask-once.ts';
import { type Credential, type Credentials, credentialOf } from '../../vitec/credentials.ts';
import type { VitecResponse } from '../../vitec/get.ts';
import { functionGroupOf, pathOf } from '../endpoints.ts';
import type { Dated } from './clock.ts';
import { type Check, type FindingCode, found } from './findings.ts';

export type VitecToTry = {
  readonly origin: string;
  /** Null: the settings have no usable ones. */
  readonly credentials: Credentials | null;
  /** AUTH_MODE=passthrough: callers send their own passwords. */
  readonly isPassthrough: boolean;
  /** Customers to try beside those of the credentials file. */
  readonly customerIds: readonly string[];
  readonly idPattern: RegExp;
  readonly timeoutMs: number;
  /** VITEC_LOCKOUT_MS. */
  readonly lockoutMs: number;
  readonly rateLimiter: RateLimiter;
};

/** An id that no contact and no estate has, and a term that no contact matches, so that no answer holds personal data. */
const NOBODY = 'gateway-doctor-asks-for-nobody';
/** The customer of the call without a password. */
const NO_CUSTOMER = 'M0';
/** The endpoint that proves the password of CRM-Contact. The other endpoints of that function group are tried after it. */
const FIRST_ENDPOINT = 'PartyRoles';
const FIRST_GROUP = functionGroupOf(FIRST_ENDPOINT);
const OTHER_ENDPOINTS = ENDPOINT_NAMES.filter((endpoint) => endpoint !== FIRST_ENDPOINT);
/** Vitec's names of the function groups. */
const GROUP_NAMES = { crm: 'CRM-Contact', advertising: 'Advertising' } as const satisfies Record<FunctionGroup, string>;
/** Partners keep to about five calls at once at Vitec. */
const AT_ONCE = 5;
/** Findings of the call without a password after which passwords are sent. A server that accepts that call is not Vitec. */
const WORTH_A_PASSWORD: readonly FindingCode[] = ['VITEC_ANSWERS', 'VITEC_FAILS'];
/** Findings about a customer after which the other function group is not tried either: they have another reason than the password. */
const NO_MORE_CALLS: readonly FindingCode[] = ['CUSTOMER_ID_ODD', 'PASSWORD_UNPROVEN', 'OUT_OF_TIME', 'VITEC_BUSY'];
/** Time limit of all customers, to which each call adds one second. */
const ALL_MS = 30_000;
const EACH_MS = 1_000;

/**
 * Sends one call without a password, which Vitec must refuse, and then the calls of each customer with its password. Vitec does not
 * document the status for an unknown contact; since the first call is refused, any status but 401 and 403 proves the password.
 * `onTried` is called for each customer.
 */
export async function checkVitec(
  vitec: VitecToTry,
  onTried: () => void,
): Promise<{ readonly checks: readonly Check[]; readonly dated: Dated | null }> {
  const once = createAskOnce(vitec.origin, vitec.timeoutMs);
  try {
    const { check, code, dated } = await tryWithoutPassword(once, vitec);
    if (vitec.isPassthrough) return { checks: [check, found('CUSTOMER', 'PASSWORD_OF_CALLERS', { values: { customer: '' } })], dated };
    return { checks: [check, ...(await tryCustomers(once, vitec, code, onTried))], dated };
  } finally {
    await once.close();
  }
}

async function tryWithoutPassword(
  once: AskOnce,
  { rateLimiter, origin }: VitecToTry,
): Promise<{ readonly check: Check; readonly code: FindingCode; readonly dated: Dated | null }> {
  if (!(await hasPermit(rateLimiter, performance.now() + ALL_MS))) {
    return { check: found('VITEC', 'OUT_OF_TIME'), code: 'OUT_OF_TIME', dated: null };
  }
  const sentMs = Date.now();
  const { answer, status, fault, milliseconds } = await callAbout(once, FIRST_ENDPOINT, NO_CUSTOMER, null);
  const dated = typeof answer === 'string' ? null : { date: answer.headers.date?.toString() ?? null, sentMs, receivedMs: Date.now() };
  const code: FindingCode = fault ?? (status === 401 ? 'VITEC_ANSWERS' : 'VITEC_NOT_VITEC');
  const values = { setting: 'VITEC_URL', origin, status };
  return { check: found('VITEC', code, { milliseconds, values }), code, dated };
}

async function tryCustomers(once: AskOnce, vitec: VitecToTry, ofVitec: FindingCode, onTried: () => void): Promise<Check[]> {
  const { credentials, customerIds, idPattern, rateLimiter } = vitec;
  const lockout = Math.ceil(vitec.lockoutMs / 1_000);
  if (!credentials) return [found('CUSTOMER', 'SETTING_MISSING', { values: { customer: '', setting: 'VITEC_CREDENTIALS_FILE' } })];
  const ids = [...new Set([...customerIds, ...credentials.ofCustomer.keys()])];
  if (ids.length === 0) return [found('CUSTOMER', 'CUSTOMER_NEEDED', { values: { customer: '' } })];
  const untilMs = performance.now() + ALL_MS + ids.length * ENDPOINT_NAMES.length * EACH_MS;

  const tryPassword = async (customer: string, credential: Credential | null): Promise<Check> => {
    // an odd kund-id may be a secret in the wrong place: only its position is shown
    if (!idPattern.test(customer)) return found('CUSTOMER', 'CUSTOMER_ID_ODD', { values: { customer: `#${ids.indexOf(customer) + 1}` } });
    if (!credential) return found('CUSTOMER', 'CUSTOMER_WITHOUT_PASSWORD', { values: { customer } });
    if (!WORTH_A_PASSWORD.includes(ofVitec)) return found('CUSTOMER', 'PASSWORD_UNPROVEN', { values: { customer } });
    if (!(await hasPermit(rateLimiter, untilMs))) return found('CUSTOMER', 'OUT_OF_TIME', { values: { customer } });
    const { status, fault, milliseconds } = await callAbout(once, FIRST_ENDPOINT, customer, credential);
    const values = { customer, setting: 'VITEC_URL', status, lockout };
    if (fault !== null && fault === ofVitec) return found('CUSTOMER', 'PASSWORD_UNPROVEN', { milliseconds, values }); // the check of Vitec has said it
    return found('CUSTOMER', fault ?? passwordFinding(status, ofVitec === 'VITEC_ANSWERS'), { milliseconds, values });
  };

  const tryEndpoint = async (endpoint: EndpointName, customer: string): Promise<Check> => {
    const credential = credentialOf(credentials, customer, functionGroupOf(endpoint));
    const group = GROUP_NAMES[functionGroupOf(endpoint)];
    if (!credential) return found('ENDPOINT', 'ENDPOINT_WITHOUT_PASSWORD', { values: { customer, endpoint, group } });
    if (!(await hasPermit(rateLimiter, untilMs))) return found('ENDPOINT', 'OUT_OF_TIME', { values: { customer, endpoint } });
    const { status, fault, milliseconds } = await callAbout(once, endpoint, customer, credential);
    const values = { customer, endpoint, group, setting: 'VITEC_URL', status, lockout };
    if (fault !== null && fault === ofVitec) return found('ENDPOINT', 'ENDPOINT_UNPROVEN', { milliseconds, values }); // the check of Vitec has said it
    return found('ENDPOINT', fault ?? endpointFinding(status, endpoint), { milliseconds, values });
  };

  const tryOne = async (customer: string): Promise<readonly Check[]> => {
    const ofPassword = await tryPassword(customer, credentialOf(credentials, customer, FIRST_GROUP));
    const checks = [ofPassword];
    if (NO_MORE_CALLS.includes(ofPassword.code) || !WORTH_A_PASSWORD.includes(ofVitec)) return checks;
    for (const endpoint of OTHER_ENDPOINTS) {
      // a refusal by one function group says nothing of the other
      const mayTry = ofPassword.code === 'PASSWORD_WORKS' || functionGroupOf(endpoint) !== FIRST_GROUP;
      if (mayTry) checks.push(await tryEndpoint(endpoint, customer));
    }
    return checks;
  };

  const checks: (readonly Check[])[] = [];
  const left = ids.entries();
  const work = async () => {
    for (const [index, customer] of left) {
      checks[index] = await tryOne(customer);
      onTried();
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return checks.flat();
}

const isAnswerAboutContact = (status: number): boolean => [200, 400, 404, 410].includes(status);

function passwordFinding(status: number, refusesStrangers: boolean) {
  if (status === 401) return 'PASSWORD_REFUSED';
  if (status === 403) return 'CUSTOMER_REFUSED';
  return isAnswerAboutContact(status) && refusesStrangers ? 'PASSWORD_WORKS' : 'PASSWORD_UNPROVEN';
}

/** For CRM-Contact, after a password that works at the first endpoint. Vitec answers 401 to the password of another function group. */
function endpointFinding(status: number, endpoint: EndpointName) {
  if (status === 401 && functionGroupOf(endpoint) !== FIRST_GROUP) return 'ENDPOINT_PASSWORD_REFUSED';
  if (status === 401 || status === 403) return 'ENDPOINT_CLOSED';
  return isAnswerAboutContact(status) ? 'ENDPOINT_OPEN' : 'ENDPOINT_UNPROVEN';
}

type Call = {
  readonly answer: VitecResponse | NoAnswer;
  /** 0 without an answer. */
  readonly status: number;
  readonly fault: FindingCode | null;
  readonly milliseconds: number;
};

async function callAbout({ ask }: AskOnce, endpoint: EndpointName, customerId: string, credential: Credential | null): Promise<Call> {
  const beganMs = performance.now();
  const answer = await ask({ path: pathOf(endpoint, customerId, [NOBODY]), credential });
  const status = typeof answer === 'string' ? 0 : answer.status;
  return { answer, status, fault: typeof answer === 'string' ? answer : statusFault(status), milliseconds: performance.now() - beganMs };
}

/** A fault of Vitec that does not depend on the password. */
function statusFault(status: number) {
  if (status === 429) return 'VITEC_BUSY';
  return status >= 500 ? 'VITEC_FAILS' : null;
}

/** Takes a permit of the rate limit that the gateway's own calls share. False: no permit was left until `untilMs`. */
async function hasPermit({ acquire }: RateLimiter, untilMs: number): Promise<boolean> {
  while (performance.now() < untilMs) {
    const delayMs = await acquire();
    if (delayMs === 0) return true;
    await sleep(delayMs);
  }
  return false;
}

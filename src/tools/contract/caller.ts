import type { EndpointName, FunctionGroup } from '../../domain/endpoint.ts';
import type { AskOnce } from '../../vitec/ask-once.ts';
import { type Credential, type Credentials, credentialOf } from '../../vitec/credentials.ts';
import { endpointOf, type FormName, functionGroupOf } from '../endpoints.ts';
import { type Answer, askForm } from './ask.ts';

/** Asks Vitec about one customer, one call at a time, so that other users of Vitec do not wait for this one. */
export class Caller {
  readonly #once: AskOnce;
  readonly #customerId: string;
  readonly #credentials: Credentials;
  readonly #closedGroups = new Set<FunctionGroup>();
  readonly #closedEndpoints = new Set<EndpointName>();
  #isEnded = false;
  calls = 0;

  constructor(once: AskOnce, customerId: string, credentials: Credentials) {
    this.#once = once;
    this.#customerId = customerId;
    this.#credentials = credentials;
  }

  /** Null: not asked, since an earlier answer has said that the same would come again. */
  async ask(form: FormName, ids: readonly string[]): Promise<Answer | null> {
    const group = functionGroupOf(form);
    if (!this.mayAsk(group) || this.#closedEndpoints.has(endpointOf(form))) return null;
    const credential = this.credentialOf(group);
    if (!credential) {
      this.#closedEndpoints.add(endpointOf(form));
      return { kind: 'NONE', status: null, reason: `the credentials have no password for this customer (${group})`, reach: 'ENDPOINT' };
    }
    const answer = await this.askWith(credential, form, ids);
    if (answer.kind !== 'NONE') return answer;
    if (answer.reach === 'RUN') this.#isEnded = true;
    if (answer.reach === 'FUNCTION_GROUP') this.#closedGroups.add(group);
    if (answer.reach === 'ENDPOINT') this.#closedEndpoints.add(endpointOf(form));
    return answer;
  }

  /** With a certain password. A refusal of it closes nothing. */
  async askWith(credential: Credential, form: FormName, ids: readonly string[]): Promise<Answer> {
    this.calls += 1;
    return await askForm(this.#once, form, this.#customerId, ids, credential);
  }

  credentialOf(group: FunctionGroup): Credential | null {
    return credentialOf(this.#credentials, this.#customerId, group);
  }

  /** Whether nothing has said that the calls of a function group are in vain. */
  mayAsk(group: FunctionGroup): boolean {
    return !this.#isEnded && !this.#closedGroups.has(group);
  }
}

import { type Command, type Flags, refuseFlags } from '../command-line/flags.ts';
import { ASKED_ENDPOINTS, type AskedEndpoint } from '../endpoints.ts';

export type ContractArguments = {
  readonly customerId: string;
  /** Each once, in the order given. */
  readonly contactIds: readonly string[];
  readonly endpoints: readonly AskedEndpoint[];
  readonly json: boolean;
};
type Name = 'customer' | 'contact' | 'endpoint' | 'json';

export const COMMAND: Command<Name> = {
  run: 'npm run contract --',
  does: `Asks Vitec Connect about a few contacts, and tells how the answers differ from the recorded contract
(src/tools/contract/recorded.ts). It shows and stores no id, name or date of a person, only their forms.`,
  flags: {
    customer: { takes: 'M30011', description: 'The office of the contacts.' },
    contact: { takes: 'ID', description: 'A contact to ask about; may be given several times. Each is one call an endpoint.' },
    endpoint: {
      takes: ASKED_ENDPOINTS.join('|'),
      choices: ASKED_ENDPOINTS,
      description: 'An endpoint to ask; may be given several times. Default: all.',
    },
    json: { description: 'Writes one JSON document instead of text (npm run --silent contract -- ...).' },
  },
  more: `Settings, as for the gateway: VITEC_URL; VITEC_USERNAME and VITEC_PASSWORD, or VITEC_CREDENTIALS_FILE; VITEC_ATTEMPT_TIMEOUT_MS; ID_PATTERN.
Exit code: 0 when Vitec and the contract agree, 1 when they differ, 2 when Vitec could not be asked.
More: docs/contract.md.`,
};

/** Null for wrong arguments: the fault is written to standard error, without an id, and the exit code is set. */
export function toArguments(flags: Flags<Name>, idPattern: RegExp): ContractArguments | null {
  const { customer = [], contact = [], endpoint = [], json } = flags;
  const [customerId, another] = customer;
  if (customerId === undefined) return refuseFlags(COMMAND, '--customer is missing.');
  if (another !== undefined) return refuseFlags(COMMAND, '--customer is there more than once: one office is asked at a time.');
  if (contact.length === 0) return refuseFlags(COMMAND, '--contact is missing: give one, or several.');
  if (!idPattern.test(customerId)) return refuseFlags(COMMAND, '--customer has characters that no id may have (ID_PATTERN).');
  if (!contact.every((contactId) => idPattern.test(contactId)))
    return refuseFlags(COMMAND, 'A --contact has characters that no id may have (ID_PATTERN).');
  const chosen: readonly string[] = endpoint;
  const endpoints = ASKED_ENDPOINTS.filter((name) => chosen.length === 0 || chosen.includes(name));
  return { customerId, contactIds: [...new Set(contact)], endpoints, json: json !== undefined };
}

import { type Command, type Flags, refuseFlags } from '../command-line/flags.ts';

export type ContractArguments = {
  readonly customerId: string;
  /** Each once, in the order given. */
  readonly contactIds: readonly string[];
  readonly json: boolean;
};
type Name = 'customer' | 'contact' | 'json';

export const COMMAND: Command<Name> = {
  run: 'npm run contract --',
  does: `Asks Vitec Connect for the party roles of a few contacts, and tells how the answers differ from the recorded contract
(src/tools/contract/recorded.ts). It shows and keeps nothing of a person: neither an id nor a name nor a date, but only their forms.`,
  flags: {
    customer: { takes: 'M30011', description: 'The office whose contacts they are.' },
    contact: { takes: 'ID', description: 'A contact to ask for; several may be given, and each is one call.' },
    json: { description: 'Writes one JSON document instead of text (npm run --silent contract -- ...).' },
  },
  more: `Settings, as for the gateway: VITEC_URL; VITEC_USERNAME and VITEC_PASSWORD, or VITEC_CREDENTIALS_FILE; VITEC_ATTEMPT_TIMEOUT_MS; ID_PATTERN.
It ends with 0 when Vitec and the contract agree, 1 when they differ, 2 when Vitec could not be asked.
More: docs/contract.md.`,
};

/** Whom to ask for. Null when that is not said: the fault is told, without repeating an id, and the exit code is set. */
export function toArguments(flags: Flags<Name>, idPattern: RegExp): ContractArguments | null {
  const { customer = [], contact = [], json } = flags;
  const [customerId, another] = customer;
  if (customerId === undefined) return refuseFlags(COMMAND, '--customer is missing.');
  if (another !== undefined) return refuseFlags(COMMAND, '--customer is there more than once: one office is asked at a time.');
  if (contact.length === 0) return refuseFlags(COMMAND, '--contact is missing: give one, or several.');
  if (!idPattern.test(customerId)) return refuseFlags(COMMAND, '--customer has characters that no id may have (ID_PATTERN).');
  if (!contact.every((contactId) => idPattern.test(contactId)))
    return refuseFlags(COMMAND, 'A --contact has characters that no id may have (ID_PATTERN).');
  return { customerId, contactIds: [...new Set(contact)], json: json !== undefined };
}

import { parseArgs } from 'node:util';

export type ContractArguments = {
  readonly customerId: string;
  /** Each once, in the order given. */
  readonly contactIds: readonly string[];
  readonly json: boolean;
};

export const HELP = `Asks Vitec Connect for the party roles of a few contacts, and tells how the answers differ from the recorded contract
(src/contract/recorded.ts). It shows and keeps nothing of a person: neither an id nor a name nor a date, but only their forms.

  npm run contract -- --customer M30011 --contact <id> [--contact <id>] [--json]

  --customer <kund-id>  the office whose contacts they are
  --contact <id>        a contact to ask for; several may be given, and each is one call
  --json                one JSON document instead of text (npm run --silent contract -- ...)
  --help                this text

Settings, as for the gateway: VITEC_URL; VITEC_USERNAME and VITEC_PASSWORD, or VITEC_CREDENTIALS_FILE; VITEC_ATTEMPT_TIMEOUT_MS; ID_PATTERN.
It ends with 0 when Vitec and the contract agree, 1 when they differ, 2 when Vitec could not be asked.
`;

/** Why the command line cannot be used. Its text names flags, and repeats nothing else of what was written: that may be an id. */
export class ArgumentsError extends Error {
  constructor(fault: string) {
    super(`${fault} There are --customer, --contact, --json and --help.\n\n${HELP}`);
    this.name = 'ArgumentsError';
  }
}

/** The command line after the program's name; null when it asks for help. */
export function parseArguments(words: readonly string[]): ContractArguments | null {
  const { help = false, json = false, customer = [], contact = [] } = parseFlags(words);
  if (help) return null;
  const [customerId] = customer;
  if (!customerId) throw new ArgumentsError('--customer is missing.');
  if (customer.length > 1) throw new ArgumentsError('--customer is there more than once: one office is asked at a time.');
  if (contact.length === 0) throw new ArgumentsError('--contact is missing: give one, or several.');
  return { customerId, contactIds: [...new Set(contact)], json };
}

function parseFlags(words: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...words],
      options: {
        customer: { type: 'string', multiple: true },
        contact: { type: 'string', multiple: true },
        json: { type: 'boolean' },
        help: { type: 'boolean' },
      },
    });
    return values;
  } catch (error) {
    throw new ArgumentsError(explain(error as NodeJS.ErrnoException));
  }
}

/** Node's own text would repeat what was written. */
function explain({ code, message }: NodeJS.ErrnoException): string {
  const [flag = 'A flag'] = /--?[a-z]+\b/i.exec(message) ?? [];
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return `${flag} is no flag of this program.`;
  if (code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') return `${flag} is without the value it needs, or with one it does not take.`;
  return 'There is a word that belongs to no flag.';
}

import { readSearchTerm } from '../../domain/contact-search.ts';
import { ENDPOINT_NAMES, type ToSegment } from '../../domain/endpoint.ts';
import { Failure } from '../../domain/failure.ts';
import { createListSegmentEncoder } from '../../vitec/path-segment.ts';
import { valueOrFailure } from '../../vitec/tolerant.ts';
import { type Command, type Flags, refuseFlags } from '../command-line/flags.ts';
import type { ToAsk } from './asking.ts';
import { MOST_FACT_CALLS } from './probe.ts';
import { MOST_FOUND_ESTATES } from './run.ts';

export type ContractArguments = ToAsk & { readonly json: boolean };
type Name = 'customer' | 'contact' | 'estate' | 'term' | 'endpoint' | 'json';

export const COMMAND: Command<Name> = {
  run: 'npm run contract --',
  does: `Asks Vitec Connect about a few contacts and estates, and tells how the answers differ from the recorded contract
(src/tools/contract/recorded.ts and recorded-fields.ts). It shows and stores no id, name or value of a person, only forms.`,
  flags: {
    customer: { takes: 'M30011', description: 'The office of the contacts.' },
    contact: { takes: 'ID', description: 'A contact to ask about; may be given several times. Six or more show most.' },
    estate: {
      takes: 'ID',
      description: `An estate to ask about; may be given several times. Up to ${MOST_FOUND_ESTATES} more come from PartyRoles.`,
    },
    term: { takes: 'TEXT', description: 'What to search for: 5 characters or more. Without it, Search is not asked. It is never shown.' },
    endpoint: {
      takes: ENDPOINT_NAMES.join('|'),
      choices: ENDPOINT_NAMES,
      description: 'An endpoint to ask; may be given several times. Default: all.',
    },
    json: { description: 'Writes one JSON document instead of text (npm run --silent contract -- ...).' },
  },
  more: `Calls, one at a time and without retries: 2 for each contact (PartyRoles, ContactRelations); 1 for 5 contacts (Contact); 1 for 20 of
each type (Person, Company, DeceasedEstate); 3 for 20 contacts (Buyer, Seller, Speculator); 1 for each estate; 1 for --term; and at most
${MOST_FACT_CALLS} for inferred facts. With two passwords for the customer, one of these sends the password of the wrong function group.
Settings, as for the gateway: VITEC_URL; VITEC_USERNAME and VITEC_PASSWORD, or VITEC_CREDENTIALS_FILE; VITEC_ATTEMPT_TIMEOUT_MS; ID_PATTERN.
Exit code: 0 when Vitec and the contract agree, 1 when they differ, 2 when Vitec could not be asked.
More: docs/contract.md.`,
};

/** Null for wrong arguments: the fault is written to standard error, without an id, and the exit code is set. */
export function toArguments(flags: Flags<Name>, idPattern: RegExp): ContractArguments | null {
  const { customer = [], contact = [], estate = [], term = [], endpoint = [], json } = flags;
  const [customerId, another] = customer;
  if (customerId === undefined) return refuseFlags(COMMAND, '--customer is missing.');
  if (another !== undefined) return refuseFlags(COMMAND, '--customer is there more than once: one office is asked at a time.');
  if (contact.length === 0 && estate.length === 0 && term.length === 0)
    return refuseFlags(COMMAND, '--contact is missing: give one, or several.');
  if (term.length > 1) return refuseFlags(COMMAND, '--term is there more than once.');
  if (!idPattern.test(customerId)) return refuseFlags(COMMAND, '--customer has characters that no id may have (ID_PATTERN).');
  if (!contact.every((id) => canBeIn(createListSegmentEncoder(idPattern), id)))
    return refuseFlags(COMMAND, 'A --contact has characters that no id may have (ID_PATTERN), or is a word of a path.');
  if (!estate.every((id) => idPattern.test(id)))
    return refuseFlags(COMMAND, 'An --estate has characters that no id may have (ID_PATTERN).');
  const search = term[0] === undefined ? null : readSearchTerm(term[0]);
  if (search && 'fault' in search) return refuseFlags(COMMAND, `--term cannot be searched for: ${search.fault}`);
  const chosen: readonly string[] = endpoint;
  return {
    customerId,
    contactIds: [...new Set(contact)],
    estateIds: [...new Set(estate)],
    term: search?.term ?? null,
    endpoints: ENDPOINT_NAMES.filter((name) => chosen.length === 0 || chosen.includes(name)),
    json: json !== undefined,
  };
}

/** Whether the gateway would ask for the id. */
const canBeIn = (toSegment: ToSegment, id: string): boolean => !(valueOrFailure(() => toSegment(id)) instanceof Failure);

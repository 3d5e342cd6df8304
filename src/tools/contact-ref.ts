import { readSettings } from '../config.ts';
import { contactCacheKey } from '../domain/contact.ts';
import { createContactRef } from '../telemetry/logging/contact-ref.ts';

/**
 * `npm run contact-ref -- M30011 anna-andersson`: the reference by which the log names a contact or a home, computed with LOG_KEY. Only who has
 * the key can match a line of the log with a person.
 */
const HELP = `Usage: npm run contact-ref -- CUSTOMER ID [ID ...]

Writes, for each contact or home of the customer, the reference by which the log names it (contactRef, estateRef).
Needs the LOG_KEY of the gateway that wrote the log (or LOG_KEY_FILE).
Exit code: 0, or 2 when something is missing. More: docs/operations.md.
`;

const given = process.argv.slice(2);
const isHelp = given.includes('--help') || given.includes('-h');
const [customerId, ...ids] = given.filter((word) => word !== '--');
if (isHelp) process.stdout.write(HELP);
else if (customerId === undefined || ids.length === 0) refuse(HELP);
else {
  const key = readSettings(process.env, { sandbox: true }).read.LOG_KEY;
  if (key === undefined)
    refuse('LOG_KEY is not set: give the one of the gateway that wrote the log. Without it the references of each start differ.\n');
  else {
    const refOf = createContactRef(key);
    for (const contactId of ids) process.stdout.write(`${refOf({ cacheKey: contactCacheKey({ customerId, contactId }) })}  ${contactId}\n`);
  }
}

function refuse(text: string): void {
  process.stderr.write(text);
  process.exitCode = 2;
}

import { readSettings } from '../config.ts';
import { contactCacheKey } from '../domain/contact.ts';
import { createCallerRef } from '../telemetry/logging/caller-ref.ts';
import { createContactRef } from '../telemetry/logging/contact-ref.ts';

/**
 * `npm run contact-ref -- M30011 anna-andersson`: the reference by which the log and the access trail name a contact, a home or a caller,
 * computed with LOG_KEY. Only who has the key can match a line with a person.
 */
const HELP = `Usage: npm run contact-ref -- CUSTOMER ID [ID ...]
       npm run contact-ref -- --caller SUB [SUB ...]

Writes, for each contact or home of the customer, the reference by which the log and the access trail name it (contactRef, estateRef).
With --caller: for each \`sub\` of a token, or user name with AUTH_MODE=passthrough, the reference by which the log names that caller (callerRef).
Needs the LOG_KEY of the gateway that wrote the log (or LOG_KEY_FILE); --caller also its AUTH_MODE, and its JWT_ISSUER where that is jwt.
Exit code: 0, or 2 when something is missing. More: docs/operations.md.
`;

const NO_KEY = 'LOG_KEY is not set: give the one of the gateway that wrote the log. Without it the references of each start differ.\n';
const NO_ISSUER = 'JWT_ISSUER is not set: give the one of the gateway that wrote the log. It is a part of the reference.\n';

const given = process.argv.slice(2).filter((word) => word !== '--');
if (given.includes('--help') || given.includes('-h')) process.stdout.write(HELP);
else if (given.length < 2) refuse(HELP);
else {
  const { LOG_KEY: key, AUTH_MODE: mode = 'jwt', JWT_ISSUER: issuer } = readSettings(process.env, { sandbox: true }).read;
  const [first = '', ...names] = given;
  if (key === undefined) refuse(NO_KEY);
  else if (first !== '--caller') {
    const refOf = createContactRef(key);
    write(names, (contactId) => refOf({ cacheKey: contactCacheKey({ customerId: first, contactId }) }));
  } else if (mode === 'jwt' && issuer === undefined) refuse(NO_ISSUER);
  else {
    const refOf = createCallerRef(key);
    write(names, (subject) => refOf({ issuer: mode === 'jwt' ? (issuer ?? null) : null, subject }));
  }
}

function write(names: readonly string[], refOf: (name: string) => string | null): void {
  for (const name of names) process.stdout.write(`${refOf(name)}  ${name}\n`);
}

function refuse(text: string): void {
  process.stderr.write(text);
  process.exitCode = 2;
}

import { WITHOUT_LISTING } from '../src/sandbox/listings.ts';
import type { SandboxContact, SandboxOffice } from '../src/sandbox/office.ts';
import { OFFICES } from '../src/sandbox/offices.ts';
import { nameOf } from '../src/sandbox/profile.ts';
import { table } from './table.ts';

const INTRODUCTION = `# The sandbox

<!-- Written by npm run reference; change src/sandbox/ or reference/sandbox-page.ts instead. -->

A stand-in for Vitec Connect, which \`npm run demo\` starts on port 4001 (\`SANDBOX_PORT\`). It shares no code with the gateway. All contacts and estates are
made up: the personal numbers are of the 31st of February, the telephone numbers of ranges that are reserved for fiction.

- <http://localhost:4001/> shows the calls and contacts. \`GET /calls\` returns the counts as JSON; \`DELETE /calls\` resets them.
- \`curl -X POST 'http://localhost:4001/notify?to=http://localhost:4000/webhooks/vitec/sandbox-webhook&type=Contact&customerId=M30011&id=anna-andersson'\`
  sends a notification as Vitec does. The demo's gateway drops its cache entries of the contact, and a contact card that is open reads
  again what has changed. (The sandbox itself never changes, so it shows the same with a new time.) Other types: \`Estate\` (\`id\`), \`EstateContact\`
  (\`subtype=Buyer\`, \`relId1\` estate, \`relId2\` contact), \`Merge\` (\`destinationId\`, \`sourceIds=a,b\`).
- The user name is \`sandbox\`; the password of a customer is \`sandbox-M30011\` or \`sandbox-M30012\`. Estate has a password of its own, as the function group
  advertising has at Vitec: \`sandbox-M30011-advertising\`. The other password is a 401.

## Endpoints

| endpoint | address | ids a call |
| --- | --- | --- |
| PartyRoles | \`/CRM/Contact/{customerId}/{contactId}/PartyRoles\` | 1 |
| ContactRelations | \`/CRM/Contact/{customerId}/{contactId}/ContactRelations\` | 1 |
| Contact | \`/CRM/Contact/{customerId}/{contactIds}\`: the common fields, without names | 5 |
| Contact | \`/CRM/Contact/{customerId}/Person/{contactIds}\`, also Company and DeceasedEstate: all fields | 5 |
| Contact | \`/CRM/Contact/{customerId}/Person?contactIds={contactIds}\`, also Company and DeceasedEstate | 20 |
| Buyer | \`/CRM/Contact/{customerId}/Buyer/{contactIds}\` or \`/CRM/Contact/{customerId}/Buyer?contactIds={contactIds}\` | 5 or 20 |
| Seller | the same with Seller | 5 or 20 |
| Speculator | the same with Speculator | 5 or 20 |
| Estate | \`/Advertising/Estate/{customerId}/{estateId}?extend=primaryAgent%2BsecondaryAgent\` | 1 |
| Search | \`/CRM/Contact/{customerId}/Search?Term={term}&MaxSize={size}\` | none |

A wrong password, also that of the other function group, is a 401; another customer is a 403. A malformed id, more ids than in the table, or a wrong parameter is a 400.
An unknown id alone in a path is a 404. In an array, the row of an unknown id is missing, and so is that of a contact of another type in a typed form.
After several faults the gateway's circuit breaker pauses all calls for the customer for 2 s.
A batch that names a contact with a fault fails as a
whole.
`;

const CONTACTS = `## Contacts

C1001 to C1300 are 300 ordinary contacts of M30011, the same at each start. OBJ30011_1000 to OBJ30011_1899 are their estates.
`;

const ESTATES = `## Estates

${WITHOUT_LISTING.join(', ')} were never advertised (404), so they are not in the table. The status is Vitec's word.
`;

/** docs/sandbox.md */
export const sandboxPage = (): string =>
  [
    INTRODUCTION,
    CONTACTS,
    table(
      ['customer', 'contact', 'name', 'type', 'description'],
      contactsOfOffices().map(([{ customerId }, { contactId, profile, who }]) => [
        customerId,
        contactId,
        profile ? nameOf(profile) : '',
        profile?.type ?? '',
        who,
      ]),
    ),
    ESTATES,
    table(
      ['customer', 'estate', 'address', 'status', 'description'],
      OFFICES.flatMap(({ customerId, listings = [] }) =>
        listings.map(({ estateId, streetAddress, postalTown, status, shows }) => [
          customerId,
          estateId,
          [streetAddress, postalTown].filter(Boolean).join(', '),
          status.id,
          shows,
        ]),
      ),
    ),
  ].join('\n');

const contactsOfOffices = (): readonly (readonly [SandboxOffice, SandboxContact])[] =>
  OFFICES.flatMap((office) => office.contacts.filter(({ who }) => who !== 'Vanlig kontakt').map((contact) => [office, contact] as const));

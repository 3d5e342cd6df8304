import type { CallCounts } from './calls.ts';
import type { EndpointName } from './endpoint.ts';
import type { SandboxOffice } from './office.ts';
import { nameOf } from './profile.ts';

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
const row = (...cells: readonly string[]): string => `<tr>${cells.map((cell) => `<td>${escapeHtml(cell)}</td>`).join('')}</tr>`;

/** Empty without calls. */
const countsTable = (heading: string, counts: readonly (readonly [string, number])[]): string =>
  counts.length === 0
    ? ''
    : `<h2>Calls by ${heading.toLowerCase()}</h2>
<table><tr><th>${heading}</th><th>Calls</th></tr>${counts.map(([name, calls]) => row(name, String(calls))).join('')}</table>`;

/** HTML page with the calls so far and the contacts of the sandbox. */
export function callsPage(
  offices: readonly SandboxOffice[],
  { total, openNow, mostOpen, largestBatch, callsOf, byContact, byEndpoint }: CallCounts,
): string {
  const called = Object.entries(callsOf).filter(([, calls]) => calls > 0);
  // Only endpoints that have been called: columns for all do not fit a narrow screen.
  const columns = called.flatMap(([name]) =>
    name === 'Estate' || name === 'Search' ? [] : [{ name, counts: byEndpoint[name as EndpointName] }],
  );
  const contacts = Object.entries(byContact).map(([contact, all]) =>
    row(contact, ...[...columns.map(({ counts }) => counts[contact] ?? 0), all].map(String)),
  );
  const people = offices.flatMap(({ customerId, contacts }) =>
    contacts
      .filter(({ who }) => who !== 'Vanlig kontakt')
      .map(({ contactId, profile, who }) => row(customerId, contactId, profile ? nameOf(profile) : '', who)),
  );
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,"><title>Sandbox of Vitec Connect</title><style>
html { color-scheme: light dark }
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem }
table { border-collapse: collapse } td, th { border-bottom: 1px solid #8884; padding: .25rem 1rem .25rem 0; text-align: left; vertical-align: top } td, th { overflow-wrap: anywhere }
</style></head><body>
<h1>Sandbox of Vitec Connect</h1>
<p><strong>${total}</strong> calls so far, ${openNow} open now, at most ${mostOpen} at once. A call named at most ${largestBatch} contacts. As JSON: <a href="/calls">/calls</a>; <code>curl -X DELETE</code> it to reset them.</p>
<h2>Calls by contact</h2>
<table><tr><th>Contact</th>${[...columns.map(({ name }) => name), 'All']
    .map((heading) => `<th>${heading}</th>`)
    .join('')}</tr>${contacts.join('') || row('none yet')}</table>
${countsTable('Estate', Object.entries(byEndpoint.Estate))}
${countsTable('Endpoint', called)}
<h2>Contacts</h2>
<p>All are made up. There are also 300 ordinary contacts, C1001 to C1300, and their estates.</p>
<table><tr><th>Customer</th><th>Contact</th><th>Name</th><th>Who</th></tr>${people.join('')}</table>
</body></html>
`;
}

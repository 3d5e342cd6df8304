import type { CallCounts } from './calls.ts';
import type { SandboxOffice } from './office.ts';

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
const row = (...cells: readonly string[]): string => `<tr>${cells.map((cell) => `<td>${escapeHtml(cell)}</td>`).join('')}</tr>`;

/** HTML page with the calls so far and the contacts of the sandbox. */
export function callsPage(offices: readonly SandboxOffice[], { total, openNow, mostOpen, byContact, byEndpoint }: CallCounts): string {
  const called = Object.entries(byContact).map(([contact, all]) =>
    row(contact, ...[...Object.values(byEndpoint).map((counts) => counts[contact] ?? 0), all].map(String)),
  );
  const people = offices.flatMap(({ customerId, contacts }) =>
    contacts.filter(({ who }) => who !== 'Vanlig kontakt').map(({ contactId, who }) => row(customerId, contactId, who)),
  );
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,"><title>Sandbox of Vitec Connect</title><style>
html { color-scheme: light dark }
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem }
table { border-collapse: collapse } td, th { border-bottom: 1px solid #8884; padding: .25rem 1rem .25rem 0; text-align: left; vertical-align: top } td, th { overflow-wrap: anywhere }
</style></head><body>
<h1>Sandbox of Vitec Connect</h1>
<p><strong>${total}</strong> calls so far, ${openNow} open now, at most ${mostOpen} at once. As JSON: <a href="/calls">/calls</a>; <code>curl -X DELETE</code> it to reset them.</p>
<h2>Calls by contact</h2>
<table><tr><th>Contact</th>${[...Object.keys(byEndpoint), 'All']
    .map((heading) => `<th>${heading}</th>`)
    .join('')}</tr>${called.join('') || row('none yet')}</table>
<h2>Contacts</h2>
<p>All are made up. There are also 300 ordinary contacts, C1001 to C1300.</p>
<table><tr><th>Customer</th><th>Contact</th><th>Who</th></tr>${people.join('')}</table>
</body></html>
`;
}

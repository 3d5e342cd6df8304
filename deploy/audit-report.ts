/** What came of an audit. `unchecked` is neither: nobody knows. */
export type Audit =
  | { readonly state: 'clean' }
  | { readonly state: 'holes'; readonly packages: readonly string[] }
  | { readonly state: 'unchecked'; readonly reason: string };

/** Reads what `npm audit --json` printed. Only a report with counts in it counts as checked. */
export function readAudit(output: string): Audit {
  const report = parse(output);
  const counts = report?.metadata?.vulnerabilities;
  if (!report?.vulnerabilities || typeof counts?.total !== 'number')
    return { state: 'unchecked', reason: report?.message ?? 'npm printed no report' };
  const packages = Object.entries(report.vulnerabilities).map(([name, { severity }]) => `${name} (${severity})`);
  return counts.total === 0 && packages.length === 0 ? { state: 'clean' } : { state: 'holes', packages };
}

type Report = {
  readonly message?: string;
  readonly vulnerabilities?: Readonly<Record<string, { readonly severity: string }>>;
  readonly metadata?: { readonly vulnerabilities?: { readonly total?: number } };
};

function parse(output: string): Report | null {
  try {
    return JSON.parse(output) as Report | null;
  } catch {
    return null;
  }
}

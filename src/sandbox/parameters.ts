/** The parameters of a query. .NET does not distinguish upper and lower case in their names. */
export type Parameters = { readonly get: (name: string) => string | null };

/** Of a parameter that is repeated, the first value. */
export function parametersOf(query: string): Parameters {
  const values = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(query)) {
    const key = name.toLowerCase();
    if (!values.has(key)) values.set(key, value);
  }
  return { get: (name) => values.get(name.toLowerCase()) ?? null };
}

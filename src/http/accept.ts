const ANYTHING: ReadonlySet<string> = new Set(['*/*', 'application/*']);
const FORMS: ReadonlySet<string> = new Set(['application/json', 'application/graphql-response+json']);

/** The first form that the client takes, of the two that there are; plain JSON for whoever takes anything; null where it takes neither. */
export function acceptedForm(accept = '*/*'): string | null {
  for (const range of accept.toLowerCase().split(',')) {
    const [mediaType = '', ...parameters] = range.split(';').map((part) => part.trim());
    if (parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter))) continue; // "q=0" says: not this one
    if (ANYTHING.has(mediaType)) return 'application/json';
    if (FORMS.has(mediaType)) return mediaType;
  }
  return null;
}

/** A member of a header, in lower case and without quotes: `application/json;charset=utf-8` has a value and a parameter. */
export type HeaderMember = { readonly value: string; readonly parameters: ReadonlyMap<string, string> };

/** The members of a comma-separated header. Empty members are ignored: RFC 9110, section 5.6.1.2. */
export const readMembers = (header: string): readonly HeaderMember[] =>
  splitOutsideQuotes(header.toLowerCase(), ',')
    .filter((member) => member !== '')
    .map(readMember);

/** A header with one member. Whitespace around the `=` of a parameter is allowed. */
export function readMember(text: string): HeaderMember {
  const [value = '', ...parts] = splitOutsideQuotes(text.toLowerCase(), ';');
  const parameters = new Map<string, string>();
  for (const part of parts) {
    const [name = '', ...rest] = part.split('=');
    if (rest.length > 0) parameters.set(name.trim(), withoutQuotes(rest.join('=').trim()));
  }
  return { value, parameters };
}

/** The weight `q`, from 0 to 1; 1 if it is missing or invalid. Source: RFC 9110, section 12.4.2. */
export function weightOf({ parameters }: HeaderMember): number {
  const text = parameters.get('q');
  const weight = Number(text);
  return text && weight >= 0 && weight <= 1 ? weight : 1;
}

/** No regular expression: its time would grow with the square of the length of a hostile header. */
function splitOutsideQuotes(text: string, separator: string): readonly string[] {
  if (!text.includes('"')) return text.split(separator).map((part) => part.trim());
  const parts: string[] = [];
  let start = 0;
  let isQuoted = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (isQuoted && character === '\\') index += 1;
    else if (character === '"') isQuoted = !isQuoted;
    else if (character === separator && !isQuoted) {
      parts.push(text.slice(start, index).trim());
      start = index + 1;
    }
  }
  return [...parts, text.slice(start).trim()];
}

const withoutQuotes = (text: string): string => (/^".*"$/s.test(text) ? text.slice(1, -1).replace(/\\(.)/gs, '$1') : text);

/** A member of a header: `application/json;charset=utf-8` has a value and a parameter. All in lower case, without quotes. */
export type HeaderMember = { readonly value: string; readonly parameters: ReadonlyMap<string, string> };

/** The members of a header that is a list with commas between. Empty members count for nothing: RFC 9110, section 5.6.1.2. */
export const readMembers = (header: string): readonly HeaderMember[] =>
  splitOutsideQuotes(header.toLowerCase(), ',')
    .filter((member) => member !== '')
    .map(readMember);

/** A header of one member. A parameter is taken with blanks around its `=` too. */
export function readMember(text: string): HeaderMember {
  const [value = '', ...parts] = splitOutsideQuotes(text.toLowerCase(), ';');
  const parameters = new Map<string, string>();
  for (const part of parts) {
    const [name = '', ...rest] = part.split('=');
    if (rest.length > 0) parameters.set(name.trim(), withoutQuotes(rest.join('=').trim()));
  }
  return { value, parameters };
}

/** The weight `q`, from 0 to 1; 1 where it is missing or no such number: RFC 9110, section 12.4.2. */
export function weightOf({ parameters }: HeaderMember): number {
  const text = parameters.get('q');
  const weight = Number(text);
  return text && weight >= 0 && weight <= 1 ? weight : 1;
}

/** By hand and not by a pattern: the time must not grow with the square of a header that an attacker sends. */
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

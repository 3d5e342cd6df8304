import { z } from 'zod';
import { readTextFile } from './read-file.ts';

/** What a check accepts, in the words of the settings reference. Those who refine a check say it anew where it differs. */
export const FORMATS = z.registry<{ readonly accepts: string }>();

/** Text of the environment -> a whole number in bounds. A unit ("3s") is refused, since each setting has its own. */
export const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d+$/, `needs a whole number without a unit: set one from ${least} to ${most}`)
    .transform(Number)
    .refine((number) => number >= least && number <= most, `is out of bounds: set a number from ${least} to ${most}`)
    .register(FORMATS, { accepts: `a whole number from ${inGroups(least)} to ${inGroups(most)}` });

const inGroups = (number: number): string => number.toLocaleString('en');

/** A text that can be anything. */
export const text = z.string().register(FORMATS, { accepts: 'any text' });

/** A secret: of blanks alone it would be one that anybody guesses. */
export const secret = z
  .string()
  .refine((text) => text.trim() !== '', 'is blank: set it, or leave the setting out')
  .register(FORMATS, { accepts: 'not blank' });

export const flag = z
  .enum(['true', 'false'], 'is neither true nor false: set one of the two')
  .transform((text) => text === 'true')
  .register(FORMATS, { accepts: '`true` or `false`' });

/** One of these words and no other. */
export const oneOf = <const Word extends string>(words: readonly Word[], fault: string) =>
  z.enum(words, fault).register(FORMATS, { accepts: words.map((word) => `\`${word}\``).join(', ') });

/** Comma-separated, without empty parts. */
export const list = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== ''),
);

/** Only an origin: a path would be lost, and a password in an address ends up in logs. */
export const origin = z
  .string()
  .transform((text, context) => {
    const url = toSafeUrl(text, context);
    if (url && (url.pathname !== '/' || url.search !== '' || url.hash !== '')) {
      context.addIssue({ code: 'custom', message: 'is more than an origin: take away the path, the query and the fragment' });
    }
    return url?.origin ?? '';
  })
  .register(FORMATS, { accepts: 'an origin with https (http on this machine alone), without a path or a password' });

export const address = z
  .string()
  .transform((text, context): URL => toSafeUrl(text, context) ?? new URL('https://invalid'))
  .register(FORMATS, { accepts: 'an address with https (http on this machine alone), without a password' });

/** Where no person's data goes: http may go to another machine. */
export const collector = z
  .string()
  .refine((text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol), 'is no web address: set one with http:// or https://')
  .refine(
    (text) => !URL.canParse(text) || new URL(text).username === '',
    'holds a user name or a password: take them away, and set them in OTEL_EXPORTER_OTLP_HEADERS',
  )
  .register(FORMATS, { accepts: 'an address with http or https, without a password' });

/** A share of all: 0 is none, 1 all. */
export const share = z
  .string()
  .refine((text) => /^(0(\.\d+)?|1(\.0+)?)$/.test(text), 'is no share: set a number from 0 to 1')
  .transform(Number)
  .register(FORMATS, { accepts: 'a number from 0 to 1' });

function toSafeUrl(text: string, context: z.RefinementCtx): URL | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  const fault = faultOf(url);
  if (fault === null) return url;
  context.addIssue({ code: 'custom', message: fault });
  return null;
}

function faultOf(url: URL | null): string | null {
  if (!url) return 'is not a URL: set one with https://';
  if (url.username !== '' || url.password !== '') return 'holds a user name or a password: take them away';
  if (url.protocol === 'https:' || (url.protocol === 'http:' && isThisMachine(url.hostname))) return null;
  return 'is not encrypted: set one with https:// (http:// is for this machine alone)';
}

const isThisMachine = (hostname: string): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);

/** A pattern that ids match as a whole, and that no way out of a path matches. */
export const idPattern = z
  .string()
  .transform((text, context): RegExp => {
    try {
      const pattern = new RegExp(`^(?:${text})$`);
      if (!['', '.', '..'].some((id) => pattern.test(id))) return pattern;
      context.addIssue({
        code: 'custom',
        message: 'matches an empty text, "." or "..", which would change the address: set one that does not',
      });
    } catch {
      context.addIssue({ code: 'custom', message: 'is not a regular expression: mend it, or leave the setting out' });
    }
    return /(?!)/;
  })
  .register(FORMATS, { accepts: 'a regular expression that does not match an empty text, `.` or `..`' });

/** How what is to be done about a fault begins: every fault has such an end, behind a colon or in a sentence of its own. */
const ACTION = /^(.*?)(?::|(\.)) ((?:set|give|keep|put|check|take|mend|write|change) .*)$/is;

/** What is wrong, and what to do about it. */
export function splitFault(fault: string): { readonly what: string; readonly toMend: string } {
  const [, what = fault, stop = '', toMend = ''] = ACTION.exec(fault) ?? [];
  return { what: stop === '' && toMend !== '' ? `${what}.` : what + stop, toMend: toMend.charAt(0).toUpperCase() + toMend.slice(1) };
}

/** Text through a parser that throws an Error saying what is wrong without showing a value; `toMend` says what to do then. */
export const through = <Value>(parse: (text: string) => Value, toMend: string) =>
  z.string().transform((text, context): Value => {
    try {
      return parse(text);
    } catch (error) {
      context.addIssue({ code: 'custom', message: `${toFault(error)}: ${toMend}` });
      return z.NEVER;
    }
  });

/** The text of a file that a setting names, through a parser. `accepts` says what file, for the reference. */
export const fileThrough = <Value>(
  parse: (text: string) => Value,
  { accepts, toMend }: { readonly accepts: string; readonly toMend: string },
) =>
  z
    .string()
    .transform((path, context): string => {
      try {
        return readTextFile(path);
      } catch (error) {
        context.addIssue({ code: 'custom', message: toFault(error) });
        return z.NEVER;
      }
    })
    .pipe(through(parse, toMend))
    .register(FORMATS, { accepts: `the path of ${accepts}` });

const toFault = (error: unknown): string => (error instanceof SyntaxError ? 'is not valid JSON' : (error as Error).message);

/** `name=value` with commas between, the values percent-encoded: as OpenTelemetry writes headers. */
export const headerList = through(
  (text): Readonly<Record<string, string>> => Object.fromEntries(text.split(',').map(readHeader)),
  'set name=value with commas between',
).register(FORMATS, { accepts: '`name=value` with commas between, the values percent-encoded' });

function readHeader(pair: string): readonly [string, string] {
  const [, name, value] = /^\s*([\w-]+)\s*=\s*([\x21-\x7e]*)\s*$/.exec(pair) ?? [];
  if (name === undefined || value === undefined || /%(?![0-9a-f]{2})/i.test(value)) throw new Error('has another form');
  return [name.toLowerCase(), decodeURIComponent(value)];
}

import { z } from 'zod';
import { assertAll, SettingError, type SettingsFile, type ValueFault } from '../domain/setting-error.ts';
import { readTextFile } from './read-file.ts';

/** The values that a check accepts, as the settings reference says them. Register it anew where a check is refined. */
export const FORMATS = z.registry<{ readonly accepts: string }>();

/** A check that parses text. `parse` throws a SettingError, whose faults become the issues. */
export const parsed = <Value>(parse: (text: string) => Value) =>
  z.string().transform((text, context): Value => {
    try {
      return parse(text);
    } catch (error) {
      if (!(error instanceof SettingError)) throw error;
      for (const fault of error.faults) context.addIssue({ code: 'custom', params: { fault } });
      return z.NEVER;
    }
  });

/** Throws the fault unless `isRight`. */
export function assertSetting(isRight: boolean, fault: ValueFault): asserts isRight {
  if (!isRight) throw new SettingError(fault);
}

/** A whole number within bounds. A unit ("3s") is refused: each setting has its own unit. */
export const wholeNumber = (least: number, most: number) =>
  parsed((text) => {
    assertSetting(/^\d+$/.test(text), { code: 'NOT_WHOLE_NUMBER', params: { least, most } });
    const number = Number(text);
    assertSetting(number >= least && number <= most, { code: 'OUT_OF_BOUNDS', params: { least, most } });
    return number;
  }).register(FORMATS, { accepts: `a whole number from ${inGroups(least)} to ${inGroups(most)}` });

const inGroups = (number: number): string => number.toLocaleString('en');

export const text = z.string().register(FORMATS, { accepts: 'any text' });

/** A word of a list with spaces between, such as a scope. */
export const word = parsed((text) => {
  assertSetting(/^\S+$/.test(text), { code: 'NOT_ONE_WORD', params: {} });
  return text;
}).register(FORMATS, { accepts: 'a text without blanks' });

/** The text itself. A secret of blanks alone is refused: anybody could guess it. */
export function parseSecret(text: string): string {
  assertSetting(text.trim() !== '', { code: 'BLANK', params: {} });
  return text;
}

export const notBlank = parsed(parseSecret);

export const secret = parsed(parseSecret).register(FORMATS, { accepts: 'not blank' });

export const flag = parsed((text) => {
  assertSetting(text === 'true' || text === 'false', { code: 'NOT_TRUE_OR_FALSE', params: {} });
  return text === 'true';
}).register(FORMATS, { accepts: '`true` or `false`' });

/** One of these words. */
export const oneOf = <const Word extends string>(words: readonly Word[], fault: ValueFault) =>
  parsed((text) => {
    const word = words.find((each) => each === text);
    if (word === undefined) throw new SettingError(fault);
    return word;
  }).register(FORMATS, { accepts: words.map((word) => `\`${word}\``).join(', ') });

/** The parts between commas, without empty ones. */
export const splitList = (text: string): readonly string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** An origin without a path, which would be lost, and without a password, which would end up in logs. */
export const origin = parsed((text) => {
  const url = parseUrl(text);
  const isOrigin = url.pathname === '/' && url.search === '' && url.hash === '';
  assertAll([...conditionsOfSafety(url), [isOrigin, { code: 'MORE_THAN_ORIGIN', params: {} }]]);
  return url.origin;
}).register(FORMATS, { accepts: 'an origin with https (http on this machine alone), without a path or a password' });

export const address = parsed((text) => {
  const url = parseUrl(text);
  assertAll(conditionsOfSafety(url));
  return url;
}).register(FORMATS, {
  accepts: 'an address with https (http on this machine alone), without a password',
});

/** http is accepted for any machine: traces hold no personal data. */
export const collector = parsed((text) => {
  const url = URL.parse(text);
  assertAll([
    [url !== null && /^https?:$/.test(url.protocol), { code: 'NOT_WEB_ADDRESS', params: {} }],
    [url === null || !hasCredentials(url), { code: 'COLLECTOR_HAS_CREDENTIALS', params: { instead: 'OTEL_EXPORTER_OTLP_HEADERS' } }],
  ]);
  return text;
}).register(FORMATS, { accepts: 'an address with http or https, without a password' });

/** From 0 (none) to 1 (all). */
export const share = parsed((text) => {
  assertSetting(/^(0(\.\d+)?|1(\.0+)?)$/.test(text), { code: 'NOT_SHARE', params: {} });
  return Number(text);
}).register(FORMATS, { accepts: 'a number from 0 to 1' });

function parseUrl(text: string): URL {
  const url = URL.parse(text);
  if (!url) throw new SettingError({ code: 'NOT_URL', params: {} });
  return url;
}

/** No password, which would end up in logs, and no connection that others can read. */
function conditionsOfSafety(url: URL): Parameters<typeof assertAll>[0] {
  const isEncrypted = url.protocol === 'https:' || (url.protocol === 'http:' && isThisMachine(url.hostname));
  return [
    [!hasCredentials(url), { code: 'URL_HAS_CREDENTIALS', params: {} }],
    [isEncrypted, { code: 'NOT_ENCRYPTED', params: {} }],
  ];
}

const hasCredentials = ({ username, password }: URL): boolean => username !== '' || password !== '';

const isThisMachine = (hostname: string): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);

/** A pattern that ids match as a whole. It must not match a path segment that changes the path. */
export const idPattern = parsed((text) => {
  const pattern = parsePattern(`^(?:${text})$`);
  assertSetting(!['', '.', '..'].some((id) => pattern.test(id)), { code: 'ID_PATTERN_TOO_WIDE', params: {} });
  return pattern;
}).register(FORMATS, { accepts: 'a regular expression that does not match an empty text, `.` or `..`' });

function parsePattern(text: string): RegExp {
  try {
    return new RegExp(text);
  } catch {
    throw new SettingError({ code: 'NOT_REGULAR_EXPRESSION', params: {} });
  }
}

/** The content of a JSON file that a setting names, through `parse`. `accepts` describes the file for the reference. */
export const jsonFile = <Value>(
  parse: (text: string) => Value,
  { file, accepts }: { readonly file: SettingsFile; readonly accepts: string },
) =>
  parsed((path) => {
    const text = readTextFile(path);
    try {
      return parse(text);
    } catch (error) {
      throw error instanceof SyntaxError ? new SettingError({ code: 'NOT_JSON', params: { file } }) : error;
    }
  }).register(FORMATS, { accepts: `the path of ${accepts}` });

/** `name=value` separated by commas, the values percent-encoded. Source: https://opentelemetry.io/docs/specs/otel/protocol/exporter/ */
export const headerList = parsed((text): Readonly<Record<string, string>> => Object.fromEntries(text.split(',').map(parseHeader))).register(
  FORMATS,
  { accepts: '`name=value` with commas between, the values percent-encoded' },
);

function parseHeader(pair: string): readonly [string, string] {
  const [, name, value] = /^\s*([\w-]+)\s*=\s*([\x21-\x7e]*)\s*$/.exec(pair) ?? [];
  const decoded = value === undefined ? null : decodePercent(value);
  if (name === undefined || decoded === null) throw new SettingError({ code: 'NOT_HEADER_LIST', params: {} });
  return [name.toLowerCase(), decoded];
}

/** Null for text that is not percent-encoded UTF-8. */
export function decodePercent(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

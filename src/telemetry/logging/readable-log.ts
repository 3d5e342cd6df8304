import { styleText } from 'node:util';
import type { DestinationStream } from 'pino';

/** A line of the log, or of the access trail, which has no level. */
type Line = { readonly level?: string; readonly time: string; readonly msg: string } & Readonly<Record<string, unknown>>;
type Style = Parameters<typeof styleText>[0];

const STYLES: Readonly<Record<string, Style>> = { warn: 'yellow', error: 'red', fatal: 'red' };

/** Formats log lines for a terminal: `14:03:21 operation  ContactCard  durationMs 12  calls 1`. `write` receives the text. */
export const createReadableLog = (write: (text: string) => unknown): DestinationStream => ({
  write: (line) => void write(`${toReadable(JSON.parse(line) as Line)}\n`),
});

function toReadable({ level, time, msg, requestId, operation, ...rest }: Line): string {
  const fields = Object.entries(rest).flatMap(([name, value]) => {
    const text = toText(value);
    return text === '' ? [] : [`${styleText('dim', name)} ${text}`];
  });
  const clock = new Date(time).toTimeString().slice(0, 8);
  return [
    `${styleText('dim', clock)} ${styleText(STYLES[level ?? 'info'] ?? 'green', msg)}`,
    ...(operation ? [String(operation)] : []),
    ...fields,
  ].join('  ');
}

function toText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map(toText).join(', ');
  if (typeof value !== 'object') return String(value);
  return Object.entries(value)
    .map(([name, part]) => (typeof part === 'number' ? `${name} ×${part}` : toText(part)))
    .join(', ');
}

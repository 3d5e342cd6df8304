import { parseArgs } from 'node:util';

/** One flag of a program. `value` names what follows it, as `sv|en`; null where it stands alone. */
export type Flag = { readonly value: string | null; readonly multiple?: boolean; readonly says: string };

/** Every program has it. */
export const HELP = { value: null, says: 'Show this, and end.' } as const satisfies Flag;

type ValueOf<Given extends Flag> = Given['value'] extends null
  ? boolean
  : Given extends { multiple: true }
    ? readonly string[]
    : string | null;
type Values<Flags extends Readonly<Record<string, Flag>>> = { readonly [Name in keyof Flags]: ValueOf<Flags[Name]> };

/** A command line that is not understood. It shows no value: that might be a secret. */
export class CommandLineError extends Error {
  constructor(fault: string, flags: Readonly<Record<string, Flag>>) {
    super(`${fault} There are: ${Object.entries(flags).map(toForm).join(', ')}. Use --help to see what they do.`);
    this.name = 'CommandLineError';
  }
}

/** What was said on the command line, as `process.argv.slice(2)` has it. Throws a CommandLineError for what is not there. */
export function readCommandLine<const Flags extends Readonly<Record<string, Flag>>>(args: readonly string[], flags: Flags): Values<Flags> {
  const options = Object.fromEntries(
    Object.entries(flags).map(
      ([name, { value, multiple = false }]) => [name, { type: value === null ? 'boolean' : 'string', multiple }] as const,
    ),
  );
  try {
    const { values } = parseArgs({ args: [...args], options });
    return Object.fromEntries(
      Object.entries(flags).map(([name, { value, multiple }]) => [name, values[name] ?? (value === null ? false : multiple ? [] : null)]),
    ) as Values<Flags>;
  } catch (error) {
    throw new CommandLineError(faultOf(error as NodeJS.ErrnoException), flags);
  }
}

function faultOf({ code, message }: NodeJS.ErrnoException): string {
  const [, name = 'that flag'] = /'(?:-\w, )?(--?[\w-]+)/.exec(message) ?? [];
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return `There is no flag ${name}.`;
  if (code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE')
    return /argument/.test(message) && !/does not take/.test(message) ? `${name} needs a value.` : `${name} takes no value.`;
  return 'There is a word that belongs to no flag.';
}

const toForm = ([name, { value }]: readonly [string, Flag]): string => (value === null ? `--${name}` : `--${name} ${value}`);

/** The lines of a help text, one a flag or a setting, with what they mean in a column. */
export function toColumns(rows: Readonly<Record<string, string>>): string {
  const width = Math.max(...Object.keys(rows).map(({ length }) => length));
  return Object.entries(rows)
    .map(([name, says]) => `  ${name.padEnd(width)}  ${says}\n`)
    .join('');
}

/** The flags, as `toColumns` shows them. */
export const flagRows = (flags: Readonly<Record<string, Flag>>): Record<string, string> =>
  Object.fromEntries(Object.entries(flags).map((entry) => [toForm(entry), entry[1].says]));

import { parseArgs } from 'node:util';

type Flag = {
  readonly description: string;
  /** The value, as the help shows it. A flag without it takes no value. */
  readonly takes?: string;
  /** The accepted values. */
  readonly choices?: readonly string[];
};

/** The help of one program. */
export type Command<Name extends string> = {
  /** The command without flags. */
  readonly run: string;
  readonly does: string;
  readonly flags: Readonly<Record<Name, Flag>>;
  /** Settings, exit codes and the page in docs/. */
  readonly more: string;
};

/** The values of each flag in their order; one empty value for a flag that takes none. Absent: not given. */
export type Flags<Name extends string> = Readonly<Partial<Record<Name, readonly [string, ...string[]]>>>;

/** Exit code for a wrong flag. */
const MISUSED = 2;

/**
 * The flags of this process. Null when the process has nothing more to do: it printed the help, or a flag is wrong and the fault is on
 * standard error (exit code 2). No value is shown: it may be a secret.
 */
export function readFlags<Name extends string>(command: Command<Name>, given: readonly string[]): Flags<Name> | null {
  const known = Object.entries<Flag>(command.flags);
  const options = Object.fromEntries(
    known.map(([name, { takes }]) => [name, { type: takes === undefined ? 'boolean' : 'string' } as const]),
  );
  const { tokens } = parseArgs({ args: [...given], options, strict: false, tokens: true });
  if (tokens.some((token) => token.kind === 'option' && (token.rawName === '--help' || token.rawName === '-h'))) {
    process.stdout.write(toHelp(command));
    return null;
  }
  const values: Partial<Record<Name, [string, ...string[]]>> = {};
  for (const token of tokens) {
    if (token.kind === 'option-terminator') continue;
    if (token.kind === 'positional') return refuseFlags(command, 'There is a word that belongs to no flag.');
    const flag = Object.hasOwn(command.flags, token.name) ? (command.flags[token.name as Name] as Flag) : undefined;
    if (!flag || !token.rawName.startsWith('--')) return refuseFlags(command, `There is no flag ${shownName(token.rawName)}.`);
    const fault = faultOf(flag, token.value, token.inlineValue);
    if (fault !== null) return refuseFlags(command, `${token.rawName} ${fault}.`);
    const name = token.name as Name;
    values[name] = [...(values[name] ?? []), token.value ?? ''] as [string, ...string[]];
  }
  return values;
}

/** Only the letters of the name: a value may follow it by mistake. */
const shownName = (name: string): string => name.replace(/^(--?[a-z-]*)[^a-z-].*$/i, '$1...');

function faultOf({ takes, choices }: Flag, value: string | undefined, isInline: boolean | undefined): string | null {
  if (takes === undefined) return value === undefined ? null : 'stands alone, without a value';
  if (value === undefined || value === '' || (!isInline && value.startsWith('-'))) return `needs a value: ${takes}`;
  return choices && !choices.includes(value) ? `is one of ${choices.join(', ')}` : null;
}

/** Writes the fault and the known flags to standard error. `fault` must not hold a value. */
export function refuseFlags<Name extends string>({ run, flags }: Command<Name>, fault: string): null {
  const all = [...Object.keys(flags), 'help'].map((name) => `--${name}`).join(', ');
  process.stderr.write(`${fault} The flags are ${all}. Ask \`${run} --help\` what they mean.\n`);
  process.exitCode = MISUSED;
  return null;
}

function toHelp<Name extends string>({ run, does, flags, more }: Command<Name>): string {
  const rows = [...Object.entries<Flag>(flags), ['help', { description: 'Shows this.' }] as [string, Flag]].map(
    ([name, { takes, description }]) => [`--${name}${takes === undefined ? '' : ` ${takes}`}`, description] as const,
  );
  const width = Math.max(...rows.map(([name]) => name.length));
  return `${does}\n\n  ${run} [flags]\n\n${rows.map(([name, description]) => `  ${name.padEnd(width)}  ${description}\n`).join('')}\n${more}\n`;
}

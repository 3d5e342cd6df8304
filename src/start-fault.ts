import { CommandLineError } from './command-line.ts';
import { ConfigError } from './config.ts';

/** The numbers of the ports that a program opens, by the setting that gives them. */
export type Ports = Readonly<Record<string, string | undefined>>;

/** Why the process cannot start, in words that say what to do; null for what nobody foresaw. */
export function explainStartFault(error: unknown, ports: Ports): string | null {
  if (error instanceof ConfigError || error instanceof CommandLineError) return error.message;
  if (!(error instanceof Error) || !('code' in error)) return null;
  const port = 'port' in error ? String(error.port) : '?';
  const names = Object.keys(ports).filter((name) => ports[name] === port);
  const [setting = 'PORT', same] = names;
  switch (error.code) {
    case 'EADDRINUSE':
      return same
        ? `Port ${port} is given twice, in ${names.join(' and ')}. Set another with ${same}.`
        : `Port ${port} is taken. Stop what listens there, or set another with ${setting}.`;
    case 'EACCES':
      return `Port ${port} may not be opened by this user. Set one above 1023 with ${setting}.`;
    case 'EADDRNOTAVAIL':
    case 'EAFNOSUPPORT':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'HOST is not an address of this machine. Set it to one, or to 0.0.0.0, which means all of them.';
    default:
      return null;
  }
}

/** Tells of it, and ends the process, with whatever is open already; throws what nobody foresaw. A command line that is not understood ends it with 2. */
export function endForStartFault(error: unknown, ports: Ports): never {
  const explanation = explainStartFault(error, ports);
  if (explanation === null) throw error;
  process.stderr.write(`${explanation}\n`);
  process.exit(error instanceof CommandLineError ? 2 : 1); // a port, or a connection to Redis, may be open: it would keep the process
}

import { ConfigError } from './config.ts';
import { TrailStartError } from './open-trail.ts';

/** The ports that a program opens, by setting; null where it is not set. */
export type PortSettings = Readonly<Record<string, number | null>>;

/** Why the process cannot start and what to do; null for an unexpected error. */
export function explainStartFault(error: unknown, ports: PortSettings): string | null {
  if (error instanceof ConfigError) return error.message;
  if (error instanceof TrailStartError) return explainTrailFault(error.code);
  if (!(error instanceof Error) || !('code' in error)) return null;
  const port = 'port' in error ? Number(error.port) : 0;
  const [setting = 'PORT'] = Object.keys(ports).filter((name) => ports[name] === port);
  switch (error.code) {
    case 'EADDRINUSE':
      return `Port ${port} is taken. Stop what listens there, or set another with ${setting}.`;
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

function explainTrailFault(code: string): string {
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return 'The folder of the file in ACCESS_TRAIL does not exist. Create it, or set another path.';
    case 'EISDIR':
      return 'ACCESS_TRAIL is a folder. Set the path of a file in it.';
    case 'ENXIO':
      return 'ACCESS_TRAIL is a pipe that nobody reads. Start its reader first, or set the path of a file.';
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return 'The file in ACCESS_TRAIL may not be written by this user. Give the user the right to write in its folder, or set another path.';
    default:
      return `The file in ACCESS_TRAIL cannot be opened (${code}). Check the path, or set another.`;
  }
}

/** Writes why the process cannot start and exits with 1. Throws an unexpected error. */
export function endForStartFault(error: unknown, ports: PortSettings): never {
  const explanation = explainStartFault(error, ports);
  if (explanation === null) throw error;
  process.stderr.write(`${explanation}\n`);
  process.exit(1); // an open port or Redis connection would keep the process alive
}

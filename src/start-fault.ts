import { ConfigError } from './config.ts';

/** Why the process cannot start, in words that say what to do; null for what nobody foresaw. */
export function explainStartFault(error: unknown): string | null {
  if (error instanceof ConfigError) return error.message;
  if (!(error instanceof Error) || !('code' in error)) return null;
  const port = 'port' in error ? String(error.port) : '?';
  if (error.code === 'EADDRINUSE')
    return `Port ${port} is taken. Stop what listens there, or set another with PORT (and SANDBOX_PORT for the demo's sandbox).`;
  if (error.code === 'EACCES') return `Port ${port} may not be opened by this user. Set one above 1023 with PORT.`;
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND')
    return 'HOST is not an address of this machine. 0.0.0.0 means all of them.';
  return null;
}

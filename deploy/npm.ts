import { spawnSync } from 'node:child_process';

/** What npm says to a command in a folder. It exits with a fault of its own also where it has found something: the caller judges. */
export function askNpm(
  folder: string,
  ...command: readonly string[]
): { readonly output: string; readonly errors: string; readonly exitCode: number | null } {
  const { stdout, stderr, status, error } = spawnSync('npm', command, { cwd: folder, encoding: 'utf8', maxBuffer: 64 * 1_024 * 1_024 });
  if (error) throw error;
  return { output: stdout, errors: stderr, exitCode: status };
}

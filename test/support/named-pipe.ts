import { execFileSync } from 'node:child_process';

/** Creates a named pipe; Node cannot. */
export const createNamedPipe = (path: string): void => void execFileSync('mkfifo', [path]);

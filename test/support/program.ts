import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { cpuMsOf, memoryOf } from './process-figures.ts';
import type { VitecAccess } from './vitec.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** What the gateway needs to start on a free port before an office, for those whose tokens the signer signs. */
export const programSettings = (office: VitecAccess, signer: { readonly settings: Record<string, string> }): Record<string, string> => ({
  PORT: '0',
  HOST: '127.0.0.1',
  VITEC_URL: office.url,
  VITEC_USERNAME: office.username,
  VITEC_PASSWORD: office.password,
  ...signer.settings,
});

/** One of our programs as its own process, with an environment of its own and nothing of this one's but the path. */
export class Program {
  readonly #child: ChildProcess;
  output = '';
  errors = '';

  /** `command` starts the file in another way than by Node alone. */
  constructor(
    file: string,
    environment: Record<string, string>,
    [command, ...options]: readonly [string, ...string[]] = [process.execPath, file],
  ) {
    this.#child = spawn(command, options, { cwd: ROOT, env: { PATH: process.env.PATH ?? '', ...environment } });
    this.#child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      this.output += text;
    });
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.errors += text;
    });
  }

  /** Memory in use, in bytes, as the system counts it. */
  get residentBytes(): number {
    return memoryOf(this.#child.pid, 'VmRSS');
  }

  /** CPU time that it has taken, in milliseconds, as the system counts it: in steps of ten. */
  get cpuMs(): number {
    return cpuMsOf(this.#child.pid);
  }

  /** Waits until the output matches, and gives the first group; fails with all that was said when the program ends before. */
  async says(pattern: RegExp): Promise<string> {
    for (;;) {
      const match = pattern.exec(this.output);
      if (match) return match[1] ?? match[0];
      if (this.#child.exitCode !== null) throw new Error(`ended with ${this.#child.exitCode}: ${this.output}${this.errors}`);
      await Promise.race([once(this.#child.stdout ?? this.#child, 'data'), once(this.#child, 'close')]);
    }
  }

  /** Where the gateway says that it listens, once it does. */
  address(): Promise<string> {
    return this.says(/"address":"(http:[^"]+)"/);
  }

  /** Takes no more of what the program says, till `readAgain`. */
  stopReading(): void {
    this.#child.stdout?.pause();
  }

  readAgain(): void {
    this.#child.stdout?.resume();
  }

  /** Closes the pipe to which the program writes. */
  closeOutput(): void {
    this.#child.stdout?.destroy();
  }

  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  stop(signal: NodeJS.Signals): Promise<number | null> {
    this.signal(signal);
    return this.exit();
  }

  async exit(): Promise<number | null> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) await once(this.#child, 'close');
    return this.#child.exitCode;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop('SIGKILL');
  }
}

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** What the gateway needs to start on a free port before an office, for those whose tokens the signer signs. */
export const programSettings = (
  office: { readonly url: string; readonly username: string; readonly password: string },
  signer: { readonly settings: Record<string, string> },
): Record<string, string> => ({
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
    const [, kilobytes = 0] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${this.#child.pid}/status`, 'utf8')) ?? [];
    return Number(kilobytes) * 1_024;
  }

  /** CPU time that it has taken, in milliseconds, as the system counts it: in steps of ten. */
  get cpuMs(): number {
    const fields = readFileSync(`/proc/${this.#child.pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) * 10;
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

  stop(signal: NodeJS.Signals): Promise<number | null> {
    this.#child.kill(signal);
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

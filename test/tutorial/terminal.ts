import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { settings } from '../../src/settings.ts';

/** How often what a program in the background has said is looked at. */
const LOOK_MS = 50;
/** A whole line of bash's own, as `run` and `start` have it say. */
const ANSWER = /^(?:status|process) \d+$/m;

/** What a reader's terminal has: nothing of the npm script that runs this, and none of our settings. */
function readersEnvironment(): NodeJS.ProcessEnv {
  const ofNpm = /^npm_(?!config_(registry|cache|cafile|.*proxy)$)|^VITEST|^NODE_ENV$|^INIT_CWD$/;
  const names = Object.keys(process.env).filter((name) => !ofNpm.test(name) && !(name in settings.shape));
  const path = (process.env.PATH ?? '').split(':').filter((folder) => !/node_modules|node-gyp-bin/.test(folder));
  return { ...Object.fromEntries(names.map((name) => [name, process.env[name]])), PATH: path.join(':') };
}

/** One bash for all of a page, as in a reader's terminal: a folder that was entered, a word that was defined, are so for what follows. */
export class Terminal {
  readonly #bash: ChildProcess;
  readonly #folder: string;
  readonly #programs: number[] = [];
  #count = 0;
  #said = '';
  #hear: (said: string) => void = () => {};

  /** `programs`: a folder that comes first on the PATH. */
  constructor(folder: string, environment: Readonly<Record<string, string>>, programs: string | null = null) {
    this.#folder = folder;
    const readers = readersEnvironment();
    const PATH = programs === null ? readers.PATH : `${programs}:${readers.PATH}`;
    this.#bash = spawn('bash', ['--noprofile', '--norc'], { cwd: folder, env: { ...readers, ...environment, PATH } });
    this.#bash.stdout?.setEncoding('utf8').on('data', (text: string) => {
      this.#said += text;
      this.#hear(this.#said);
    });
    this.#bash.stdin?.write('set -m\n'); // so that each program in the background can be ended with all that it has started
  }

  /** Runs the commands to their end; the status is 1 when any of them has failed. */
  async run(code: string): Promise<{ readonly output: string; readonly status: number }> {
    const file = this.#nextFile();
    const status = await this.#ask(`{ trap 'failed=1' ERR; failed=0\n${code}\n} > ${file} 2>&1 < /dev/null; echo "status $failed"`);
    return { output: readFileSync(file, 'utf8'), status: Number(/status (\d+)/.exec(status)?.[1]) };
  }

  /** Starts a program, and waits until `isThere` finds in its output what it looks for; fails with all that was said when it ends before. */
  async start(code: string, isThere: (output: string) => boolean): Promise<void> {
    const file = this.#nextFile();
    const answer = await this.#ask(`: > ${file}; { ${code}\n} > ${file} 2>&1 < /dev/null & echo "process $!"`);
    const id = Number(/process (\d+)/.exec(answer)?.[1]);
    this.#programs.push(id);
    for (;;) {
      const runs = isRunning(id); // asked first, so that its last words are read too
      const output = readFileSync(file, 'utf8');
      if (isThere(output)) return;
      if (!runs) throw new Error(`${code} has ended:\n${output}`);
      await setTimeout(LOOK_MS);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const id of this.#programs.filter(isRunning)) process.kill(-id, 'SIGINT');
    this.#bash.stdin?.end('wait\n');
    if (this.#bash.exitCode === null) await once(this.#bash, 'close');
  }

  #nextFile(): string {
    this.#count += 1;
    return join(this.#folder, `output-${this.#count}.txt`);
  }

  /** Gives bash a line and waits for the one that it answers. */
  #ask(line: string): Promise<string> {
    return new Promise<string>((resolve, reject) => {
      this.#hear = (said) => {
        if (ANSWER.test(said)) resolve(said);
      };
      this.#bash.once('close', () => reject(new Error(`bash has ended: ${line}`)));
      this.#said = '';
      this.#bash.stdin?.write(`${line}\n`);
    }).finally(() => this.#bash.removeAllListeners('close'));
  }
}

function isRunning(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch {
    return false;
  }
}

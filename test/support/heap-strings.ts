import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Program } from './program.ts';

/** How to start a program whose heap a test reads: its command and its settings, and the function that reads. */
export function createHeapReader() {
  const folder = mkdtempSync(join(tmpdir(), 'heap-'));
  const file = join(folder, 'program.heapsnapshot');
  return {
    settings: { HEAP_SNAPSHOT_FILE: file },
    /** Strings are not cut at 1,024 characters. */
    command: [process.execPath, '--heap-snapshot-string-limit=10000000', '--import=./test/support/heap-snapshot.ts', 'src/main.ts'],
    /** The strings and numbers that the program holds after a garbage collection, one a line. */
    async read(program: Program): Promise<string> {
      program.signal('SIGUSR2');
      await program.says(/heap snapshot written/);
      const { strings } = JSON.parse(readFileSync(file, 'utf8')) as { strings: readonly string[] };
      return strings.join('\n');
    },
    [Symbol.dispose]: () => rmSync(folder, { recursive: true }),
  } as const;
}

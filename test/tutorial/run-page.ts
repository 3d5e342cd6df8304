import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { freePort } from '../support/listen.ts';
import { readSteps } from './blocks.ts';
import { differenceFrom } from './seen.ts';
import { Terminal } from './terminal.ts';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

type PageOptions = {
  /** Makes the temporary folder ready, and gives a folder of programs that come first on the PATH, or null. */
  readonly prepare?: (folder: string) => string | null;
};

/**
 * Registers a test for each step of a page, run in one terminal in a temporary folder, where `vitec-connect-graphql` is a clone of the
 * repository. The ports of the page are replaced by free ones.
 */
export async function runPage(page: string, { prepare = () => null }: PageOptions = {}): Promise<void> {
  const steps = readSteps(readFileSync(join(ROOT, page), 'utf8'));
  const folder = mkdtempSync(join(tmpdir(), 'page-'));
  copyRepository(join(folder, 'vitec-connect-graphql'));
  const programs = prepare(folder);
  /** The ports of the page, and free ones in their place. */
  const ports = await Promise.all(['4000', '4001', '4002'].map(async (port) => [port, String(await freePort())] as const));
  const onFreePorts = (text: string) => ports.reduce((text, [port, free]) => text.replaceAll(port, free), text);
  const asOnThePage = (text: string) => ports.reduce((text, [port, free]) => text.replaceAll(free, port), text);
  const terminal = new Terminal(folder, { PORT: onFreePorts('4000'), SANDBOX_PORT: onFreePorts('4001') }, programs);
  afterAll(async () => {
    await terminal[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true, force: true });
  });

  describe(page, () => {
    it('has steps to be run', () => expect(steps.length).toBeGreaterThan(5));

    it.each(steps.map((step, index) => [`${index + 1}, under "${step.heading}"`, step] as const))('step %s', async (_name, step) => {
      const { manner, seen } = step;
      const code = onFreePorts(step.code);
      if (manner === 'background') {
        await terminal.start(code, (output) => !seen || differenceFrom(seen, asOnThePage(output)) === null);
        return;
      }
      const { output, status } = await terminal.run(code);
      expect(status === 0 ? 'goes well' : 'fails', output).toBe(manner === 'fails' ? 'fails' : 'goes well');
      expect(seen && differenceFrom(seen, asOnThePage(output))).toBe(null);
    });
  });
}

/** What a clone would hold, with what is not committed yet. */
function copyRepository(folder: string): void {
  const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: ROOT, encoding: 'utf8' });
  for (const file of files.split('\0').filter((file) => file !== '' && existsSync(join(ROOT, file))))
    cpSync(join(ROOT, file), join(folder, file));
}

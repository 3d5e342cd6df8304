import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, cpSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { copiedFromHere, dockerfile } from './dockerfile.ts';
import { ROOT } from './yaml-file.ts';

/** What the image has in its folder, made as the Dockerfile makes it: its own RUN, and its own COPY. */
export function makeImageTree(): string {
  const folder = mkdtempSync(join(tmpdir(), 'image-'));
  chmodSync(folder, 0o755); // another user reads it
  for (const file of ['package.json', 'package-lock.json', '.npmrc']) copyFileSync(join(ROOT, file), join(folder, file));
  const run =
    dockerfile
      .getInstructions()
      .find((each) => each.getKeyword() === 'RUN')
      ?.getRawArgumentsContent() ?? 'false';
  execFileSync('sh', ['-c', run.replace(/\\\n/g, '')], { cwd: folder, stdio: 'pipe' });
  for (const file of ['package-lock.json', '.npmrc']) rmSync(join(folder, file));
  for (const { sources, target } of copiedFromHere())
    for (const source of sources) {
      const to = resolve(folder, target, sources.length > 1 || target.endsWith('/') ? source : '.');
      mkdirSync(dirname(to), { recursive: true });
      cpSync(join(ROOT, source), to, { recursive: true });
    }
  return folder;
}

/** Bytes as a file system of 4 kB blocks holds them: the most that an image may take. */
export function bytesIn(path: string): number {
  const status = lstatSync(path);
  if (!status.isDirectory()) return Math.ceil(status.size / 4_096) * 4_096;
  return readdirSync(path).reduce((sum, name) => sum + bytesIn(join(path, name)), 4_096);
}

/** Whether this machine lets us mount: then the root is really read-only, without an engine for containers. */
export function canLock(): boolean {
  try {
    execFileSync('unshare', ['--mount', 'mount', '--options', 'remount,ro,bind', '/'], { stdio: 'ignore' });
    return true;
  } catch {
    process.stderr.write('SKIPPED: the gateway was not started on a read-only root, since only root may mount.\n');
    return false;
  }
}

/** The words that start a program in a folder as an image's user, on a root that cannot be written and with no right that it was not given. */
export function lockedIn(folder: string, user: string, program: readonly string[]): readonly [string, ...string[]] {
  const [uid, gid] = user.split(':');
  const lock =
    'cd "$0" && mount -o remount,ro,bind / && for each in /tmp /dev/shm; do ! mountpoint -q $each || mount -o remount,ro,bind $each; done; exec "$@"';
  const rights = [
    'setpriv',
    `--reuid=${uid}`,
    `--regid=${gid}`,
    '--clear-groups',
    '--no-new-privs',
    '--bounding-set=-all',
    '--inh-caps=-all',
  ];
  return ['unshare', '--mount', 'sh', '-c', lock, folder, ...rights, ...program];
}

import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { AppendFile, OpenFile } from '../../src/telemetry/trail/append-file.ts';
import { TrailFile } from '../../src/telemetry/trail/trail-file.ts';
import { createNamedPipe } from '../support/named-pipe.ts';
import { settle } from '../support/upstream.ts';

const folder = mkdtempSync(join(tmpdir(), 'gateway-trail-'));
afterAll(() => rmSync(folder, { recursive: true }));
let count = 0;
const newPath = () => join(folder, `trail-${count++}.jsonl`);
const ignore = () => {};
const openTrail = (path: string, open?: OpenFile, onReopenFailed: (error: unknown) => void = ignore) =>
  TrailFile.open({ path, onReopenFailed, ...(open ? { open } : {}) });
const linesOf = (path: string) => readFileSync(path, 'utf8').split('\n').slice(0, -1);
const outcomes = async (written: readonly Promise<void>[]) => (await Promise.allSettled(written)).map(({ status }) => status);

/** A file in memory, whose writes the test decides upon. */
function memoryFile(write: (bytes: Uint8Array) => Promise<number>, isRegular = true) {
  let text = Buffer.alloc(0);
  const counts = { writes: 0, syncs: 0, opened: 0 };
  const file: AppendFile = {
    async write(bytes) {
      counts.writes += 1;
      const bytesWritten = await write(bytes);
      text = Buffer.concat([text, bytes.subarray(0, bytesWritten)]);
      return { bytesWritten };
    },
    async datasync() {
      counts.syncs += 1;
    },
    stat: async () => ({ nlink: 1 }),
    close: async () => {},
  };
  const openFile: OpenFile = async () => {
    counts.opened += 1;
    return { file, isRegular, isCut: text.length > 0 && text.at(-1) !== 10 };
  };
  return { openFile, counts, text: () => text.toString() };
}
const all = async (bytes: Uint8Array) => bytes.length;
const diskFull = () => Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' }));

describe('the file of the access trail', () => {
  it('is created for its user alone, and appended to', async () => {
    const path = newPath();
    const trail = await openTrail(path);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    await Promise.all([trail.write('1\n'), trail.write('2\n')]);
    await trail.close();
    const again = await openTrail(path);
    await again.write('3\n');
    await again.close();
    expect(readFileSync(path, 'utf8')).toBe('1\n2\n3\n');
  });

  it('gets all lines that come during one write in the next, with one flush', async () => {
    const { openFile, counts, text } = memoryFile(all);
    const trail = await openTrail('', openFile);
    const first = trail.write('first\n');
    await settle();
    await first;
    const written = Array.from({ length: 100 }, (_, index) => trail.write(`${index}\n`));
    await Promise.all(written);
    expect(counts).toEqual({ writes: 2, syncs: 2, opened: 1 });
    expect(text().split('\n')).toHaveLength(102);
  });

  it('ends a line that a crash cut off', async () => {
    const path = newPath();
    writeFileSync(path, '{"whole":1}\n{"cut');
    const trail = await openTrail(path);
    await trail.write('next\n');
    await trail.close();
    expect(linesOf(path)).toEqual(['{"whole":1}', '{"cut', 'next']);
  });

  it('rejects the lines of a write that a full disk cut off, and begins the next on a line of its own', async () => {
    let room = 10;
    const { openFile, counts, text } = memoryFile(async (bytes) => Math.min(bytes.length, room));
    const trail = await openTrail('', openFile);
    const lost = [trail.write('12345678\n'), trail.write('abcdefgh\n')];
    await expect(lost[0]).rejects.toMatchObject({ code: 'SHORT_WRITE' });
    await expect(lost[1]).rejects.toMatchObject({ code: 'SHORT_WRITE' });
    room = 1_000;
    await trail.write('next\n');
    expect(text().split('\n')).toEqual(['12345678', 'a', 'next', '']);
    expect(counts.opened).toBe(2);
  });

  it('rejects with the error of the system, and works again when the disk does', async () => {
    let write: (bytes: Uint8Array) => Promise<number> = diskFull;
    const { openFile, text } = memoryFile((bytes) => write(bytes));
    const trail = await openTrail('', openFile);
    await expect(trail.write('lost\n')).rejects.toMatchObject({ code: 'ENOSPC' });
    write = all;
    await trail.write('kept\n');
    expect(text()).toBe('kept\n');
    await expect((await openTrail('/dev/full')).write('x\n')).rejects.toMatchObject({ code: 'ENOSPC' });
  });

  it('may be a device or a pipe, which cannot be flushed', async () => {
    const device = await openTrail('/dev/null');
    await device.write('x\n');
    await device.close();
    const path = newPath();
    createNamedPipe(path);
    await expect(openTrail(path)).rejects.toMatchObject({ code: 'ENXIO' }); // nobody reads it
    const reader = await open(path, 'r+');
    const trail = await openTrail(path);
    const long = `${'å'.repeat(60_000)}\n`; // more than a pipe holds
    const written = trail.write(long);
    let read = '';
    const buffer = Buffer.alloc(200_000);
    const chunks: Buffer[] = [];
    while (!read.endsWith('\n')) {
      const { bytesRead } = await reader.read(buffer);
      chunks.push(Buffer.from(buffer.subarray(0, bytesRead)));
      read = Buffer.concat(chunks).toString();
    }
    await written;
    expect(read).toBe(long);
    await trail.close();
    await reader.close();
  });

  it('that is a pipe which its reader leaves full is given up within two seconds', async () => {
    const path = newPath();
    createNamedPipe(path);
    const reader = await open(path, 'r+');
    const trail = await openTrail(path);
    const began = performance.now();
    await expect(trail.write(`${'x'.repeat(200_000)}\n`)).rejects.toMatchObject({ code: 'TOO_SLOW' });
    expect(performance.now() - began).toBeLessThan(3_000);
    await trail.close();
    await reader.close();
  });

  it('is renamed and reopened without the loss of a line', async () => {
    const path = newPath();
    const trail = await openTrail(path);
    const written: Promise<void>[] = [];
    for (let round = 0; round < 20; round += 1) {
      for (let index = 0; index < 20; index += 1) written.push(trail.write(`${round}/${index}\n`));
      if (round % 4 === 3) {
        renameSync(path, `${path}.${round}`);
        trail.reopen();
        await expect.poll(() => existsSync(path)).toBe(true);
        written.push(trail.write(`after ${round}\n`));
      } else await settle();
    }
    await Promise.all(written);
    await trail.close();
    const parts = [3, 7, 11, 15, 19].map((round) => `${path}.${round}`);
    expect([...parts, path].flatMap(linesOf)).toHaveLength(20 * 20 + 5);
    expect(linesOf(path)).toContain('after 19');
  });

  it('stays in use where it cannot be reopened, and says so', async () => {
    const path = join(mkdtempSync(join(folder, 'folder-')), 'trail');
    const faults: unknown[] = [];
    const trail = await openTrail(path, undefined, (error) => faults.push(error));
    const moved = `${path}.1`;
    renameSync(path, moved);
    mkdirSync(path); // a folder in its place
    trail.reopen();
    await trail.write('kept\n');
    expect(faults).toEqual([expect.objectContaining({ code: 'EISDIR' })]);
    expect(linesOf(moved)).toEqual(['kept']);
    await trail.close();
  });

  it('is created anew after somebody deleted it, and cannot be while its folder is gone', async () => {
    const parent = mkdtempSync(join(folder, 'folder-'));
    const path = join(parent, 'trail');
    const trail = await openTrail(path);
    await trail.write('1\n');
    rmSync(path);
    await trail.write('2\n');
    expect(readFileSync(path, 'utf8')).toBe('2\n');
    rmSync(parent, { recursive: true });
    await expect(trail.write('3\n')).rejects.toMatchObject({ code: 'ENOENT' });
    mkdirSync(parent);
    await trail.write('4\n');
    expect(readFileSync(path, 'utf8')).toBe('4\n');
    await trail.close();
  });

  it('on a disk that hangs holds no line for over two seconds, later ones not at all, and is written again when it goes on', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const { openFile, text } = memoryFile(async (bytes) => {
      await promise;
      return bytes.length;
    });
    const trail = await openTrail('', openFile);
    const began = performance.now();
    const [held, waits] = [trail.write('held\n'), trail.write('held too\n')];
    await settle();
    const later = trail.write('waits\n');
    expect(await outcomes([held, waits, later])).toEqual(['rejected', 'rejected', 'rejected']);
    const tookMs = performance.now() - began;
    expect(tookMs).toBeGreaterThan(1_900);
    expect(tookMs).toBeLessThan(3_000);
    await expect(trail.write('not accepted\n')).rejects.toMatchObject({ code: 'TOO_SLOW' });
    expect(performance.now() - began - tookMs).toBeLessThan(500);
    resolve();
    await expect
      .poll(async () => {
        const [outcome] = await outcomes([trail.write('again\n')]);
        return outcome;
      })
      .toBe('fulfilled');
    expect(text()).toMatch(/^held\nheld too\nagain\n$/);
  });

  it('keeps at most 1 MB of lines, but takes a longer one when no other waits', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const { openFile } = memoryFile(async (bytes) => {
      await promise;
      return bytes.length;
    });
    const trail = await openTrail('', openFile);
    const long = trail.write(`${'x'.repeat(3_000_000)}\n`);
    await settle();
    const line = `${'y'.repeat(99_999)}\n`;
    const written = Array.from({ length: 20 }, () => trail.write(line));
    resolve();
    await long;
    expect((await outcomes(written)).filter((status) => status === 'fulfilled')).toHaveLength(10);
  });

  it('is closed with its last lines in it, and soon on a disk that hangs', async () => {
    const path = newPath();
    const trail = await openTrail(path);
    const written = [trail.write('1\n'), trail.write('2\n')];
    await trail.close();
    expect(await outcomes(written)).toEqual(['fulfilled', 'fulfilled']);
    expect(linesOf(path)).toEqual(['1', '2']);
    const hangs = await openTrail('', memoryFile(() => new Promise(() => {})).openFile);
    const lost = hangs.write('x\n');
    await Promise.all([hangs.close(), expect(lost).rejects.toMatchObject({ code: 'TOO_SLOW' })]);
  });

  it('may be shared by two writers, whose lines do not mix', async () => {
    const path = newPath();
    const [one, two] = await Promise.all([openTrail(path), openTrail(path)]);
    const written: Promise<void>[] = [];
    for (let index = 0; index < 50; index += 1) {
      written.push(one.write(`${'1'.repeat(20_000)}\n`), two.write(`${'2'.repeat(20_000)}\n`));
      if (index % 5 === 0) await settle();
    }
    await Promise.all(written);
    const lines = linesOf(path);
    expect(lines).toHaveLength(100);
    for (const line of lines) expect(line).toMatch(/^(1{20000}|2{20000})$/);
    await Promise.all([one.close(), two.close()]);
  });

  it('holds each line that it calls written, whole and in order, whatever the disk does', async () => {
    const step = fc.oneof(
      fc.record({ write: fc.array(fc.string({ maxLength: 20 }), { maxLength: 5 }) }),
      fc.record({ disk: fc.constantFrom('well', 'full', 'short') }),
      fc.constant('settle' as const),
      fc.constant('reopen' as const),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
        let disk = 'well';
        const { openFile, text } = memoryFile(async (bytes) => {
          if (disk === 'full') return await diskFull();
          return disk === 'short' ? Math.floor(bytes.length / 2) : bytes.length;
        });
        const trail = await openTrail('', openFile);
        const given: { readonly line: string; readonly written: Promise<boolean> }[] = [];
        let number = 0;
        for (const each of steps) {
          if (each === 'settle') await settle();
          else if (each === 'reopen') trail.reopen();
          else if ('disk' in each) disk = each.disk;
          else
            for (const text of each.write) {
              const line = JSON.stringify([number++, text]);
              const written = trail.write(`${line}\n`).then(
                () => true,
                () => false,
              );
              given.push({ line, written });
            }
        }
        disk = 'well';
        const last = JSON.stringify(['last']);
        given.push({ line: last, written: trail.write(`${last}\n`).then(() => true) });
        const kept: string[] = [];
        for (const { line, written } of given) if (await written) kept.push(line);
        const lines = text().split('\n');
        let from = 0;
        for (const line of kept) {
          const at = lines.indexOf(line, from);
          expect(at, line).toBeGreaterThanOrEqual(from);
          from = at + 1;
        }
      }),
      { numRuns: 200 },
    );
  });

  it('heals what another left behind between two groups of its own', async () => {
    const path = newPath();
    const trail = await openTrail(path);
    await trail.write('1\n');
    appendFileSync(path, 'cut');
    trail.reopen();
    await trail.write('2\n');
    expect(linesOf(path)).toEqual(['1', 'cut', '2']);
    await trail.close();
  });
});

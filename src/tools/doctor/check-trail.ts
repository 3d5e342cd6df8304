import { randomUUID } from 'node:crypto';
import { constants, type FileHandle, open, unlink } from 'node:fs/promises';
import { type Check, type FindingCode, found } from './findings.ts';

/** ACCESS_TRAIL and LOG_KEY; null where it is not set. */
type TrailRules = { readonly target: string | null; readonly hasKey: boolean };

/** Whether the access trail can be written. A file that is not there yet is not created. */
export async function checkTrail({ target, hasKey }: TrailRules): Promise<readonly Check[]> {
  if (target === null) return [found('TRAIL', 'TRAIL_UNUSED')];
  const code = target === 'stdout' ? 'TRAIL_STDOUT' : await tryFile(target);
  return [found('TRAIL', code), ...(hasKey ? [] : [found('TRAIL', 'TRAIL_WITHOUT_KEY')])];
}

async function tryFile(path: string): Promise<FindingCode> {
  try {
    await (await openFile(path)).close();
    return 'TRAIL_WELL';
  } catch (error) {
    return FAULTS[error instanceof Error && 'code' in error ? String(error.code) : ''] ?? 'TRAIL_UNWRITABLE';
  }
}

/** Opens the file; if there is none, another in its folder, which is deleted at once: a running gateway may create the file at any time. */
async function openFile(path: string): Promise<FileHandle> {
  try {
    return await open(path, constants.O_WRONLY | constants.O_APPEND | constants.O_NONBLOCK);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
  const probe = `${path}.doctor-${randomUUID()}`;
  const file = await open(probe, 'wx', 0o600);
  await unlink(probe);
  return file;
}

const FAULTS: Readonly<Record<string, FindingCode>> = {
  ENOENT: 'TRAIL_WITHOUT_FOLDER',
  ENOTDIR: 'TRAIL_WITHOUT_FOLDER',
  EISDIR: 'TRAIL_IS_FOLDER',
  ENXIO: 'TRAIL_UNREAD',
};

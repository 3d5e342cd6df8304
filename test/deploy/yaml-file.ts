import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseDocument } from 'yaml';
import { SECRETS, settings } from '../../src/config.ts';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** A YAML file of this repository as data; a key that is given twice or an alias to nothing is a fault. */
export function readYaml(file: string): unknown {
  const document = parseDocument(readFileSync(join(ROOT, file), 'utf8'), { strict: true, uniqueKeys: true });
  if (document.errors.length > 0 || document.warnings.length > 0)
    throw new AggregateError([...document.errors, ...document.warnings], file);
  return document.toJS();
}

/** The settings that the gateway knows, by the names of the environment. */
export const SETTING_NAMES: ReadonlySet<string> = new Set([...Object.keys(settings.shape), ...SECRETS.map((name) => `${name}_FILE`)]);

/** Whether a tool is here; says aloud what is not checked when it is not. */
export function isHere(tool: string, whatIsLost: string): boolean {
  const here = (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, tool)));
  if (!here) process.stderr.write(`SKIPPED: ${whatIsLost}, since there is no ${tool} here.\n`);
  return here;
}

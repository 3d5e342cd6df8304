import { z } from 'zod';
import { cache } from './settings/cache.ts';
import { callers } from './settings/callers.ts';
import { documents } from './settings/documents.ts';
import { observability } from './settings/observability.ts';
import { server } from './settings/server.ts';
import { EXPLANATIONS } from './settings/setting.ts';
import { vitec } from './settings/vitec.ts';

/** All settings under the headings of the reference, by the name of their environment variable. */
export const SECTIONS = {
  Server: server,
  'Vitec Connect': vitec,
  Cache: cache,
  Callers: callers,
  Documents: documents,
  Observability: observability,
} as const;

/** All settings in one object. */
export const settings = z.object({ ...server, ...vitec, ...cache, ...callers, ...documents, ...observability });

/** The settings that can be given as the path of a file in NAME_FILE. */
export const SECRETS: readonly string[] = Object.entries(settings.shape)
  .filter(([, setting]) => EXPLANATIONS.get(setting)?.isSecret)
  .map(([name]) => name);

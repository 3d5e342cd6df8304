import { z } from 'zod';
import { keeping } from './settings/cache.ts';
import { callers } from './settings/callers.ts';
import { documents } from './settings/documents.ts';
import { telling } from './settings/observability.ts';
import { listening } from './settings/server.ts';
import { EXPLANATIONS } from './settings/setting.ts';
import { vitec } from './settings/vitec.ts';

/** Each setting once, under the headings of the reference. The names are the environment's. */
export const SECTIONS = {
  Listening: listening,
  'Vitec Connect': vitec,
  'What is kept': keeping,
  Callers: callers,
  'Documents and what is shown': documents,
  'Metrics, traces and the log': telling,
} as const;

/** All of them, to be read at once. */
export const settings = z.object({ ...listening, ...vitec, ...keeping, ...callers, ...documents, ...telling });

/** Values that must not stand in a process list: each can be given as the path of a file in NAME_FILE instead. */
export const SECRETS: readonly string[] = Object.entries(settings.shape)
  .filter(([, setting]) => EXPLANATIONS.get(setting)?.isSecret)
  .map(([name]) => name);

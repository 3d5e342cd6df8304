import { z } from 'zod';

/** What the reference tells of a setting beside its check and its default (docs/settings.md). */
type Explanation = {
  readonly description: string;
  /** Of what the number counts. */
  readonly unit?: string;
  /** A value that passes the check; of a secret, one that nobody has. */
  readonly example: string;
  /** What holds without it, where the check itself has no default. */
  readonly without?: string;
  /** What holds without it in the demo, where that differs. */
  readonly inDemo?: string;
  /** It must not stand in a process list: it can be given as the path of a file in NAME_FILE instead. */
  readonly isSecret?: true;
};

/** `.register(EXPLANATIONS, ...)` is the last word of each setting. */
export const EXPLANATIONS = z.registry<Explanation>();

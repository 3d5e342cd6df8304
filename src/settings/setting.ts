import { z } from 'zod';

/** The text of a setting in the reference (docs/settings.md), beside its check and its default. */
type Explanation = {
  readonly description: string;
  /** Of a number. */
  readonly unit?: string;
  /** A value that passes the check. For a secret, one that is not in use. */
  readonly example: string;
  /** The behaviour without it, where the check has no default. */
  readonly without?: string;
  /** The default in the demo, where that differs. */
  readonly inDemo?: string;
  /** It can be set as the path of a file in NAME_FILE, so that it is in no process list. */
  readonly isSecret?: true;
};

/** The last call of each setting is `.register(EXPLANATIONS, ...)`: an earlier one would be lost. */
export const EXPLANATIONS = z.registry<Explanation>();

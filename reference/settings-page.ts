import type { z } from 'zod';
import { FORMATS } from '../src/settings/checks.ts';
import { EXPLANATIONS } from '../src/settings/setting.ts';
import { SECRETS, SECTIONS } from '../src/settings.ts';
import { table } from './table.ts';

type Check = z.ZodType;

const INTRODUCTION = `# Settings

<!-- Written by npm run reference; change src/settings/ instead. -->

All are read once, at the start, from the environment. An empty one counts as not set. What is wrong is told in one message, each
fault by the name of its setting and without its value; then nothing starts. The five that everybody needs are in the
[README](../README.md#run-it).

¹ A secret: instead of \`NAME\`, \`NAME_FILE\` can be set to the path of a file that holds it (in UTF-8; blanks and line breaks at its end are left out). How
each is changed: [SECURITY.md](../SECURITY.md#change-a-secret).
`;

const CREDENTIALS = `## The file of credentials

\`\`\`json
{
  "M30011": { "username": "partner", "password": "..." },
  "G2": { "password": "...", "customers": ["M30012", "M30013"] }
}
\`\`\`

An entry is a customer, or a group with its customers; without a \`username\`, \`VITEC_USERNAME\` is taken. A customer in none of them gets
UPSTREAM_MISCONFIGURED without a call. \`VITEC_PASSWORD\` is not set beside it.

The demo's sandbox listens on \`SANDBOX_PORT\` (4001), which is no setting of the gateway.
`;

/** docs/settings.md */
export function settingsPage(): string {
  const sections = Object.entries(SECTIONS).map(([heading, settings]) => {
    const rows = Object.entries(settings).map(([name, setting]) => rowOf(name, setting));
    return `## ${heading}\n\n${table(['setting', 'meaning', 'unit', 'default', 'must be', 'example'], rows)}`;
  });
  return [INTRODUCTION, ...sections, CREDENTIALS].join('\n');
}

function rowOf(name: string, setting: Check): readonly string[] {
  const explanation = EXPLANATIONS.get(setting);
  const accepts = FORMATS.get(innermost(setting))?.accepts;
  if (!explanation || !accepts) throw new Error(`${name} is not explained: src/settings/ says how the others are.`);
  const { description, unit = '', example, inDemo, without = 'not set' } = explanation;
  const byDefault = defaultOf(setting) ?? without;
  const shown = inDemo === undefined ? byDefault : `${byDefault}; demo: ${inDemo}`;
  return [`\`${name}\`${SECRETS.includes(name) ? ' ¹' : ''}`, description, unit, shown, accepts, `\`${example}\``];
}

/** What `optional` and `default` are laid around: the check itself. */
function innermost(check: Check): Check {
  const { innerType } = check.def as { innerType?: Check };
  return innerType ? innermost(innerType) : check;
}

/** The value that is taken when none is given, as it would stand in the environment; null where there is none. */
function defaultOf(setting: Check): string | null {
  const { defaultValue } = setting.def as { defaultValue?: unknown };
  const text = String(defaultValue ?? '');
  if (text === '') return null;
  return typeof defaultValue === 'string' ? `\`${text}\`` : text;
}

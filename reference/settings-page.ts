import type { z } from 'zod';
import { FORMATS } from '../src/settings/checks.ts';
import { EXPLANATIONS } from '../src/settings/setting.ts';
import { SECRETS, SECTIONS } from '../src/settings.ts';
import { table } from './table.ts';

type Check = z.ZodType;

const INTRODUCTION = `# Settings

<!-- Written by npm run reference; change src/settings/ instead. -->

The gateway reads its settings from the environment once, at the start. An empty value counts as not set. With a fault it does not start, and prints all
faults by the name of their settings, without values. A variable that begins like one of them but is none has no effect; the log and
[doctor](doctor.md) name it with the nearest right name. The five required settings are in the [README](../README.md#run-it).

¹ A secret: \`NAME_FILE\` can name a file with the value instead (UTF-8; blanks and line breaks at its end are removed). How to change each:
[SECURITY.md](../SECURITY.md#change-a-secret).
`;

const CREDENTIALS = `## The file of credentials

\`\`\`json
{
  "M30011": { "username": "partner", "password": "..." },
  "M30014": { "passwords": { "crm": "...", "advertising": "..." } },
  "G2": { "password": "...", "customers": ["M30012", "M30013"] }
}
\`\`\`

An entry is a customer, or a group with its customers; a customer's own entry is used instead of its group's. \`username\` defaults to
\`VITEC_USERNAME\`. \`VITEC_PASSWORD\` must not be set beside the file.

Vitec gives a password for each function group: \`crm\` (contacts) and \`advertising\` (listings). \`passwords\` holds them; \`password\` is used for
each group that \`passwords\` does not name. An entry needs at least one of the two. A customer or a function group without a password gets
UPSTREAM_MISCONFIGURED without a call.

The demo's sandbox listens on \`SANDBOX_PORT\` (4001), which is not a setting of the gateway.
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
  if (!explanation || !accepts) throw new Error(`${name} has no description or format: see src/settings/.`);
  const { description, unit = '', example, inDemo, without = 'not set' } = explanation;
  const byDefault = defaultOf(setting) ?? without;
  const shown = inDemo === undefined ? byDefault : `${byDefault}; demo: ${inDemo}`;
  return [`\`${name}\`${SECRETS.includes(name) ? ' ¹' : ''}`, description, unit, shown, accepts, `\`${example}\``];
}

/** The check inside `optional` and `default`. */
function innermost(check: Check): Check {
  const { innerType } = check.def as { innerType?: Check };
  return innerType ? innermost(innerType) : check;
}

/** The default as an environment variable has it; null without a default. */
function defaultOf(setting: Check): string | null {
  const { defaultValue } = setting.def as { defaultValue?: unknown };
  const text = String(defaultValue ?? '');
  if (text === '') return null;
  return typeof defaultValue === 'string' ? `\`${text}\`` : text;
}

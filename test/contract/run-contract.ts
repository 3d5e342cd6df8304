import type { Report } from '../../src/tools/contract/report.ts';
import { Program } from '../support/program.ts';
import type { VitecAccess } from '../support/vitec.ts';

/** The settings that `npm run contract` needs to call Vitec, and no others. */
export const settingsOf = ({ url, username, password }: VitecAccess): Record<string, string> => ({
  VITEC_URL: url,
  VITEC_USERNAME: username,
  VITEC_PASSWORD: password,
});

/**
 * Runs the command to its end. `report` is the JSON that it printed, null where it printed none; `partyRoles` the part of that form;
 * `printed` the whole output and all errors.
 */
export async function runContract(settings: Record<string, string>, ...words: readonly string[]) {
  await using program = new Program('src/tools/contract.ts', settings, [process.execPath, 'src/tools/contract.ts', ...words]);
  const exitCode = await program.exit();
  const report = program.output.startsWith('{') ? (JSON.parse(program.output) as Report) : null;
  const partyRoles = report?.forms.find(({ form }) => form === 'PartyRoles');
  return { exitCode, report, partyRoles, output: program.output, errors: program.errors, printed: program.output + program.errors };
}

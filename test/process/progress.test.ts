import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { Program } from '../support/program.ts';
import { createSigner } from '../support/tokens.ts';
import { type Answer, startVitec } from '../support/vitec.ts';

/** A Vitec that holds its answers until it is told to give them. */
async function startPatientVitec() {
  const vitec = await startVitec();
  const held = vitec.hold();
  const answer: Answer = (response) => {
    const isKnown = response.req.headers.authorization !== undefined;
    response.writeHead(isKnown ? 200 : 401, { 'content-type': 'application/json' }).end('{"buyer":[]}');
  };
  return {
    settings: {
      VITEC_URL: vitec.url,
      VITEC_USERNAME: 'partner',
      VITEC_PASSWORD: 'p',
      VITEC_ATTEMPT_TIMEOUT_MS: '60000',
      OPERATION_TIMEOUT_MS: '61000',
    },
    answer() {
      vitec.answer = answer;
      held.forEach(answer);
    },
    [Symbol.asyncDispose]: () => vitec[Symbol.asyncDispose](),
  };
}

const PROGRAMS = [
  ['src/tools/doctor.ts --customer M1', /Trying: \d of \d done/],
  ['src/tools/contract.ts --customer M1 --contact a --endpoint PartyRoles', /Asking Vitec: \d calls so far/],
] as const;

describe('what takes longer than two seconds', () => {
  it.skipIf(process.platform !== 'linux').each(PROGRAMS)(
    'tells on a terminal how far it is, in a line that goes away: %s',
    async (command, line) => {
      await using vitec = await startPatientVitec();
      const environment = { ...vitec.settings, ...(await createSigner()).settings, TERM: 'xterm' };
      const terminal = ['script', '-qec', `${process.execPath} ${command}`, '/dev/null'] as const;
      await using program = new Program('', environment, terminal);
      await program.says(line);
      vitec.answer();
      await program.exit();
      const afterwards = program.output.slice(program.output.search(line)).split('\u001b[2K').at(-1) ?? ''; // what stands when the line was cleared
      expect(stripVTControlCharacters(afterwards)).not.toMatch(line);
      expect(afterwards.length).toBeGreaterThan(50);
    },
  );

  it.each(PROGRAMS)('says nothing of it where nobody sits: %s', async (command) => {
    await using vitec = await startPatientVitec();
    const environment = { ...vitec.settings, ...(await createSigner()).settings, VITEC_ATTEMPT_TIMEOUT_MS: '2600' };
    await using program = new Program('', environment, [process.execPath, ...command.split(' ')]);
    await program.exit(); // Vitec never answers, so that it takes over two seconds
    expect(program.errors).toBe('');
    expect(program.output).not.toMatch(/Trying|Asking/);
  });
});

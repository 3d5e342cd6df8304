import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { ConfigError } from '../../src/config.ts';
import { TrailStartError } from '../../src/open-trail.ts';
import { faultText } from '../../src/settings/faults.ts';
import { ENGLISH_FAULTS } from '../../src/settings/faults-english.ts';
import { explainStartFault } from '../../src/start-fault.ts';
import { freePort, listen } from '../support/listen.ts';
import { Program } from '../support/program.ts';
import { faultsOf, REFUSED, RIGHT } from '../support/refused-settings.ts';

describe('the message of a start that fails', () => {
  it.each(REFUSED.map((environment, index) => [index, environment] as const))(
    'has a line for each fault of the settings (%i), with what to do',
    (_index, environment) => {
      const faults = faultsOf(environment);
      expect(faults).not.toEqual([]);
      const lines = new ConfigError(faults).message.split('\n').slice(1, -1);
      expect(lines).toHaveLength(faults.length);
      for (const line of lines) expect(line).toMatch(/^ {2}- [A-Z_]+\b.*\. [A-Z][a-z]+ .*\.$/);
    },
  );

  it('has a text for each fault, and no other', () => {
    const codes = new Set(REFUSED.flatMap((environment) => faultsOf(environment).map(({ code }) => code)));
    expect([...codes].sort()).toEqual(Object.keys(ENGLISH_FAULTS).sort());
  });

  it('names the program that tries the settings', () => {
    expect(new ConfigError(faultsOf({})).message).toContain('`npm run doctor`');
  });

  it('shows the parameters of a fault', () => {
    const [fault] = faultsOf({ ...RIGHT, PORT: '70000' });
    expect(fault && faultText(fault, ENGLISH_FAULTS)).toEqual({ what: 'PORT is out of bounds.', fix: 'Set a number from 0 to 65535.' });
  });

  it.each(['EADDRINUSE', 'EACCES', 'EADDRNOTAVAIL', 'EAFNOSUPPORT', 'ENOTFOUND', 'EAI_AGAIN'])(
    'of the system (%s) ends with what to do',
    (code) => {
      const told = explainStartFault(Object.assign(new Error('x'), { code, port: 80 }), { PORT: 4_000, METRICS_PORT: 80 }) ?? '';
      expect(told).toMatch(/(Stop|Set) [^.]*(\.0)*[^.]*\.$/);
      if (code.startsWith('EA') && 'EADDRINUSE EACCES'.includes(code)) expect(told).toContain('METRICS_PORT');
    },
  );
});

describe('the file of the access trail', () => {
  it.each(['ENOENT', 'ENOTDIR', 'EISDIR', 'ENXIO', 'EACCES', 'EPERM', 'EROFS', 'EMFILE'])(
    'that cannot be opened (%s) is told with its setting and what to do, and not taken for a port',
    (code) => {
      const told = explainStartFault(new TrailStartError(Object.assign(new Error('x'), { code })), { PORT: 80 }) ?? '';
      expect(told).toMatch(/ACCESS_TRAIL.*\. [A-Z][a-z]+ [^.]*\.$/);
      expect(told).not.toContain('PORT');
    },
  );
});

describe('a port that is taken', () => {
  it.each<[string, string, Record<string, string>]>([
    ['PORT', 'src/main.ts', RIGHT],
    ['METRICS_PORT', 'src/main.ts', { ...RIGHT, PORT: '0' }],
    ['PORT', 'src/demo.ts', { SANDBOX_PORT: '0' }],
    ['SANDBOX_PORT', 'src/demo.ts', { PORT: '0' }],
    ['METRICS_PORT', 'src/demo.ts', { PORT: '0', SANDBOX_PORT: '0' }],
  ])('is told with its setting: %s of %s', async (setting, file, environment) => {
    await using taken = await listen(createServer());
    await using program = new Program(file, { HOST: '127.0.0.1', ...environment, [setting]: String(taken.port) });
    expect(await program.exit()).toBe(1);
    expect(program.errors).toBe(`Port ${taken.port} is taken. Stop what listens there, or set another with ${setting}.\n`);
  });

  it('ends the process, whatever is open already', async () => {
    await using taken = await listen(createServer());
    const environment = { ...RIGHT, HOST: '127.0.0.1', PORT: String(taken.port), METRICS_PORT: String(await freePort()) };
    await using program = new Program('src/main.ts', environment);
    expect(await program.exit()).toBe(1);
  });
});

describe('the command line', () => {
  const run = async (file: string, ...flags: string[]) => {
    await using program = new Program(file, {}, [process.execPath, file, ...flags]);
    return { exitCode: await program.exit(), output: program.output, errors: program.errors };
  };

  it.each([
    ['src/main.ts', 'npm start', 'VITEC_URL'],
    ['src/demo.ts', 'npm run demo', 'SANDBOX_PORT'],
    ['src/tools/doctor.ts', 'npm run doctor', '--customer'],
  ])('of %s tells of itself with --help', async (file, name, word) => {
    const { exitCode, output, errors } = await run(file, '--help');
    expect([exitCode, errors]).toEqual([0, '']);
    for (const text of [name, word, '--help', /README|docs\//]) expect(output).toMatch(text);
    expect(output.split('\n').length).toBeLessThan(20);
  });

  it.each<[string, readonly string[], string]>([
    ['src/main.ts', ['--prot', '80'], 'There is no flag --prot.'],
    ['src/main.ts', ['--password=hemligt'], 'There is no flag --password.'],
    ['src/demo.ts', ['hemligt'], 'There is a word that belongs to no flag.'],
    ['src/tools/doctor.ts', ['--lang', 'hemligt'], '--lang is one of'],
    ['src/tools/doctor.ts', ['--customer'], '--customer needs a value'],
    ['src/tools/doctor.ts', ['--customer', '--json'], '--customer needs a value'],
    ['src/tools/doctor.ts', ['--json=hemligt'], '--json stands alone'],
  ])('of %s refuses %j, shows no value and says what there is', async (file, flags, fault) => {
    const { exitCode, output, errors } = await run(file, ...flags);
    expect([exitCode, output]).toEqual([2, '']);
    expect(errors).toContain(fault);
    expect(errors).toMatch(/--help/);
    expect(errors).not.toContain('hemligt');
  });
});

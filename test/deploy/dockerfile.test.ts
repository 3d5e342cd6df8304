import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { validate } from 'dockerfile-utils';
import { describe, expect, it } from 'vitest';
import { command, copiedFromHere, dockerfile, environment, inImage, text, wordsOf } from './dockerfile.ts';
import { ROOT } from './yaml-file.ts';

const all = (word: string) => dockerfile.getInstructions().filter((each) => each.getKeyword() === word);
const runs = all('RUN').map((each) => each.getRawArgumentsContent() ?? '');

/** Hadolint's rules that matter to this file, by its names for them. */
describe('the Dockerfile', () => {
  it('has no fault that the language server of Docker finds', () => {
    expect(validate(text).map(({ message, range }) => `${range.start.line + 1}: ${message}`)).toEqual([]);
    expect(validate('FROM a\nWORKDIR app\nCOPPY a b')).toHaveLength(2);
  });

  it('starts from images with a version, and from one system in both stages (DL3006, DL3007)', () => {
    const tags = dockerfile.getFROMs().map((from) => from.getImageTag() ?? '');
    expect(tags).toEqual([expect.stringMatching(/^\d+-alpine(\d+\.\d+)$/), expect.stringMatching(/^\d+\.\d+$/)]);
    expect(tags[0]).toMatch(new RegExp(`alpine${tags[1]}$`)); // another libc or libstdc++ might not carry this Node
  });

  it('runs the Node that package.json asks for', () => {
    const { engines, devDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Record<
      string,
      Record<string, string>
    >;
    const [major] = (dockerfile.getFROMs()[0]?.getImageTag() ?? '').split('-');
    expect(engines?.node).toBe(`>=${major}`);
    expect(devDependencies?.node).toMatch(new RegExp(`^${major}\\.`));
  });

  it('ends as a user with a number that is not root (DL3002)', () => {
    const users = inImage('USER').map(wordsOf);
    expect(users).toEqual([[expect.stringMatching(/^[1-9]\d*:[1-9]\d*$/)]]);
    expect(inImage('USER')[0]?.getRange().start.line).toBeGreaterThan(inImage('COPY').at(-1)?.getRange().start.line ?? Infinity);
  });

  it('has whole paths to work in (DL3000), copies instead of adding (DL3020), and starts without a shell (DL3025)', () => {
    for (const each of all('WORKDIR')) expect(each.getArgumentsContent()).toMatch(/^\//);
    expect(all('ADD')).toEqual([]);
    const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { readonly scripts: Record<string, string> };
    const ofContainers = /^--max-old-space-size-percentage=/;
    expect(scripts.start).toMatch(new RegExp(`exec ${command.filter((word) => !ofContainers.test(word)).join(' ')}$`)); // else the same
    expect(all('ENTRYPOINT')).toEqual([]);
    for (const word of ['CMD', 'HEALTHCHECK', 'USER', 'WORKDIR']) expect(inImage(word), word).toHaveLength(1); // DL4003, DL3012
    expect(inImage('HEALTHCHECK')[0]?.getArgumentsContent()).toContain('CMD ["node", "-e"');
  });

  it('installs what the lockfile says, without development and without scripts, and nothing by other means', () => {
    expect(runs).toHaveLength(1);
    expect(runs[0]).toMatch(/^npm ci --omit=dev --ignore-scripts\b/);
    expect(runs[0]).not.toMatch(/\bsudo\b|curl|wget|apk|npm install|\|\s*sh/); // DL3004, DL4001, DL3018, DL3016
  });

  it('carries no secret', () => {
    expect(all('ARG')).toEqual([]);
    expect(Object.keys(environment)).toEqual(['NODE_ENV', 'NODE_COMPILE_CACHE']);
    expect(environment.NODE_COMPILE_CACHE).toMatch(/^\/tmp\//);
  });

  it('is sent what it copies, and nothing else', () => {
    const [nothing, ...letIn] = readFileSync(join(ROOT, '.dockerignore'), 'utf8').trim().split('\n');
    expect(nothing).toBe('*');
    const copied = [...copiedFromHere().flatMap(({ sources }) => sources), ...wordsOf(all('COPY')[0] as never).slice(0, -1)];
    expect(new Set(letIn)).toEqual(new Set(copied.map((path) => `!${path}`)));
  });
});

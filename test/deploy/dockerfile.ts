import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Dockerfile, DockerfileParser, type Instruction } from 'dockerfile-ast';
import { ROOT } from './yaml-file.ts';

export const text = readFileSync(join(ROOT, 'Dockerfile'), 'utf8');
export const dockerfile: Dockerfile = DockerfileParser.parse(text);

/** The instructions of one word, in their order; those of the last stage alone, which is the image. */
export const inImage = (word: string): readonly Instruction[] => {
  const lastFrom = dockerfile.getFROMs().at(-1)?.getRange().start.line ?? 0;
  return dockerfile.getInstructions().filter((each) => each.getKeyword() === word && each.getRange().start.line >= lastFrom);
};

export const wordsOf = (instruction: Instruction): readonly string[] => instruction.getArguments().map((argument) => argument.getValue());
/** What comes from this folder into the image: the sources and where they go. */
export const copiedFromHere = (): readonly { readonly sources: readonly string[]; readonly target: string }[] =>
  dockerfile
    .getCOPYs()
    .filter((copy) => inImage('COPY').some((each) => each === copy) && !copy.getFromFlag())
    .map(wordsOf)
    .map((words) => ({ sources: words.slice(0, -1), target: words.at(-1) ?? '' }));
/** The JSON form of an instruction, behind a word if there is one, as the list that it is. */
export const listOf = (instruction: Instruction | undefined, word = ''): readonly string[] => {
  const content = instruction?.getRawArgumentsContent() ?? '';
  return JSON.parse(content.slice(content.indexOf(`${word} [`.trim()) + word.length)) as string[];
};
export const command: readonly string[] = listOf(inImage('CMD')[0]);
/** The variables of the image, by name. */
export const environment: Readonly<Record<string, string>> = Object.fromEntries(
  inImage('ENV')
    .flatMap(wordsOf)
    .map((pair) => pair.split('=', 2) as [string, string]),
);

import { CriticalityLevel, diff } from '@graphql-inspector/core';
import { buildASTSchema, type DirectiveNode, parse, print } from 'graphql';
import type { Codes } from './artefacts.ts';

/** What a release published: the text of each artefact, and the version. */
export type Release = { readonly version: string; readonly read: (file: string) => string };

/** What has changed since a release so that somebody's query, types, composition or handling of errors breaks; each in a line. */
export async function breakingChanges(released: Release, now: Release): Promise<readonly string[]> {
  const ofSchemas = await Promise.all(
    ['schema.graphql', 'subgraph.graphql'].map(async (file) => {
      const [before, after] = [released, now].map(({ read }) => buildASTSchema(parse(read(file)), { assumeValidSDL: true }));
      if (!before || !after) return [];
      const changes = await diff(before, after);
      return changes.flatMap(({ criticality, message }) =>
        criticality.level === CriticalityLevel.Breaking ? [`${file}: ${message}`] : [],
      );
    }),
  );
  const marks = marksOf(now);
  const lost = [...marksOf(released)].filter((mark) => !marks.has(mark)).map((mark) => `subgraph.graphql: ${mark} is gone`);
  return [...ofSchemas.flat(), ...lost, ...codesThatBreak(codesOf(released), codesOf(now))];
}

/** The keys and tags of types and fields: a supergraph is composed by them, though no client sees them. Repeated ones are told apart, which the library does not. */
function marksOf({ read }: Release): ReadonlySet<string> {
  const marksOn = (place: string, directives: readonly DirectiveNode[] = []) =>
    directives.filter(({ name }) => ['key', 'tag'].includes(name.value)).map((mark) => `${print(mark)} of ${place}`);
  return new Set(
    parse(read('subgraph.graphql')).definitions.flatMap((definition) => {
      if (!('fields' in definition)) return [];
      const type = definition.name.value;
      const ofFields = (definition.fields ?? []).flatMap(({ name, directives }) => marksOn(`${type}.${name.value}`, directives));
      return [...marksOn(type, definition.directives), ...ofFields];
    }),
  );
}

const codesOf = ({ read }: Release): Codes => JSON.parse(read('codes.json')) as Codes;

const codesThatBreak = (before: Codes, after: Codes): readonly string[] =>
  Object.entries(before).flatMap(([code, { retryable, http }]) => {
    const now = after[code];
    if (!now) return [`codes.json: ${code} is gone`];
    if (now.retryable !== retryable)
      return [`codes.json: ${code} was ${retryable ? '' : 'not '}retryable, and now it is${retryable ? ' not' : ''}`];
    return now.http === http ? [] : [`codes.json: ${code} had HTTP ${http}, and now ${now.http}`];
  });

/** Whether a version may break what the other promised: its first number that is not 0 is another, and greater. */
export function mayBreak(released: string, now: string): boolean {
  const [before, after] = [released, now].map((version) => version.split('.').map(Number));
  if (!before || !after) return false;
  const place = before.findIndex((number) => number !== 0);
  const upTo = (numbers: readonly number[]) => numbers.slice(0, place + 1);
  const [from, to] = [upTo(before), upTo(after)];
  const changed = from.findIndex((number, index) => number !== to[index]);
  return changed >= 0 && (to[changed] ?? 0) > (from[changed] ?? 0);
}

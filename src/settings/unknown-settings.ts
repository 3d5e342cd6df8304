import { SECRETS, settings } from '../settings.ts';

/** A variable of the environment that looks like a setting, and the setting whose name is nearest. */
export type UnknownSetting = { readonly name: string; readonly nearest: string };

const KNOWN: readonly string[] = [...Object.keys(settings.shape), ...SECRETS.map((name) => `${name}_FILE`)];

/** `VITEC_`, `JWT_` and so on: the first word of a name that has several. */
const prefixOf = (name: string): string | null => /^([A-Z]+_)\w+$/.exec(name)?.[1] ?? null;
const KNOWN_BY_PREFIX = Map.groupBy(KNOWN, prefixOf);

/** OpenTelemetry's own libraries have many variables with this prefix. Only a misspelling of one of the gateway's is reported. */
const SHARED_PREFIX = 'OTEL_';
/** The greatest distance of a misspelling. */
const MISSPELLING = 2;
/** A shorter setting (PORT, HOST) is near to names that have nothing to do with it. */
const LONG_ENOUGH = 7;

/**
 * Variables that Kubernetes sets for a Service, such as REDIS_SERVICE_HOST and REDIS_PORT_6379_TCP_ADDR for one named redis.
 * https://kubernetes.io/docs/concepts/services-networking/service/#environment-variables
 */
const OF_A_SERVICE = /_SERVICE_HOST$|_SERVICE_PORT(_\w+)?$|_PORT_\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?$/;

/** The variables with the prefix of a setting that are none. `names`: those of all variables that are not empty. */
export function findUnknownSettings(names: readonly string[]): readonly UnknownSetting[] {
  const present = new Set(names);
  const isOfService = (name: string) =>
    OF_A_SERVICE.test(name) || (name.endsWith('_PORT') && present.has(name.replace(/_PORT$/, '_SERVICE_HOST')));
  return names.flatMap((name) => {
    if (KNOWN.includes(name) || isOfService(name)) return [];
    const [nearest, distance] = findNearest(name) ?? findMisspelt(name) ?? [];
    if (nearest === undefined || distance === undefined) return [];
    return name.startsWith(SHARED_PREFIX) && distance > MISSPELLING ? [] : [{ name, nearest }];
  });
}

/**
 * Among those with the same prefix; null where there are none. Misspellings go first, then a setting with all words of the name (CACHE_TTL_MS
 * for CACHE_TTL) or the reverse.
 */
function findNearest(name: string): readonly [nearest: string, distance: number] | null {
  const upperCase = name.toUpperCase();
  const prefix = prefixOf(upperCase);
  const candidates = (prefix === null ? [] : (KNOWN_BY_PREFIX.get(prefix) ?? [])).map((known) => {
    const distance = editDistance(upperCase, known);
    const hasSameWords = hasWordsOf(known, upperCase) || hasWordsOf(upperCase, known);
    return { known, distance, rank: distance <= MISSPELLING ? 0 : hasSameWords ? 1 : 2 };
  });
  const [first] = candidates.toSorted((a, b) => a.rank - b.rank || a.distance - b.distance);
  return first ? [first.known, first.distance] : null;
}

/** For a misspelling of the prefix itself: a setting whose whole name is so near. */
function findMisspelt(name: string): readonly [nearest: string, distance: number] | null {
  const candidates = KNOWN.filter(({ length }) => length >= LONG_ENOUGH).map(
    (known) => [known, editDistance(name.toUpperCase(), known)] as const,
  );
  const [first] = candidates.toSorted(([, a], [, b]) => a - b);
  return first && first[1] <= (first[0].length < 10 ? 1 : MISSPELLING) ? first : null;
}

function hasWordsOf(name: string, other: string): boolean {
  const words = new Set(name.split('_'));
  return other.split('_').every((word) => words.has(word));
}

/** Levenshtein distance: letters to insert, delete or replace. */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [index, letter] of [...from].entries()) {
    const next = [index + 1];
    for (let column = 1; column <= to.length; column += 1) {
      const replaced = (row[column - 1] ?? 0) + (letter === to[column - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

import { GraphQLScalarType, Kind } from 'graphql';
import { parseDateTime } from '../../domain/date-time.ts';
import { Failure } from '../../domain/failure.ts';
import type { Builder } from '../schema/builder.ts';

const SPECIFICATION = 'https://scalars.graphql.org/andimarek/date-time.html';

function parseInput(value: unknown): string {
  const dateTime = typeof value === 'string' ? parseDateTime(value) : null;
  if (dateTime === null) {
    throw new Failure('BAD_USER_INPUT', {
      message:
        'A DateTime needs a date, T, a time with seconds and an offset (not -00:00) or Z, as 2026-10-04T13:51:40+02:00, and a year from 1900 on.',
    });
  }
  return dateTime;
}

export function addDateTime(builder: Builder): void {
  builder.addScalarType(
    'DateTime',
    new GraphQLScalarType<string, string>({
      name: 'DateTime',
      description:
        'RFC 3339 instant with the offset that Vitec sent, always three fraction digits. Input: date, T, time with seconds, fraction optional, and an offset (not -00:00) or Z; a year before 1900 is refused.',
      specifiedByURL: SPECIFICATION,
      extensions: { directives: { specifiedBy: [{ url: SPECIFICATION }] } }, // `printSchemaWithDirectives` prints directives only
      serialize: (value) => value as string, // created by `toDateTime`
      parseValue: parseInput,
      parseLiteral: (node) => parseInput(node.kind === Kind.STRING ? node.value : null),
    }),
  );
}

import { parseJson, wrongShape } from './json.ts';
import { isFields } from './tolerant.ts';

/** The cached text of a value that is a plain object: its fields, and the number of their format. */
export const writeFields = (format: number, fields: object): string => JSON.stringify({ format, ...fields });

/** Reads it again. Throws UPSTREAM_BAD_RESPONSE for a text of another format. */
export function readFields<Fields>(format: number, text: string): Fields {
  const stored = parseJson(text);
  if (!isFields(stored) || stored.format !== format) throw wrongShape();
  const { format: _format, ...fields } = stored;
  return fields as Fields;
}

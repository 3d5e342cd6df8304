import { type Named, nameOf } from './card-lines.ts';
import { failureLine, type Status } from './status-line.ts';

export type Row = Named & {
  readonly bought: readonly unknown[] | null;
  readonly sold: readonly unknown[] | null;
  readonly profileStatus: Status;
  readonly boughtStatus: Status;
  readonly soldStatus: Status;
};

/** Anna Andersson: köpt 3, sålt 2. A count that could not be read is a question mark, and the reason follows. */
export function rowLine(row: Row): string {
  const line = `${nameOf(row)}: köpt ${row.bought?.length ?? '?'}, sålt ${row.sold?.length ?? '?'}`;
  const failed = [row.profileStatus, row.boughtStatus, row.soldStatus].find(({ code }) => code !== null);
  return failed?.code ? `${line}. ${failureLine(failed.code, failed.retryAfterSeconds)}` : line;
}

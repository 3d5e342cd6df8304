import { Fragment, type ReactNode, useState } from 'react';
import { useTexts } from '../language.ts';

/** So many are listed at first. */
const SHORT = 8;
/** Vitec answers 20 contacts in one call. */
const CHUNK = 20;

type Props<Row> = {
  readonly rows: readonly Row[];
  /** Renders some rows as list items: what belongs to them is asked for once a chunk, and only of those that are shown. */
  readonly renderChunk: (rows: readonly Row[]) => ReactNode;
  readonly labelledBy?: string;
};

/** The first few rows, and a button that shows the rest. */
export function ChunkedList<Row>({ rows, renderChunk, labelledBy }: Props<Row>) {
  const texts = useTexts();
  const [isWhole, setWhole] = useState(false);
  const chunks = isWhole ? [rows.slice(0, SHORT), ...chunksOf(rows.slice(SHORT))] : [rows.slice(0, SHORT)];
  return (
    <>
      {/* biome-ignore lint/a11y/noRedundantRoles: Safari takes a list without bullets for none */}
      <ul role="list" aria-labelledby={labelledBy}>
        {chunks.map((chunk, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: chunks have no id, and the same place holds the same rows
          <Fragment key={index}>{renderChunk(chunk)}</Fragment>
        ))}
      </ul>
      {rows.length > SHORT && (
        <button type="button" className="quiet" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
          {isWhole ? texts.showFewer : texts.showAll(rows.length)}
        </button>
      )}
    </>
  );
}

const chunksOf = <Row,>(rows: readonly Row[]): readonly (readonly Row[])[] =>
  Array.from({ length: Math.ceil(rows.length / CHUNK) }, (_, index) => rows.slice(index * CHUNK, (index + 1) * CHUNK));
